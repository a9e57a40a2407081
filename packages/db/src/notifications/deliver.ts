import type { NotificationPayload } from '@songtrackpro/contracts';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
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
        emailedAt: email === 'immediate' ? at.toISOString() : null,
      })),
    )
    .onConflictDoNothing()
    .returning({ userId: notifications.userId });
  const fresh = new Set(rows.map(({ userId }) => userId));
  return told.filter(({ userId }) => fresh.has(userId));
}

/** For whom a daily mail waits, over all organizations. */
export async function listDigests(
  postgres: Pick<Postgres, 'worker'>,
): Promise<{ organizationId: string; userId: string }[]> {
  return postgres.worker<{ organizationId: string; userId: string }[]>`
    select distinct organization_id as "organizationId", user_id as "userId" from notifications
    where email = 'daily' and emailed_at is null order by 1, 2`;
}

export interface Digest {
  address: string;
  notifications: { id: string; title: string; body: string | null }[];
}

/** What a person's daily mail says, held until the transaction ends; null where another process has taken it. */
export async function takeDigest(tx: TenantTransaction, userId: string, limit: number): Promise<Digest | null> {
  const waiting = await tx
    .select({ id: notifications.id, title: notifications.title, body: notifications.body })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), eq(notifications.email, 'daily'), isNull(notifications.emailedAt)))
    .orderBy(asc(notifications.position))
    .limit(limit)
    .for('update', { skipLocked: true });
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
