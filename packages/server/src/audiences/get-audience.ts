import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadAudience } from './load.ts';

export const getAudience: Verb<typeof contract.audiences.get> = (ctx, { id }) => loadAudience(ctx, id);
