import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadArtist } from './load.ts';

export const getArtist: Verb<typeof contract.artists.get> = (ctx, input) => loadArtist(ctx, input.id);
