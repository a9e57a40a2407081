import type { contract } from '@songtrackpro/contracts';
import { listNotifications as readNotifications } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { personOf } from './person-of.ts';

export const listNotifications: Verb<typeof contract.notifications.list> = async (ctx, input) => {
  const userId = personOf(ctx);
  return readPage(ctx, { ...input, userId }, (request) => readNotifications(ctx.tx, request, { ...input, userId }));
};
