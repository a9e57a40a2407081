import type { contract } from '@songtrackpro/contracts';
import { countUnread as count } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { personOf } from './person-of.ts';

export const countUnread: Verb<typeof contract.notifications.unreadCount> = async (ctx) => ({
  unread: await count(ctx.tx, personOf(ctx)),
});
