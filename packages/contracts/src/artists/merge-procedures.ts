import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import {
  Dismissed,
  DuplicateArtists,
  DuplicateDismissal,
  DuplicatePairInput,
  Merge,
  MergeInput,
} from '../tracks/merges.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';
const otherId = '01930000-0000-7000-8000-000000000001';

export const mergeProcedures = {
  listDuplicates: query({
    permission: 'artists:read',
    input: PageInput.extend({ dismissed: Dismissed }).meta({ id: 'ArtistDuplicateListInput' }),
    output: pageOf(DuplicateArtists).meta({ id: 'DuplicateArtistPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/artists/duplicates' },
    weight: 10,
    summary: 'Find artists that may be one',
    description: 'Pairs of artists whose names are equal or similar, the likeliest first.',
    example: { limit: 20 },
  }),
  dismissDuplicate: mutation({
    permission: 'artists:write',
    reach: 'organization',
    input: DuplicatePairInput,
    output: DuplicateDismissal,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/artists/{id}/dismissed-duplicates' },
    weight: 2,
    summary: 'Say that two artists are not one',
    description: 'The pair is no longer named by `listDuplicates`, whatever it is called later. Nothing else changes.',
    example: { id: exampleId, otherId },
  }),
  undoDismissDuplicate: mutation({
    permission: 'artists:write',
    reach: 'organization',
    input: DuplicatePairInput,
    output: DuplicateDismissal,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/artists/{id}/dismissed-duplicates/{otherId}' },
    weight: 2,
    summary: 'Take back that two artists are not one',
    description: 'The pair is named by `listDuplicates` again, if both are still alike.',
    example: { id: exampleId, otherId },
  }),
  listMerges: query({
    permission: 'artists:read',
    input: PageInput.meta({ id: 'ArtistMergeListInput' }),
    output: pageOf(Merge).meta({ id: 'ArtistMergePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/artists/merges' },
    weight: 1,
    summary: 'List merges of artists',
    description: 'Who was merged into whom, newest first, those included that were undone.',
    example: { limit: 20 },
  }),
  merge: mutation({
    permission: 'artists:write',
    reach: 'organization',
    input: MergeInput,
    output: Merge,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/artists/{id}/merge' },
    weight: 5,
    summary: 'Merge an artist into another',
    description:
      'Gives tracks and campaigns of `fromId` to the artist that stays; credits of tracks stay as they are. Numbers are read as with merged tracks. Members who are restricted to the artist that is merged away are not given the other one.',
    example: { id: exampleId, fromId: otherId },
  }),
  undoMerge: mutation({
    permission: 'artists:write',
    reach: 'organization',
    input: z.object({ mergeId: Id }),
    output: Merge,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/artists/merges/{mergeId}/undo' },
    weight: 5,
    summary: 'Undo a merge of artists',
    description:
      'Brings the artist back that was merged away, with tracks and campaigns, and takes back what the other one took over; what was changed since stays.',
    example: { mergeId: exampleId },
  }),
};
