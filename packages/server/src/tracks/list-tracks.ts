import type { contract } from '@songtrackpro/contracts';
import { listTracks as readTracks } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';

export const listTracks: Verb<typeof contract.tracks.list> = (ctx, input) =>
  readPage(ctx, input, (request) => readTracks(ctx.tx, request, { artistId: input.artistId }));
