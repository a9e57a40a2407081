import type { Notification, NotificationKind } from '@songtrackpro/contracts';
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { notifications } from './tables.ts';

// Every statement here names the person: a tenant's transaction sees the notifications of all members.

type Row = typeof notifications.$inferSelect;

function toNotification(row: Row): Notification {
  const { id, kind, title, body, data, readAt, archivedAt, createdAt } = row;
  return {
    id,
    kind,
    title,
    body,
    payload: data.payload,
    readAt: isoInstantOrNull(readAt),
    archivedAt: isoInstantOrNull(archivedAt),
    createdAt: isoInstant(createdAt),
  };
}

interface PageGiven extends PageRequest {
  userId: string;
  kind?: NotificationKind | undefined;
}

const pageOf = (archived: boolean, unread: boolean) =>
  compiledRead((db, given: Given<PageGiven>) =>
    db
      .select()
      .from(notifications)
      .where(
        and(
          eq(notifications.userId, given.value('userId')),
          notifications.inApp,
          archived ? isNotNull(notifications.archivedAt) : isNull(notifications.archivedAt),
          unread ? isNull(notifications.readAt) : undefined,
          given.when('kind', (kind) => eq(notifications.kind, kind)),
          pageStart(notifications.id, given),
        ),
      )
      .orderBy(desc(notifications.id))
      .limit(given.value('limit')),
  );
const pages = {
  current: { all: pageOf(false, false), unread: pageOf(false, true) },
  archived: { all: pageOf(true, false), unread: pageOf(true, true) },
};

const byId = compiledRead((db, given: Given<{ id: string; userId: string }>) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.id, given.value('id')),
        eq(notifications.userId, given.value('userId')),
        notifications.inApp,
      ),
    ),
);

export interface NotificationFilter {
  userId: string;
  kind?: NotificationKind | undefined;
  archived: boolean;
  unread: boolean;
}

export async function listNotifications(
  tx: TenantTransaction,
  request: PageRequest,
  { userId, kind, archived, unread }: NotificationFilter,
): Promise<Page<Notification>> {
  const page = pages[archived ? 'archived' : 'current'][unread ? 'unread' : 'all'];
  return toPage(await page(tx, withNext({ ...request, userId, kind })), request.limit, toNotification);
}

/** A person's notification with its place in the order in which they became visible. */
export async function findNotification(
  tx: TenantTransaction,
  userId: string,
  id: string,
): Promise<{ notification: Notification; position: number } | null> {
  const [row] = await byId(tx, { id, userId });
  return row ? { notification: toNotification(row), position: row.position } : null;
}

const unreadOf = compiledRead((db, given: Given<{ userId: string }>) =>
  db
    .select({ count: sql<number>`count(*)::int` })
    .from(notifications)
    .where(
      and(
        eq(notifications.userId, given.value('userId')),
        isNull(notifications.readAt),
        isNull(notifications.archivedAt),
        notifications.inApp,
      ),
    ),
);

/** Counted and never kept, so that it can't drift. */
export async function countUnread(tx: TenantTransaction, userId: string): Promise<number> {
  const [row] = await unreadOf(tx, { userId });
  return row?.count ?? 0;
}

/** A person's notifications that became visible after a position, oldest first. */
export async function listNotificationsAfter(
  tx: TenantTransaction,
  { userId, position, limit }: { userId: string; position: number; limit: number },
): Promise<{ notification: Notification; position: number }[]> {
  const rows = await tx
    .select()
    .from(notifications)
    .where(and(eq(notifications.userId, userId), gt(notifications.position, position), notifications.inApp))
    .orderBy(asc(notifications.position))
    .limit(limit);
  return rows.map((row) => ({ notification: toNotification(row), position: row.position }));
}

/** The position of a person's newest notification; 0 where there is none. */
export async function findLastPosition(tx: TenantTransaction, userId: string): Promise<number> {
  const [row] = await tx
    .select({ position: notifications.position })
    .from(notifications)
    .where(eq(notifications.userId, userId))
    .orderBy(desc(notifications.position))
    .limit(1);
  return row?.position ?? 0;
}

async function mark(
  tx: TenantTransaction,
  column: 'readAt' | 'archivedAt',
  at: Date | null,
  where: SQL | undefined,
): Promise<number> {
  const isOther = at === null ? isNotNull(notifications[column]) : isNull(notifications[column]);
  const rows = await tx
    .update(notifications)
    .set({ [column]: at?.toISOString() ?? null })
    .where(and(where, notifications.inApp, isOther))
    .returning({ id: notifications.id });
  return rows.length;
}

const among = (userId: string, ids: readonly string[]) =>
  and(eq(notifications.userId, userId), inArray(notifications.id, [...ids]));

/** Marks those of these notifications that are the person's; answers how many were not so before. */
export const markRead = (tx: TenantTransaction, userId: string, ids: readonly string[], at: Date | null) =>
  mark(tx, 'readAt', at, among(userId, ids));

export const markArchived = (tx: TenantTransaction, userId: string, ids: readonly string[], at: Date | null) =>
  mark(tx, 'archivedAt', at, among(userId, ids));

/** Marks all of a person's notifications up to a position as read. */
export const markAllRead = (tx: TenantTransaction, userId: string, through: number | null, at: Date) =>
  mark(
    tx,
    'readAt',
    at,
    and(
      eq(notifications.userId, userId),
      isNull(notifications.archivedAt),
      through === null ? undefined : lte(notifications.position, through),
    ),
  );
