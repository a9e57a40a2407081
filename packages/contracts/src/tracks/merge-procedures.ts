import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { Dismissed, DuplicateDismissal, DuplicatePairInput, DuplicateTracks, Merge, MergeInput } from './merges.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';
const otherId = '01930000-0000-7000-8000-000000000001';

export const mergeProcedures = {
  listDuplicates: query({
    permission: 'tracks:read',
    input: PageInput.extend({
      artistId: Id.optional().describe('Only tracks of this artist.'),
      dismissed: Dismissed,
    }).meta({ id: 'TrackDuplicateListInput' }),
    output: pageOf(DuplicateTracks).meta({ id: 'DuplicateTrackPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/tracks/duplicates' },
    weight: 10,
    summary: 'Find tracks that may be one',
    description:
      'Pairs of tracks with one ISRC, or with equal or similar titles of one artist, the likeliest first, each with its reasons.',
    example: { limit: 20 },
  }),
  dismissDuplicate: mutation({
    permission: 'tracks:write',
    input: DuplicatePairInput,
    output: DuplicateDismissal,
    errors: ['not_found'],
    http: { method: 'POST', path: '/v1/tracks/{id}/dismissed-duplicates' },
    weight: 2,
    summary: 'Say that two tracks are not one',
    description: 'The pair is no longer named by `listDuplicates`, whatever it is called later. Nothing else changes.',
    example: { id: exampleId, otherId },
  }),
  undoDismissDuplicate: mutation({
    permission: 'tracks:write',
    input: DuplicatePairInput,
    output: DuplicateDismissal,
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/tracks/{id}/dismissed-duplicates/{otherId}' },
    weight: 2,
    summary: 'Take back that two tracks are not one',
    description: 'The pair is named by `listDuplicates` again, if both are still alike.',
    example: { id: exampleId, otherId },
  }),
  listMerges: query({
    permission: 'tracks:read',
    input: PageInput.meta({ id: 'TrackMergeListInput' }),
    output: pageOf(Merge).meta({ id: 'TrackMergePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/tracks/merges' },
    weight: 1,
    summary: 'List merges of tracks',
    description: 'What was merged into what, newest first, those included that were undone.',
    example: { limit: 20 },
  }),
  merge: mutation({
    permission: 'tracks:write',
    input: MergeInput,
    output: Merge,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/tracks/{id}/merge' },
    weight: 5,
    summary: 'Merge a track into another',
    description:
      'Moves the campaigns of `fromId` to the track that stays, which takes over what is unknown of it. From then on its numbers are read with those of the other one: a day that both state counts once, as the track that stays states it. As of an earlier moment both answer as then.',
    example: { id: exampleId, fromId: otherId },
  }),
  undoMerge: mutation({
    permission: 'tracks:write',
    counts: 'tracks',
    input: z.object({ mergeId: Id }),
    output: Merge,
    errors: ['not_found', 'conflict', 'plan_limit'],
    http: { method: 'POST', path: '/v1/tracks/merges/{mergeId}/undo' },
    weight: 5,
    summary: 'Undo a merge of tracks',
    description:
      'Brings the track back that was merged away, with its campaigns, and takes back what the other one took over; what was changed since stays. Later merges of either are undone first.',
    example: { mergeId: exampleId },
  }),
};
