import { z } from 'zod';
import { BulkIds, BulkResult, bulkLimit } from '../core/bulk.ts';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { linkProcedures } from './link-procedures.ts';
import { platformProcedures } from './platform-procedures.ts';
import { readiness } from './readiness.ts';
import {
  Campaign,
  CampaignBulkChange,
  CampaignBulkResult,
  CampaignChange,
  CampaignCopy,
  CampaignListInput,
  CampaignStatusChange,
  NewCampaign,
} from './schemas.ts';
import { spendProcedures } from './spend-procedures.ts';
import { templateProcedures } from './template-procedures.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

// Fixed addresses come before those with an id, which would take them as one.
export const campaigns = {
  ...spendProcedures,
  updateMany: mutation({
    permission: 'campaigns:write',
    input: CampaignBulkChange,
    output: CampaignBulkResult,
    errors: [],
    http: { method: 'PATCH', path: '/v1/campaigns/bulk' },
    weight: 10,
    summary: 'Pause, archive or tag many campaigns',
    description: `Changes up to ${bulkLimit} campaigns. Those that are gone or can’t take the step are left and named.`,
    example: { ids: [exampleId], change: { kind: 'pause' } },
  }),
  create: mutation({
    permission: 'campaigns:write',
    counts: 'activeCampaigns',
    input: NewCampaign,
    output: Campaign,
    errors: ['not_found', 'plan_limit'],
    http: { method: 'POST', path: '/v1/campaigns' },
    weight: 2,
    summary: 'Create a campaign',
    description: 'Plans a campaign as a draft. Artist, track and audiences must be the organization’s own.',
    example: {
      name: 'Release week',
      startDate: '2026-03-01',
      endDate: '2026-03-14',
      budgetMinor: 50000,
      currency: 'USD',
    },
  }),
  get: query({
    permission: 'campaigns:read',
    input: z.object({ id: Id }),
    output: Campaign,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/campaigns/{id}' },
    weight: 1,
    summary: 'Read a campaign',
    description: 'One campaign by its id.',
    example: { id: exampleId },
  }),
  list: query({
    permission: 'campaigns:read',
    input: CampaignListInput,
    output: pageOf(Campaign).meta({ id: 'CampaignPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/campaigns' },
    weight: 1,
    summary: 'List campaigns',
    description: 'The organization’s campaigns, newest first unless sorted otherwise.',
    example: { limit: 20 },
  }),
  update: mutation({
    permission: 'campaigns:write',
    input: CampaignChange,
    output: Campaign,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/campaigns/{id}' },
    weight: 2,
    summary: 'Change a campaign',
    description:
      'Changes what was planned, also of a running campaign: its name, artist and track, end, budget, thresholds, targeting, creatives and tags. An archived campaign is not changed, of an imported one only name, artist, track and tags.',
    example: { id: exampleId, version: 1, name: 'Release week, second flight' },
  }),
  readiness,
  changeStatus: mutation({
    permission: 'campaigns:write',
    input: CampaignStatusChange,
    output: Campaign,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/status' },
    weight: 2,
    summary: 'Start, pause, resume, complete or archive a campaign',
    description:
      'Takes one step: draft → active ⇄ paused → completed → archived; an active one can be completed as well. To be active it needs a track, a budget, both dates with today between them, a goal, the audiences of its targeting, links that work, and spend below its stop; `details.missing` names what it lacks.',
    example: { id: exampleId, version: 1, status: 'active' },
  }),
  deleteMany: mutation({
    permission: 'campaigns:write',
    input: z.object({ ids: BulkIds }),
    output: BulkResult,
    errors: [],
    http: { method: 'DELETE', path: '/v1/campaigns/bulk' },
    weight: 10,
    summary: 'Delete many campaigns',
    description: `Deletes up to ${bulkLimit} campaigns with their goals. Those that are running or gone are left and named.`,
    example: { ids: [exampleId] },
  }),
  restoreMany: mutation({
    permission: 'campaigns:write',
    counts: 'activeCampaigns',
    input: z.object({ ids: BulkIds }),
    output: BulkResult,
    errors: ['plan_limit'],
    http: { method: 'POST', path: '/v1/campaigns/bulk/restore' },
    weight: 10,
    summary: 'Restore many campaigns',
    description: `Takes the deletion of up to ${bulkLimit} campaigns back; those that aren’t deleted are named.`,
    example: { ids: [exampleId] },
  }),
  delete: mutation({
    permission: 'campaigns:write',
    input: z.object({ id: Id }),
    output: Campaign,
    errors: ['not_found', 'conflict'],
    http: { method: 'DELETE', path: '/v1/campaigns/{id}' },
    weight: 2,
    summary: 'Delete a campaign',
    description:
      'Deletes a campaign that isn’t running, with its goals. Until it is removed for good `campaigns.restore` brings it back.',
    example: { id: exampleId },
  }),
  restore: mutation({
    permission: 'campaigns:write',
    counts: 'activeCampaigns',
    input: z.object({ id: Id }),
    output: Campaign,
    errors: ['not_found', 'conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/restore' },
    weight: 2,
    summary: 'Restore a campaign',
    description: 'Takes a deletion back.',
    example: { id: exampleId },
  }),
  duplicate: mutation({
    permission: 'campaigns:write',
    counts: 'activeCampaigns',
    input: CampaignCopy,
    output: Campaign,
    errors: ['not_found', 'conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/campaigns/{id}/duplicate' },
    weight: 2,
    summary: 'Duplicate a campaign',
    description:
      'Makes a draft with the plan, tags and goals of a campaign. Spend, progress and links to ad campaigns stay with the old one.',
    example: { id: exampleId, startDate: '2026-06-01' },
  }),
  ...linkProcedures,
  ...platformProcedures,
  ...templateProcedures,
};
