import { type contract, Track } from '@songtrackpro/contracts';
import { insertMerge, lockSubjects, markMerged, moveCampaigns, updateTrack } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { fillable, takenOver, toMergeAnswer } from '../merges/index.ts';
import { loadTrack } from './load.ts';

/** Fields that a track takes over from one that is merged into it, where it doesn't have them. */
export const TrackFill = Track.pick({
  album: true,
  isrc: true,
  sharesIsrc: true,
  spotifyId: true,
  appleMusicId: true,
  upc: true,
  releaseDate: true,
  durationMs: true,
  explicit: true,
  artworkUrl: true,
  label: true,
  genres: true,
}).partial();

/** What is taken over; with an ISRC goes whether it is shared. */
function fillOf(into: Track, from: Track) {
  const filled = fillable(into, from, TrackFill.keyof().options);
  if (!('isrc' in filled) || into.sharesIsrc === from.sharesIsrc) return filled;
  return { ...filled, sharesIsrc: { before: into.sharesIsrc, after: from.sharesIsrc } };
}

export const mergeTracks: Verb<typeof contract.tracks.merge> = async (ctx, { id: intoId, fromId }) => {
  // Two merges at once could each wait for the other, or go in a circle.
  await lockSubjects(ctx.tx, ctx.organizationId);
  const [into, from] = [await loadTrack(ctx, intoId), await loadTrack(ctx, fromId)];
  const filled = fillOf(into, from);
  await markMerged(ctx.tx, 'track', fromId, intoId);
  const after = await updateTrack(ctx.tx, intoId, into.version, TrackFill.parse(takenOver(filled)));
  const movedCampaignIds = await moveCampaigns(ctx.tx, 'track', { fromId, intoId, only: null });
  const merge = await insertMerge(ctx.tx, {
    organizationId: ctx.organizationId,
    kind: 'track',
    fromId,
    intoId,
    mergedAt: ctx.now.toISOString(),
    movedCampaignIds,
    movedTrackIds: [],
    filled,
  });
  const merged = { ...from, mergedInto: intoId, deletedAt: merge.mergedAt };
  ctx.audit({ resource: { kind: 'track', id: fromId }, before: from, after: merged });
  ctx.audit({ resource: { kind: 'track', id: intoId }, before: into, after: { ...after, movedCampaignIds } });
  return toMergeAnswer(ctx, merge);
};
