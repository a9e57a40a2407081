import { artistDuplicateReasons, type contract } from '@songtrackpro/contracts';
import { findArtists, findDuplicateArtists } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listDuplicateArtists: Verb<typeof contract.artists.listDuplicates> = async (ctx, input) => {
  const page = await readPage(ctx, input, (request) => findDuplicateArtists(ctx.tx, { ...input, ...request }));
  const found = await findArtists(ctx.tx, [...new Set(page.items.flatMap(({ ids }) => ids))]);
  const byId = new Map(found.map((artist) => [artist.id, artist]));
  return {
    items: page.items.map(({ ids, score, reasons }) => ({
      artists: ids.flatMap((id) => byId.get(id) ?? []),
      score,
      reasons: artistDuplicateReasons.filter((reason) => reasons.includes(reason)),
    })),
    nextCursor: page.nextCursor,
  };
};
