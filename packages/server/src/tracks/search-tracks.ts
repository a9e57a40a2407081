import type { contract } from '@songtrackpro/contracts';
import { searchTracks as findTracks } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const searchTracks: Verb<typeof contract.tracks.search> = async (ctx, { text, limit }) => ({
  items: await findTracks(ctx.tx, text, limit),
});
