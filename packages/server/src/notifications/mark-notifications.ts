import type { contract } from '@songtrackpro/contracts';
import { countUnread, markAllRead as markAll, markArchived, markRead as markSome } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadNotification } from './load.ts';
import { personOf } from './person-of.ts';

async function answer(ctx: Context, userId: string, what: string, changed: number) {
  ctx.audit({ resource: { kind: 'member', id: userId }, before: null, after: { [what]: changed } });
  return { changed, unread: await countUnread(ctx.tx, userId) };
}

export const markRead: Verb<typeof contract.notifications.markRead> = async (ctx, { ids, read }) => {
  const userId = personOf(ctx);
  const changed = await markSome(ctx.tx, userId, ids, read ? ctx.now : null);
  return answer(ctx, userId, read ? 'notificationsRead' : 'notificationsUnread', changed);
};

export const markAllRead: Verb<typeof contract.notifications.markAllRead> = async (ctx, { through }) => {
  const userId = personOf(ctx);
  const last = through === undefined ? null : (await loadNotification(ctx, userId, through)).position;
  return answer(ctx, userId, 'notificationsRead', await markAll(ctx.tx, userId, last, ctx.now));
};

export const archiveNotifications: Verb<typeof contract.notifications.archive> = async (ctx, { ids, archived }) => {
  const userId = personOf(ctx);
  const changed = await markArchived(ctx.tx, userId, ids, archived ? ctx.now : null);
  return answer(ctx, userId, archived ? 'notificationsArchived' : 'notificationsUnarchived', changed);
};
