import type { contract } from '@songtrackpro/contracts';
import {
  findArtist,
  lockSubjects,
  moveCampaigns,
  moveTracks,
  setMergeUndone,
  unmarkMerged,
  updateArtist,
} from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { givenBack, loadInto, loadOpenMerge, toMergeAnswer } from '../merges/index.ts';
import { loadArtistEver } from './load.ts';
import { ArtistFill } from './merge-artists.ts';

export const undoArtistMerge: Verb<typeof contract.artists.undoMerge> = async (ctx, { mergeId }) => {
  await lockSubjects(ctx.tx, ctx.organizationId);
  const merge = await loadOpenMerge(ctx, 'artist', mergeId);
  const { fromId, intoId, filled } = merge;
  const into = await loadInto(ctx, merge, findArtist);
  const from = await loadArtistEver(ctx, fromId);
  const after = await updateArtist(ctx.tx, intoId, into.version, ArtistFill.parse(givenBack(into, filled)));
  await unmarkMerged(ctx.tx, 'artist', fromId);
  const back = { fromId: intoId, intoId: fromId };
  const movedTrackIds = await moveTracks(ctx.tx, { ...back, only: merge.movedTrackIds });
  const movedCampaignIds = await moveCampaigns(ctx.tx, 'artist', { ...back, only: merge.movedCampaignIds });
  await setMergeUndone(ctx.tx, mergeId, ctx.now);
  const separate = { ...from, mergedInto: null, deletedAt: null, movedTrackIds, movedCampaignIds };
  ctx.audit({ resource: { kind: 'artist', id: fromId }, before: { ...from, mergedInto: intoId }, after: separate });
  ctx.audit({ resource: { kind: 'artist', id: intoId }, before: into, after });
  return toMergeAnswer(ctx, { ...merge, undoneAt: ctx.now.toISOString() });
};
