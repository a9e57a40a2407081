import type { WebhookEventType } from '@songtrackpro/contracts';
import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { webhookEvents } from './tables.ts';

export interface NewWebhookEvent {
  id: string;
  organizationId: string;
  type: WebhookEventType;
  /** What happened, where it may be found to have happened again: only the first one counts. */
  key: string | null;
  body: string;
  at: Date;
  /** The one endpoint that gets it, whatever it selects; all that select it unless given. */
  endpointId?: string;
}

export interface QueuedDelivery {
  id: string;
  endpointId: string;
}

/**
 * Keeps an event with a delivery for each endpoint that is told of it, and answers the deliveries; none where the event is
 * known already. Until the transaction ends nobody else of the organization keeps one, so that positions become visible in
 * their order: call it last. The lock is that of notifications, because one transaction may do both, in any order.
 */
export async function insertWebhookEvent(
  tx: TenantTransaction,
  { id, organizationId, type, key, body, at, endpointId }: NewWebhookEvent,
): Promise<QueuedDelivery[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 8))`);
  const told =
    endpointId === undefined
      ? sql`e.disabled_at is null and e.events && ${sql.param([type, '*'])}::text[]`
      : sql`e.id = ${endpointId}`;
  const cause = endpointId === undefined ? 'event' : 'test';
  const rows = await tx.execute<{ id: string; endpoint_id: string }>(sql`
    with event as (
      insert into webhook_events (id, organization_id, type, event_key, body, occurred_at)
      values (${id}, ${organizationId}, ${type}, ${key}, ${body}, ${at.toISOString()})
      on conflict (organization_id, event_key) do nothing returning id)
    insert into webhook_deliveries
      (organization_id, endpoint_id, event_id, event_type, cause, next_attempt_at, created_at)
    select e.organization_id, e.id, event.id, ${type}, ${cause}, ${at.toISOString()}, ${at.toISOString()}
    from webhook_endpoints e, event where ${told}
    returning id, endpoint_id`);
  return rows.map((row) => ({ id: row.id, endpointId: row.endpoint_id }));
}

export interface WatchedEvent {
  body: string;
  position: number;
}

/** Where an event stands in the order in which they became visible; null where there is none. */
export async function findEventPosition(tx: TenantTransaction, id: string): Promise<number | null> {
  const [row] = await tx
    .select({ position: webhookEvents.position })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, id));
  return row?.position ?? null;
}

/** The position of the newest event; 0 where there is none. */
export async function findLastEventPosition(tx: TenantTransaction): Promise<number> {
  const [row] = await tx
    .select({ position: webhookEvents.position })
    .from(webhookEvents)
    .orderBy(desc(webhookEvents.organizationId), desc(webhookEvents.position))
    .limit(1);
  return row?.position ?? 0;
}

/** Events that became visible after a position, oldest first. */
export async function listEventsAfter(tx: TenantTransaction, position: number, limit: number): Promise<WatchedEvent[]> {
  const rows = await tx
    .select({ body: webhookEvents.body, position: webhookEvents.position })
    .from(webhookEvents)
    .where(and(gt(webhookEvents.position, position), isNotNull(webhookEvents.body)))
    .orderBy(asc(webhookEvents.position))
    .limit(limit);
  return rows.flatMap(({ body, position: at }) => (body === null ? [] : [{ body, position: at }]));
}

/** Takes away what was said before a moment, of all organizations; that it happened is kept, so that it isn't said again. */
export async function forgetEventBodies({ worker }: Pick<Postgres, 'worker'>, before: Date): Promise<number> {
  const { count } = await worker`
    update webhook_events set body = null where body is not null and occurred_at < ${before.toISOString()}`;
  return count;
}
