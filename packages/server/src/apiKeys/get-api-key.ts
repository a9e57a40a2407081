import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadApiKey } from './load.ts';

export const getApiKey: Verb<typeof contract.apiKeys.get> = (ctx, { id }) => loadApiKey(ctx, id);
