import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadIntegration } from './load.ts';

export const getIntegration: Verb<typeof contract.integrations.get> = (ctx, { id }) => loadIntegration(ctx, id);
