import { artistDuplicateReasons, type contract } from '@songtrackpro/contracts';
import { findArtists, findDuplicateArtists } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const listDuplicateArtists: Verb<typeof contract.artists.listDuplicates> = async (ctx, input) => {
  const pairs = await findDuplicateArtists(ctx.tx, input);
  const found = await findArtists(ctx.tx, [...new Set(pairs.flatMap(({ ids }) => ids))]);
  const byId = new Map(found.map((artist) => [artist.id, artist]));
  return {
    items: pairs.map(({ ids, score, reasons }) => ({
      artists: ids.flatMap((id) => byId.get(id) ?? []),
      score,
      reasons: artistDuplicateReasons.filter((reason) => reasons.includes(reason)),
    })),
  };
};
