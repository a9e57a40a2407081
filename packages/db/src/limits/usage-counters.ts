import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/** What is counted as it comes, by day in UTC. */
export type Meter = 'events';

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** First day of the month of a moment, and of the next one, in UTC. */
export function monthOf(now: Date): { from: Date; to: Date } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return { from: new Date(Date.UTC(year, month, 1)), to: new Date(Date.UTC(year, month + 1, 1)) };
}

/** What was counted in the month of `now`. */
export async function readMonthlyUse(tx: TenantTransaction, meter: Meter, now: Date): Promise<number> {
  const { from, to } = monthOf(now);
  const [row] = await tx.execute<{ used: string | null }>(sql`
    select sum(count) as used from usage_counters
    where organization_id = current_organization() and meter = ${meter}
      and day >= ${dayOf(from)}::date and day < ${dayOf(to)}::date`);
  return Number(row?.used ?? 0);
}

/** The same; until the transaction ends no other one of the organization that holds it can add to it. */
export async function holdMonthlyUse(tx: TenantTransaction, meter: Meter, now: Date): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_organization()::text || ' ' || ${meter}::text, 180))`,
  );
  // A statement of its own: it sees what was committed while the first one waited.
  return readMonthlyUse(tx, meter, now);
}

/** Adds to the count of a day. */
export async function addUse(tx: TenantTransaction, meter: Meter, count: number, now: Date): Promise<void> {
  if (count === 0) return;
  await tx.execute(sql`
    insert into usage_counters (organization_id, meter, day, count)
    values (current_organization(), ${meter}, ${dayOf(now)}::date, ${count})
    on conflict (organization_id, meter, day) do update set count = usage_counters.count + excluded.count`);
}
