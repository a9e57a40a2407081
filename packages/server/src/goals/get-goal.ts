import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadGoal } from './load.ts';

export const getGoal: Verb<typeof contract.goals.get> = (ctx, { id }) => loadGoal(ctx, id);
