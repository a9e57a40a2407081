import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadTrack } from './load.ts';

export const getTrack: Verb<typeof contract.tracks.get> = (ctx, input) => loadTrack(ctx, input.id);
