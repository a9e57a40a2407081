import type { WebhookAttempt, WebhookFault } from '@songtrackpro/contracts';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import type { SealedSecret } from './endpoints.ts';
import { webhookDeliveries, webhookEndpoints } from './tables.ts';

/** A delivery that is due, with what it takes to make an attempt. */
export interface DueWebhook {
  id: string;
  endpointId: string;
  eventId: string;
  cause: 'event' | 'replay' | 'test';
  createdAt: Date;
  /** Attempts so far. */
  attempts: number;
  log: WebhookAttempt[];
  /** Null once it is too old to be sent. */
  body: string | null;
  url: string;
  isDisabled: boolean;
  isSuspended: boolean;
  secret: SealedSecret;
  /** The replaced secret while it signs too. */
  previousSecret: SealedSecret | null;
}

interface DueRow {
  [column: string]: unknown;
  endpoint_id: string;
  event_id: string;
  cause: DueWebhook['cause'];
  created_at: string;
  attempts: number;
  log: WebhookAttempt[];
  body: string | null;
  url: string;
  disabled: boolean;
  suspended: boolean;
  secret: Uint8Array;
  secret_key: string;
  previous_secret: Uint8Array | null;
  previous_secret_key: string | null;
}

const toSecret = (text: Uint8Array, keyId: string): SealedSecret => ({ text: Buffer.from(text).toString(), keyId });

/** Locks a delivery that is due for the rest of the transaction; null where it isn't due, or somebody else has it. */
export async function lockDue(tx: TenantTransaction, id: string, now: Date): Promise<DueWebhook | null> {
  const at = now.toISOString();
  const [row] = await tx.execute<DueRow>(sql`
    select d.endpoint_id, d.event_id, d.cause, d.created_at, d.attempts, d.log, v.body, e.url,
      e.disabled_at is not null as disabled, o.suspended_at is not null or o.deleted_at is not null as suspended,
      e.secret, e.secret_key,
      case when e.previous_secret_until > ${at} then e.previous_secret end as previous_secret, e.previous_secret_key
    from webhook_deliveries d
    join webhook_endpoints e on e.organization_id = d.organization_id and e.id = d.endpoint_id
    join webhook_events v on v.organization_id = d.organization_id and v.id = d.event_id
    join organizations o on o.id = d.organization_id
    where d.id = ${id} and d.status = 'pending' and d.next_attempt_at <= ${at}
    for update of d skip locked`);
  if (!row) return null;
  const { previous_secret: previous, previous_secret_key: previousKey } = row;
  return {
    id,
    endpointId: row.endpoint_id,
    eventId: row.event_id,
    cause: row.cause,
    createdAt: new Date(row.created_at),
    attempts: row.attempts,
    log: row.log,
    body: row.body,
    url: row.url,
    isDisabled: row.disabled,
    isSuspended: row.suspended,
    secret: toSecret(row.secret, row.secret_key),
    previousSecret: previous !== null && previousKey !== null ? toSecret(previous, previousKey) : null,
  };
}

/** Counts an attempt as begun. Whoever began it is taken for dead at `until`, and another one begins. */
export async function beginAttempt(tx: TenantTransaction, id: string, until: Date): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ attempts: sql`${webhookDeliveries.attempts} + 1`, nextAttemptAt: until.toISOString() })
    .where(eq(webhookDeliveries.id, id));
}

/** Lets a delivery wait without an attempt. */
export async function postponeDelivery(tx: TenantTransaction, id: string, until: Date): Promise<void> {
  await tx.update(webhookDeliveries).set({ nextAttemptAt: until.toISOString() }).where(eq(webhookDeliveries.id, id));
}

/** Gives a delivery up without another attempt. */
export async function giveUpDelivery(tx: TenantTransaction, id: string, fault: WebhookFault): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ status: 'failed', nextAttemptAt: null, lastError: fault })
    .where(eq(webhookDeliveries.id, id));
}

export interface AttemptOutcome {
  id: string;
  /** Which attempt it was, beginning at 1: a later one has the last word. */
  attempt: number;
  entry: WebhookAttempt;
  /** Null where there is no other one. */
  nextAttemptAt: Date | null;
}

/** Writes down how an attempt ended; false where another one was begun in its place meanwhile. */
export async function endAttempt(
  tx: TenantTransaction,
  { id, attempt, entry, nextAttemptAt }: AttemptOutcome,
): Promise<boolean> {
  const arrived = entry.fault === null;
  const waits = !arrived && nextAttemptAt !== null;
  const rows = await tx
    .update(webhookDeliveries)
    .set({
      status: arrived ? 'delivered' : waits ? 'pending' : 'failed',
      nextAttemptAt: waits ? nextAttemptAt.toISOString() : null,
      responseStatus: entry.responseStatus,
      lastError: entry.fault,
      deliveredAt: arrived ? entry.at : null,
      log: sql`${webhookDeliveries.log} || ${JSON.stringify([entry])}::jsonb`,
    })
    .where(
      and(
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.status, 'pending'),
        eq(webhookDeliveries.attempts, attempt),
      ),
    )
    .returning({ id: webhookDeliveries.id });
  return rows.length > 0;
}

/** Notes that something arrived at an endpoint. */
export async function noteArrival(tx: TenantTransaction, endpointId: string): Promise<void> {
  await tx
    .update(webhookEndpoints)
    .set({ failingSince: null })
    .where(and(eq(webhookEndpoints.id, endpointId), isNotNull(webhookEndpoints.failingSince)));
}

/** Notes that an attempt failed; answers since when none has arrived, null where the endpoint is gone. */
export async function noteFailure(tx: TenantTransaction, endpointId: string, at: string): Promise<string | null> {
  const [row] = await tx
    .update(webhookEndpoints)
    .set({ failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${at})` })
    .where(eq(webhookEndpoints.id, endpointId))
    .returning({ since: webhookEndpoints.failingSince });
  return row?.since ?? null;
}

/** Deliveries of all organizations that are due, the oldest first: those that no job looks after any more. */
export async function listDueWebhooks(
  { worker }: Pick<Postgres, 'worker'>,
  now: Date,
  limit: number,
): Promise<{ organizationId: string; id: string }[]> {
  return worker<{ organizationId: string; id: string }[]>`
    select organization_id as "organizationId", id from webhook_deliveries
    where status = 'pending' and next_attempt_at <= ${now.toISOString()} order by next_attempt_at limit ${limit}`;
}
