import type { WebhookDelivery, WebhookDeliveryDetail, WebhookDeliveryListInput } from '@songtrackpro/contracts';
import { WebhookEventTypes, WebhookFault } from '@songtrackpro/contracts';
import { and, eq, getTableColumns, gte, lt, sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import type { QueuedDelivery } from './events.ts';
import { webhookDeliveries, webhookEvents } from './tables.ts';

type Row = Omit<typeof webhookDeliveries.$inferSelect, 'log'>;

/** A stored fault of another version of this program is none that a caller knows. */
const faultOf = (text: string | null) => WebhookFault.nullable().catch(null).parse(text);

function toDelivery(row: Row): WebhookDelivery {
  return {
    id: row.id,
    endpointId: row.endpointId,
    eventId: row.eventId,
    eventType: WebhookEventTypes.parse(row.eventType),
    cause: row.cause,
    status: row.status,
    attempts: row.attempts,
    nextAttemptAt: isoInstantOrNull(row.nextAttemptAt),
    responseStatus: row.responseStatus,
    fault: faultOf(row.lastError),
    createdAt: isoInstant(row.createdAt),
    deliveredAt: isoInstantOrNull(row.deliveredAt),
  };
}

const { log: _, ...listed } = getTableColumns(webhookDeliveries);

type Filter = Pick<WebhookDeliveryListInput, 'endpointId' | 'status' | 'eventType' | 'eventId' | 'from' | 'to'>;

const page = compiledRead((db, given: Given<PageRequest & Filter>) =>
  db
    .select(listed)
    .from(webhookDeliveries)
    .where(
      and(
        given.when('endpointId', (id) => eq(webhookDeliveries.endpointId, id)),
        given.when('status', (status) => eq(webhookDeliveries.status, status)),
        given.when('eventType', (type) => eq(webhookDeliveries.eventType, type)),
        given.when('eventId', (id) => eq(webhookDeliveries.eventId, id)),
        given.when('from', (from) => gte(webhookDeliveries.createdAt, from)),
        given.when('to', (to) => lt(webhookDeliveries.createdAt, to)),
        pageStart(webhookDeliveries.id, given),
      ),
    )
    .orderBy(newestFirst(webhookDeliveries.id))
    .limit(given.value('limit')),
);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select({ delivery: webhookDeliveries, body: webhookEvents.body })
    .from(webhookDeliveries)
    .innerJoin(
      webhookEvents,
      and(
        eq(webhookEvents.organizationId, webhookDeliveries.organizationId),
        eq(webhookEvents.id, webhookDeliveries.eventId),
      ),
    )
    .where(eq(webhookDeliveries.id, given.value('id'))),
);

export async function listWebhookDeliveries(
  tx: TenantTransaction,
  request: PageRequest,
  filter: Filter,
): Promise<Page<WebhookDelivery>> {
  const { endpointId, status, eventType, eventId, from, to } = filter;
  const rows = await page(tx, withNext({ ...request, endpointId, status, eventType, eventId, from, to }));
  return toPage(rows, request.limit, toDelivery);
}

export async function findWebhookDelivery(tx: TenantTransaction, id: string): Promise<WebhookDeliveryDetail | null> {
  const [row] = await byId(tx, { id });
  return row ? { ...toDelivery(row.delivery), requestBody: row.body, log: row.delivery.log } : null;
}

/** Makes another delivery of an event. */
export async function insertRedelivery(
  tx: TenantTransaction,
  of: { organizationId: string; endpointId: string; eventId: string; eventType: string; now: Date },
): Promise<WebhookDelivery> {
  const { now, ...values } = of;
  const at = now.toISOString();
  const [row] = await tx
    .insert(webhookDeliveries)
    .values({ ...values, cause: 'replay', nextAttemptAt: at, createdAt: at })
    .returning();
  if (!row) throw new Error('insert returned no row');
  return toDelivery(row);
}

export interface ReplayRange {
  endpointId: string;
  from: string;
  to: string;
  onlyMissed: boolean;
  limit: number;
  now: Date;
}

export interface Replayed {
  queued: QueuedDelivery[];
  /** When the first event happened that is left because of the limit; null where none is. */
  nextFrom: string | null;
}

/**
 * Makes deliveries of the events of a range that an endpoint selects, the oldest first: with `onlyMissed` without those
 * that have arrived, and never of what is on its way.
 */
export async function insertReplay(
  tx: TenantTransaction,
  { endpointId, from, to, onlyMissed, limit, now }: ReplayRange,
): Promise<Replayed> {
  const there = onlyMissed ? sql`d.status in ('pending', 'delivered')` : sql`d.status = 'pending'`;
  const found = await tx.execute<{ id: string; occurred_at: string }>(sql`
    select e.id, e.occurred_at from webhook_endpoints p join webhook_events e on e.organization_id = p.organization_id
    where p.id = ${endpointId} and p.events && array[e.type, '*'] and e.body is not null and e.type <> 'webhook.test'
      and e.occurred_at >= ${from} and e.occurred_at < ${to}
      and not exists (select from webhook_deliveries d
        where d.organization_id = e.organization_id and d.event_id = e.id and d.endpoint_id = p.id and ${there})
    order by e.occurred_at, e.id limit ${limit + 1}`);
  const left = found.length > limit ? found.at(-1) : undefined;
  const ids = found.slice(0, limit).map(({ id }) => id);
  const rows = await tx.execute<{ id: string; endpoint_id: string }>(sql`
    insert into webhook_deliveries (organization_id, endpoint_id, event_id, event_type, cause, next_attempt_at, created_at)
    select e.organization_id, ${endpointId}, e.id, e.type, 'replay', ${now.toISOString()}, ${now.toISOString()}
    from webhook_events e where e.id = any (${sql.param(ids)}::uuid[]) order by e.occurred_at, e.id
    returning id, endpoint_id`);
  const queued = rows.map((row) => ({ id: row.id, endpointId: row.endpoint_id }));
  return { queued, nextFrom: left ? isoInstant(left.occurred_at) : null };
}
