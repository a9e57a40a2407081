import type { NotificationPayload } from '@songtrackpro/contracts';
import { and, asc, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import type { Recipient } from './preferences.ts';
import { notifications } from './tables.ts';

export interface Telling {
  organizationId: string;
  payload: NotificationPayload;
  title: string;
  body: string | null;
  /** What happened: nobody is told twice of the same. */
  eventKey: string;
  at: Date;
}

/**
 * Keeps a notification for each of these people who was not told of the event before, and answers who they are. Until the
 * transaction ends nobody else of the organization is told of anything, so that positions become visible in their order:
 * call it last.
 */
export async function insertNotifications(
  tx: TenantTransaction,
  { organizationId, payload, title, body, eventKey, at }: Telling,
  recipients: readonly Recipient[],
): Promise<Recipient[]> {
  const told = recipients.filter(({ inApp, email }) => inApp || email !== 'none');
  if (told.length === 0) return [];
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 8))`);
  const rows = await tx
    .insert(notifications)
    .values(
      told.map(({ userId, inApp, email }) => ({
        organizationId,
        userId,
        kind: payload.kind,
        title,
        body,
        data: { version: 1 as const, payload },
        eventKey,
        inApp,
        email,
        // Of the clock that the daily mail is sent by.
        createdAt: at.toISOString(),
        emailedAt: email === 'immediate' ? at.toISOString() : null,
      })),
    )
    .onConflictDoNothing()
    .returning({ userId: notifications.userId });
  const fresh = new Set(rows.map(({ userId }) => userId));
  return told.filter(({ userId }) => fresh.has(userId));
}

/** Somebody for whom a daily mail waits. */
export interface WaitingDigest {
  organizationId: string;
  userId: string;
  /** The person's own, else the organization's. */
  zone: string;
  /** When the first thing happened that it is about. */
  since: Date;
}

/** For whom a daily mail waits, over all organizations. */
export async function listDigests(postgres: Pick<Postgres, 'worker'>): Promise<WaitingDigest[]> {
  return postgres.worker<WaitingDigest[]>`
    select n.organization_id as "organizationId", n.user_id as "userId", n.since,
      coalesce(u.time_zone, o.time_zone) as zone
    from (
      select organization_id, user_id, min(created_at) as since from notifications
      where email = 'daily' and emailed_at is null group by organization_id, user_id) n
    join organizations o on o.id = n.organization_id and o.deleted_at is null
    join users u on u.id = n.user_id
    order by 1, 2`;
}

export interface Digest {
  address: string;
  notifications: { id: string; title: string; body: string | null }[];
}

/**
 * What a person's daily mail says: what happened before its hour. Null where there is nothing, and where one was sent at
 * that hour or later. Until the transaction ends no other process takes it.
 */
export async function takeDigest(
  tx: TenantTransaction,
  { organizationId, userId }: Pick<WaitingDigest, 'organizationId' | 'userId'>,
  { hour, limit }: { hour: Date; limit: number },
): Promise<Digest | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${organizationId} ${userId}`}, 9))`);
  const ofPerson = and(eq(notifications.userId, userId), eq(notifications.email, 'daily'));
  const [sent] = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(ofPerson, gte(notifications.emailedAt, hour.toISOString())))
    .limit(1);
  if (sent) return null;
  const waiting = await tx
    .select({ id: notifications.id, title: notifications.title, body: notifications.body })
    .from(notifications)
    .where(and(ofPerson, isNull(notifications.emailedAt), lt(notifications.createdAt, hour.toISOString())))
    .orderBy(asc(notifications.position))
    .limit(limit)
    .for('update');
  const [person] = await tx.execute<{ email: string }>(
    sql`select email from member_directory() where user_id = ${userId}`,
  );
  return waiting.length > 0 && person ? { address: person.email, notifications: waiting } : null;
}

/** Notes that these were mailed. */
export async function markEmailed(tx: TenantTransaction, ids: readonly string[], at: Date): Promise<void> {
  await tx
    .update(notifications)
    .set({ emailedAt: at.toISOString() })
    .where(inArray(notifications.id, [...ids]));
}
