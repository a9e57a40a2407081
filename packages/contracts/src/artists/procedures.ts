import { z } from 'zod';
import { BulkIds, BulkResult, bulkLimit } from '../core/bulk.ts';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { mergeProcedures } from './merge-procedures.ts';
import { Artist, ArtistChange, ArtistListInput, NewArtist } from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

/** Fixed addresses stand before those with an id, which would match them as well. */
export const artists = {
  create: mutation({
    permission: 'artists:write',
    input: NewArtist,
    output: Artist,
    errors: ['conflict'],
    http: { method: 'POST', path: '/v1/artists' },
    weight: 2,
    summary: 'Create an artist',
    description:
      'Adds an artist to the catalogue. Spotify id and Apple Music id may be used once per organization; a pasted link gives them.',
    example: { name: 'Sample Artist' },
  }),
  ...mergeProcedures,
  get: query({
    permission: 'artists:read',
    input: z.object({ id: Id }),
    output: Artist,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/artists/{id}' },
    weight: 1,
    summary: 'Read an artist',
    description: 'One artist by its id.',
    example: { id: exampleId },
  }),
  list: query({
    permission: 'artists:read',
    input: ArtistListInput,
    output: pageOf(Artist).meta({ id: 'ArtistPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/artists' },
    weight: 1,
    summary: 'List artists',
    description: 'The organization’s artists, newest first unless sorted by name.',
    example: { limit: 20 },
  }),
  update: mutation({
    permission: 'artists:write',
    input: ArtistChange,
    output: Artist,
    errors: ['not_found', 'stale_version', 'conflict'],
    http: { method: 'PATCH', path: '/v1/artists/{id}' },
    weight: 2,
    summary: 'Change an artist',
    description: 'Sets what is given. Tracks credited with the artist’s name alone follow a new name.',
    example: { id: exampleId, version: 1, name: 'Sample Artist, renamed' },
  }),
  deleteMany: mutation({
    permission: 'artists:write',
    input: z.object({ ids: BulkIds }),
    output: BulkResult,
    errors: [],
    http: { method: 'DELETE', path: '/v1/artists/bulk' },
    weight: 20,
    summary: 'Delete many artists',
    description: `Deletes up to ${bulkLimit} artists together with their tracks; those that are gone already are named.`,
    example: { ids: [exampleId] },
  }),
  delete: mutation({
    permission: 'artists:write',
    input: z.object({ id: Id }),
    output: Artist,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/artists/{id}' },
    weight: 2,
    summary: 'Delete an artist',
    description:
      'Deletes an artist together with the tracks. Until they are removed for good, `artists.restore` brings all of them back.',
    example: { id: exampleId },
  }),
  restoreMany: mutation({
    permission: 'artists:write',
    counts: 'tracks',
    input: z.object({ ids: BulkIds }),
    output: BulkResult,
    errors: ['conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/artists/bulk/restore' },
    weight: 20,
    summary: 'Bring many deleted artists back',
    description: `Brings up to ${bulkLimit} artists back with the tracks that were deleted along. Those that aren’t deleted or were merged away are left and named; an id that another artist or track has taken refuses the call.`,
    example: { ids: [exampleId] },
  }),
  restore: mutation({
    permission: 'artists:write',
    counts: 'tracks',
    input: z.object({ id: Id }),
    output: Artist,
    errors: ['not_found', 'conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/artists/{id}/restore' },
    weight: 2,
    summary: 'Bring a deleted artist back',
    description:
      'Restores an artist and the tracks that were deleted along. Refused while another artist or track has taken one of their ids.',
    example: { id: exampleId },
  }),
};
