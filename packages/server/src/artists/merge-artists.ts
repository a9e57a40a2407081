import { Artist, type contract } from '@songtrackpro/contracts';
import { insertMerge, lockSubjects, markMerged, moveCampaigns, moveTracks, updateArtist } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { fillable, takenOver, toMergeAnswer } from '../merges/index.ts';
import { loadArtist } from './load.ts';

/** Fields that an artist takes over from one who is merged into them, where they don't have them. */
export const ArtistFill = Artist.pick({ spotifyId: true, appleMusicId: true, artworkUrl: true }).partial();

export const mergeArtists: Verb<typeof contract.artists.merge> = async (ctx, { id: intoId, fromId }) => {
  await lockSubjects(ctx.tx, ctx.organizationId);
  const [into, from] = [await loadArtist(ctx, intoId), await loadArtist(ctx, fromId)];
  const filled = fillable(into, from, ArtistFill.keyof().options);
  await markMerged(ctx.tx, 'artist', fromId, intoId);
  const after = await updateArtist(ctx.tx, intoId, into.version, ArtistFill.parse(takenOver(filled)));
  const link = { fromId, intoId, only: null };
  const [movedTrackIds, movedCampaignIds] = [
    await moveTracks(ctx.tx, link),
    await moveCampaigns(ctx.tx, 'artist', link),
  ];
  const merge = await insertMerge(ctx.tx, {
    organizationId: ctx.organizationId,
    kind: 'artist',
    fromId,
    intoId,
    mergedAt: ctx.now.toISOString(),
    movedCampaignIds,
    movedTrackIds,
    filled,
  });
  const merged = { ...from, mergedInto: intoId, deletedAt: merge.mergedAt };
  ctx.audit({ resource: { kind: 'artist', id: fromId }, before: from, after: merged });
  const grown = { ...after, movedTrackIds, movedCampaignIds };
  ctx.audit({ resource: { kind: 'artist', id: intoId }, before: into, after: grown });
  return toMergeAnswer(ctx, merge);
};
