import type { contract } from '@songtrackpro/contracts';
import { listArtists as readArtists } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listArtists: Verb<typeof contract.artists.list> = (ctx, input) => {
  const { text, deleted, sort } = input;
  return readPage(ctx, input, (request) => readArtists(ctx.tx, request, { text, deleted }, sort));
};
