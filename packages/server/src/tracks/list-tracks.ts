import type { contract } from '@songtrackpro/contracts';
import { listTracks as readTracks } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listTracks: Verb<typeof contract.tracks.list> = (ctx, { sort, ...input }) =>
  readPage(ctx, { ...input, sort }, (request) => {
    const { limit, cursor, ...filter } = input;
    return readTracks(ctx.tx, request, filter, sort);
  });
