import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { loadNotification } from './load.ts';
import { personOf } from './person-of.ts';

export const getNotification: Verb<typeof contract.notifications.get> = async (ctx, { id }) =>
  (await loadNotification(ctx, personOf(ctx), id)).notification;
