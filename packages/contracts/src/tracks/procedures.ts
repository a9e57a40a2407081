import { z } from 'zod';
import { BulkIds, BulkResult, bulkLimit } from '../core/bulk.ts';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Line } from '../core/text.ts';
import { csvProcedures } from './csv-procedures.ts';
import { mergeProcedures } from './merge-procedures.ts';
import { FoundTrack, NewTrack, Track, TrackChange, TrackListInput } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';
const tooMany = `must not have more than ${bulkLimit} rows; split the list`;

/** Fixed addresses stand before those with an id, which would match them as well. */
export const tracks = {
  create: mutation({
    permission: 'tracks:write',
    counts: 'tracks',
    input: NewTrack,
    output: Track,
    errors: ['conflict', 'not_found', 'plan_limit'],
    http: { method: 'POST', path: '/v1/tracks' },
    weight: 2,
    summary: 'Create a track',
    description:
      'Adds a track to one of the organization’s artists. ISRC, Spotify id and Apple Music id may be used once per organization, an ISRC again by tracks that say so with `sharesIsrc`.',
    example: { artistId: exampleId, title: 'Sample Song', isrc: 'QM-ABC-26-00001' },
  }),
  createMany: mutation({
    permission: 'tracks:write',
    counts: 'tracks',
    input: z.object({ tracks: z.array(NewTrack).min(1).max(bulkLimit, tooMany) }),
    output: z.object({ created: z.array(Id).describe('In the order of the input.') }).meta({ id: 'CreatedTracks' }),
    errors: ['conflict', 'not_found', 'plan_limit'],
    http: { method: 'POST', path: '/v1/tracks/bulk' },
    weight: 20,
    summary: 'Create many tracks',
    description: `Adds up to ${bulkLimit} tracks, all or none: one that is refused refuses the call.`,
    example: { tracks: [{ artistId: exampleId, title: 'Sample Song' }] },
  }),
  search: query({
    permission: 'tracks:read',
    input: z.object({
      text: Line(300).describe('Title, artist or both, with typing errors.'),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.object({ items: z.array(FoundTrack) }).meta({ id: 'FoundTracks' }),
    errors: [],
    http: { method: 'GET', path: '/v1/tracks/search' },
    weight: 2,
    summary: 'Search tracks',
    description:
      'Tracks whose title and artist are like the text, best first. Typing errors, accents and case don’t matter.',
    example: { text: 'smaple song' },
  }),
  ...csvProcedures,
  ...mergeProcedures,
  get: query({
    permission: 'tracks:read',
    input: z.object({ id: Id }),
    output: Track,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/tracks/{id}' },
    weight: 1,
    summary: 'Read a track',
    description: 'One track by its id.',
    example: { id: exampleId },
  }),
  list: query({
    permission: 'tracks:read',
    input: TrackListInput,
    output: pageOf(Track).meta({ id: 'TrackPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/tracks' },
    weight: 1,
    summary: 'List tracks',
    description: 'The organization’s tracks, newest first unless sorted otherwise.',
    example: { limit: 20 },
  }),
  updateMany: mutation({
    permission: 'tracks:write',
    input: z.object({
      tracks: z
        .array(TrackChange)
        .min(1)
        .max(bulkLimit, tooMany)
        .refine(
          (changes) => new Set(changes.map(({ id }) => id)).size === changes.length,
          'must not name a track twice',
        ),
    }),
    output: BulkResult,
    errors: ['conflict', 'not_found'],
    http: { method: 'PATCH', path: '/v1/tracks/bulk' },
    weight: 20,
    summary: 'Change many tracks',
    description: `Changes up to ${bulkLimit} tracks. Those that are gone or were changed by somebody else are left and named; an id that another track has refuses the call.`,
    example: { tracks: [{ id: exampleId, version: 1, label: 'Night Label' }] },
  }),
  update: mutation({
    permission: 'tracks:write',
    input: TrackChange,
    output: Track,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/tracks/{id}' },
    weight: 2,
    summary: 'Change a track',
    description:
      'Sets what is given; null takes a value away. Moved to another artist, a track is credited with it if it was with the old one.',
    example: { id: exampleId, version: 1, album: 'Sample Album' },
  }),
  deleteMany: mutation({
    permission: 'tracks:write',
    input: z.object({ ids: BulkIds }),
    output: BulkResult,
    errors: [],
    http: { method: 'DELETE', path: '/v1/tracks/bulk' },
    weight: 20,
    summary: 'Delete many tracks',
    description: `Deletes up to ${bulkLimit} tracks; those that are gone already are named.`,
    example: { ids: [exampleId] },
  }),
  delete: mutation({
    permission: 'tracks:write',
    input: z.object({ id: Id }),
    output: Track,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/tracks/{id}' },
    weight: 2,
    summary: 'Delete a track',
    description:
      'Deletes a track. Campaigns keep their link to it, and until it is removed for good `tracks.restore` brings it back.',
    example: { id: exampleId },
  }),
  restoreMany: mutation({
    permission: 'tracks:write',
    counts: 'tracks',
    input: z.object({ ids: BulkIds }),
    output: BulkResult,
    errors: ['conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/tracks/bulk/restore' },
    weight: 20,
    summary: 'Bring many deleted tracks back',
    description: `Brings up to ${bulkLimit} tracks back. Those that aren’t deleted, whose artist is, or that were merged away are left and named; an id that another track has taken refuses the call.`,
    example: { ids: [exampleId] },
  }),
  restore: mutation({
    permission: 'tracks:write',
    counts: 'tracks',
    input: z.object({ id: Id }),
    output: Track,
    errors: ['not_found', 'conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/tracks/{id}/restore' },
    weight: 2,
    summary: 'Bring a deleted track back',
    description: 'Refused while its artist is deleted, or while another track has taken one of its ids.',
    example: { id: exampleId },
  }),
};
