import type { contract } from '@songtrackpro/contracts';
import { countUnread, findLastPosition, listNotificationsAfter } from '@songtrackpro/db';
import type { WatchContext } from '../core/context.ts';
import type { Watcher } from '../core/endpoint.ts';
import { loadNotification } from './load.ts';
import { personOf } from './person-of.ts';

/** Notifications that one look takes. */
const batchSize = 100;

/** Where a stream begins: behind what the client saw last; null for a client that has seen nothing. */
async function startOf(
  ctx: WatchContext,
  userId: string,
  { after, lastEventId }: { after: string | undefined; lastEventId: string | null },
): Promise<number | null> {
  if (lastEventId !== null && /^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  if (after === undefined) return null;
  return (await ctx.read((inner) => loadNotification(inner, userId, after))).position;
}

// Positions become visible in their order, so what lies behind the last one is all that is new. Ids of events are
// positions.
export const watchNotifications: Watcher<typeof contract.notifications.watch> = async function* (
  ctx,
  { after },
  lastEventId,
) {
  const userId = personOf(ctx);
  const watch = ctx.watch([`notifications ${userId}`]);
  const start = await startOf(ctx, userId, { after, lastEventId });
  let position = start ?? (await ctx.read((inner) => findLastPosition(inner.tx, userId)));
  let told: number | null = null;
  while (!ctx.signal.aborted) {
    const { unread, found } = await ctx.read(async ({ tx }) => ({
      found: await listNotificationsAfter(tx, { userId, position, limit: batchSize }),
      unread: await countUnread(tx, userId),
    }));
    for (const { notification, position: next } of found) {
      position = next;
      yield { id: String(position), data: { notification, unread } };
    }
    if (found.length === 0 && unread !== told) yield { id: String(position), data: { notification: null, unread } };
    told = unread;
    if (found.length < batchSize) await watch.next(ctx.signal);
  }
};
