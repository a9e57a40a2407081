import { sql } from 'drizzle-orm';
import { apiUsage } from '../audit/documents.ts';
import { tenantCollection } from '../core/gateway.ts';
import type { DocumentDatabase } from '../core/mongo.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { streamingEvents } from '../events/documents.ts';

export type UsageMeter = 'events' | 'api_requests';

/** Instants: from the first on and before the second. */
export interface Span {
  from: Date;
  to: Date;
}

export interface MeteredHour {
  meter: UsageMeter;
  hour: Date;
  quantity: number;
}

interface HourRow {
  _id: string;
  quantity: unknown;
}

const hourOf = (field: string) => ({ $dateToString: { date: field, format: '%Y-%m-%dT%H:00:00Z' } });

const toHours = (meter: UsageMeter, rows: readonly HourRow[]): MeteredHour[] =>
  rows.map(({ _id, quantity }) => ({ meter, hour: new Date(_id), quantity: Number(quantity) }));

/**
 * What was used by hour, counted from what is stored: an event once, however often it was sent, and a call as the process
 * that answered it has counted it. So counting again gives the same.
 */
export async function countUsedHours(
  db: DocumentDatabase,
  organizationId: string,
  { from, to }: Span,
): Promise<MeteredHour[]> {
  const within = { $gte: from, $lt: to };
  const events = await tenantCollection(db, streamingEvents, organizationId).aggregate<HourRow>([
    { $match: { receivedAt: within } },
    { $group: { _id: hourOf('$receivedAt'), quantity: { $sum: 1 } } },
  ]);
  const calls = await tenantCollection(db, apiUsage, organizationId).aggregate<HourRow>([
    { $match: { timestamp: within } },
    { $group: { _id: hourOf('$timestamp'), quantity: { $sum: '$requests' } } },
  ]);
  return [...toHours('events', events), ...toHours('api_requests', calls)];
}

/** Stores what was counted; an hour never gets less. */
export async function saveMeteredHours(tx: TenantTransaction, hours: readonly MeteredHour[]): Promise<void> {
  for (const { meter, hour, quantity } of hours) {
    await tx.execute(sql`
      insert into metered_hours (organization_id, meter, hour, quantity)
      values (current_organization(), ${meter}, ${hour.toISOString()}::timestamptz, ${quantity})
      on conflict (organization_id, meter, hour) do update set quantity = excluded.quantity
      where metered_hours.quantity < excluded.quantity`);
  }
}

export interface UnreportedHour extends MeteredHour {
  reported: number;
}

/** Hours from a moment on of which Stripe doesn't know all, the oldest first. */
export async function listUnreportedHours(
  tx: TenantTransaction,
  since: Date,
  limit: number,
): Promise<UnreportedHour[]> {
  const rows = await tx.execute<{ meter: UsageMeter; hour: string; quantity: string; reported: string }>(sql`
    select meter, hour::text, quantity, reported from metered_hours
    where organization_id = current_organization() and reported < quantity and hour >= ${since.toISOString()}::timestamptz
    order by hour, meter limit ${limit}`);
  return rows.map(({ meter, hour, quantity, reported }) => ({
    meter,
    hour: new Date(hour),
    quantity: Number(quantity),
    reported: Number(reported),
  }));
}

/** Notes that Stripe knows so much of an hour. */
export async function noteReported(tx: TenantTransaction, { meter, hour, quantity }: MeteredHour): Promise<void> {
  await tx.execute(sql`
    update metered_hours set reported = greatest(reported, ${quantity}::bigint)
    where organization_id = current_organization() and meter = ${meter} and hour = ${hour.toISOString()}::timestamptz`);
}

/** What was used of a meter, as far as its hours are counted; an hour in which a span begins is all of that span. */
export async function sumMetered(tx: TenantTransaction, meter: UsageMeter, { from, to }: Span): Promise<number> {
  const [row] = await tx.execute<{ quantity: string }>(sql`
    select coalesce(sum(quantity), 0) as quantity from metered_hours
    where organization_id = current_organization() and meter = ${meter}
      and hour >= date_trunc('hour', ${from.toISOString()}::timestamptz, 'UTC')
      and hour < date_trunc('hour', ${to.toISOString()}::timestamptz, 'UTC')`);
  return Number(row?.quantity ?? 0);
}

/** Brings the count that limits go by to what was counted from the events, where a call died before it could add to it. */
export async function mendEventCounts(tx: TenantTransaction, { from, to }: Span): Promise<void> {
  await tx.execute(sql`
    insert into usage_counters (organization_id, meter, day, count)
    select organization_id, 'events', (hour at time zone 'UTC')::date, sum(quantity) from metered_hours
    where organization_id = current_organization() and meter = 'events'
      and hour >= ${from.toISOString()}::timestamptz and hour < ${to.toISOString()}::timestamptz
    group by 1, 3
    on conflict (organization_id, meter, day) do update set count = greatest(usage_counters.count, excluded.count)`);
}
