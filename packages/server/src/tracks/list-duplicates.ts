import { type contract, trackDuplicateReasons } from '@songtrackpro/contracts';
import { findDuplicateTracks, findTracks } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const listDuplicateTracks: Verb<typeof contract.tracks.listDuplicates> = async (ctx, input) => {
  const pairs = await findDuplicateTracks(ctx.tx, { ...input, artistId: input.artistId });
  const found = await findTracks(ctx.tx, [...new Set(pairs.flatMap(({ ids }) => ids))]);
  const byId = new Map(found.map((track) => [track.id, track]));
  return {
    items: pairs.map(({ ids, score, reasons }) => ({
      tracks: ids.flatMap((id) => byId.get(id) ?? []),
      score,
      reasons: trackDuplicateReasons.filter((reason) => reasons.includes(reason)),
    })),
  };
};
