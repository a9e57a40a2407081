import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadEndpoint } from './load.ts';

export const getEndpoint: Verb<typeof contract.webhooks.get> = (ctx, { id }) => loadEndpoint(ctx, id);
