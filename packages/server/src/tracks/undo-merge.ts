import type { contract } from '@songtrackpro/contracts';
import {
  findArtist,
  findTrack,
  lockSubjects,
  moveCampaigns,
  setMergeUndone,
  unmarkMerged,
  updateTrack,
} from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { givenBack, loadInto, loadOpenMerge, toMergeAnswer } from '../merges/index.ts';
import { loadTrackEver } from './load.ts';
import { TrackFill } from './merge-tracks.ts';

export const undoTrackMerge: Verb<typeof contract.tracks.undoMerge> = async (ctx, { mergeId }) => {
  await lockSubjects(ctx.tx, ctx.organizationId);
  const merge = await loadOpenMerge(ctx, 'track', mergeId);
  const { fromId, intoId, filled, movedCampaignIds: only } = merge;
  const into = await loadInto(ctx, merge, findTrack);
  const from = await loadTrackEver(ctx, fromId);
  if (!(await findArtist(ctx.tx, from.artistId))) {
    throw new AppError('conflict', {
      message: 'The artist of the track that was merged away is deleted. Restore the artist first.',
      details: { field: 'artistId' },
    });
  }
  // First what was taken over: both cannot have one id.
  const after = await updateTrack(ctx.tx, intoId, into.version, TrackFill.parse(givenBack(into, filled)));
  await unmarkMerged(ctx.tx, 'track', fromId);
  const movedCampaignIds = await moveCampaigns(ctx.tx, 'track', { fromId: intoId, intoId: fromId, only });
  await setMergeUndone(ctx.tx, mergeId, ctx.now);
  const separate = { ...from, mergedInto: null, deletedAt: null, movedCampaignIds };
  ctx.audit({ resource: { kind: 'track', id: fromId }, before: { ...from, mergedInto: intoId }, after: separate });
  ctx.audit({ resource: { kind: 'track', id: intoId }, before: into, after });
  return toMergeAnswer(ctx, { ...merge, undoneAt: ctx.now.toISOString() });
};
