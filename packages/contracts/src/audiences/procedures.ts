import { z } from 'zod';
import { BulkResult } from '../core/bulk.ts';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { deliveryProcedures } from './delivery-procedures.ts';
import { AudienceInsight, AudienceInsightsInput, NewAudienceInsights, RecordedInsights } from './insight-schemas.ts';
import { FinishedListUpload, ListRows, ListRowsResult, ListUpload, NewListUpload } from './list-schemas.ts';
import {
  Audience,
  AudienceBulkResult,
  AudienceChange,
  AudienceEstimate,
  AudienceIds,
  AudienceListInput,
  AudienceUsage,
  NewAudience,
} from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

// An audience belongs to no artist, and what it is used for may be anybody's: restricted members have no part in it.
const write = { permission: 'audiences:write', reach: 'organization' } as const;
const read = { permission: 'audiences:read', reach: 'organization' } as const;

export const audiences = {
  create: mutation({
    ...write,
    input: NewAudience,
    output: Audience,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audiences' },
    weight: 2,
    summary: 'Create an audience',
    description:
      'Describes an audience by criteria, makes an empty list to upload people into, or registers one of the ad platform. Criteria that nobody can fulfil are refused with the place of the contradiction.',
    example: {
      name: 'Synth fans',
      criteria: { all: [{ countries: ['DE', 'AT'] }, { any: [{ interests: ['Synth-pop'] }, { artists: ['a1'] }] }] },
    },
  }),
  get: query({
    ...read,
    input: z.object({ id: Id }),
    output: Audience,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/audiences/{id}' },
    weight: 1,
    summary: 'Read an audience',
    description: 'One audience by its id, with the newest estimate of its size.',
    example: { id: exampleId },
  }),
  list: query({
    ...read,
    input: AudienceListInput,
    output: pageOf(Audience).meta({ id: 'AudiencePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/audiences' },
    weight: 1,
    summary: 'List audiences',
    description: 'The organization’s audiences, by kind, by a part of the name, or those that were deleted.',
    example: { limit: 20, search: 'synth' },
  }),
  update: mutation({
    ...write,
    input: AudienceChange,
    output: Audience,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/audiences/{id}' },
    weight: 2,
    summary: 'Change an audience',
    description: 'Renames an audience, changes its criteria or its ad account.',
    example: { id: exampleId, version: 1, criteria: { not: { countries: ['US'] } } },
  }),
  estimate: mutation({
    ...write,
    input: AudienceEstimate,
    output: Audience,
    errors: ['not_found', 'stale_version'],
    http: { method: 'POST', path: '/v1/audiences/{id}/estimate' },
    weight: 2,
    summary: 'State the size of an audience',
    description: 'Keeps an estimate with its bounds, its source and its date, in place of the one before.',
    example: { id: exampleId, version: 1, lower: 12000, upper: 14100, source: 'meta' },
  }),
  usage: query({
    ...read,
    input: z.object({ id: Id }),
    output: AudienceUsage,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/audiences/{id}/usage' },
    weight: 2,
    summary: 'Where an audience is used',
    description: 'Campaigns that aim at the audience or keep away from it, newest first.',
    example: { id: exampleId },
  }),
  delete: mutation({
    ...write,
    input: z.object({ id: Id }),
    output: Audience,
    errors: ['not_found', 'conflict'],
    http: { method: 'DELETE', path: '/v1/audiences/{id}' },
    weight: 2,
    summary: 'Delete an audience',
    description:
      'Hides an audience; it can be restored for some weeks. One that an active or paused campaign uses is refused, and `details.campaigns` names those campaigns.',
    example: { id: exampleId },
  }),
  restore: mutation({
    ...write,
    input: z.object({ id: Id }),
    output: Audience,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audiences/{id}/restore' },
    weight: 2,
    summary: 'Restore an audience',
    description: 'Brings a deleted audience back, an uploaded list with its people.',
    example: { id: exampleId },
  }),
  deleteMany: mutation({
    ...write,
    input: AudienceIds,
    output: AudienceBulkResult,
    errors: [],
    http: { method: 'POST', path: '/v1/audiences/delete-many' },
    weight: 10,
    summary: 'Delete audiences',
    description: 'Deletes those that no campaign in flight uses, and says of each other one why it was left.',
    example: { ids: [exampleId] },
  }),
  restoreMany: mutation({
    ...write,
    input: AudienceIds,
    output: BulkResult,
    errors: ['conflict'],
    http: { method: 'POST', path: '/v1/audiences/restore-many' },
    weight: 10,
    summary: 'Restore audiences',
    description:
      'Brings deleted audiences back, uploaded lists with their people; those that aren’t deleted are named. An id at the ad platform that another audience has taken refuses the call.',
    example: { ids: [exampleId] },
  }),
  startUpload: mutation({
    ...write,
    input: NewListUpload,
    output: ListUpload,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audiences/{id}/uploads' },
    weight: 2,
    summary: 'Begin to upload people',
    description:
      'Opens an upload into a list; an open one of the same list is given up. Nothing changes until it is finished.',
    example: { id: exampleId, mode: 'replace' },
  }),
  addRows: mutation({
    ...write,
    input: ListRows,
    output: ListRowsResult,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audience-uploads/{uploadId}/rows' },
    weight: 10,
    summary: 'Send people',
    description:
      'Normalises and hashes up to 2,000 rows on arrival; what they said is kept nowhere. Rows that name nobody are refused by line, the others count.',
    example: { uploadId: exampleId, rows: [{ email: 'mary@example.com', country: 'US' }] },
  }),
  finishUpload: mutation({
    ...write,
    input: z.object({ uploadId: Id }).meta({ id: 'ListUploadFinish' }),
    output: FinishedListUpload,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/audience-uploads/{uploadId}/finish' },
    weight: 10,
    summary: 'Finish an upload',
    description: 'Adds, takes out or replaces the people of the list, all at once.',
    example: { uploadId: exampleId },
  }),
  recordInsights: mutation({
    ...write,
    input: NewAudienceInsights,
    output: RecordedInsights,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/audiences/{id}/insights' },
    weight: 5,
    summary: 'Record what an audience is made of',
    description:
      'Keeps one dimension of an audience on a day as a source states it, in place of what that source said before. Numbers of cells with fewer than 100 people are not stored.',
    example: {
      id: exampleId,
      insights: [
        {
          date: '2026-03-01',
          dimension: 'demographics',
          source: 'meta',
          cells: [
            { key: { gender: 'female' }, share: '0.55', size: 5500 },
            { key: { gender: 'male' }, share: '0.45', size: 4500 },
          ],
        },
      ],
    },
  }),
  insights: query({
    ...read,
    input: AudienceInsightsInput,
    output: pageOf(AudienceInsight).meta({ id: 'AudienceInsightPage' }),
    errors: ['not_found', 'invalid_cursor'],
    http: { method: 'GET', path: '/v1/audiences/{id}/insights' },
    weight: 2,
    summary: 'Read what an audience is made of',
    description: 'Newest day first. Shares of each breakdown sum to 1, or the answer says how much is missing and why.',
    example: { id: exampleId, from: '2026-03-01', to: '2026-03-31' },
  }),
  ...deliveryProcedures,
};
