import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { loadDelivery } from '../load.ts';

export const getDelivery: Verb<typeof contract.webhooks.getDelivery> = (ctx, { id }) => loadDelivery(ctx, id);
