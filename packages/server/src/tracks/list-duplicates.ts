import { type contract, trackDuplicateReasons } from '@songtrackpro/contracts';
import { findDuplicateTracks, findTracks } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listDuplicateTracks: Verb<typeof contract.tracks.listDuplicates> = async (ctx, input) => {
  const page = await readPage(ctx, input, (request) =>
    findDuplicateTracks(ctx.tx, { ...input, artistId: input.artistId, ...request }),
  );
  const found = await findTracks(ctx.tx, [...new Set(page.items.flatMap(({ ids }) => ids))]);
  const byId = new Map(found.map((track) => [track.id, track]));
  return {
    items: page.items.map(({ ids, score, reasons }) => ({
      tracks: ids.flatMap((id) => byId.get(id) ?? []),
      score,
      reasons: trackDuplicateReasons.filter((reason) => reasons.includes(reason)),
    })),
    nextCursor: page.nextCursor,
  };
};
