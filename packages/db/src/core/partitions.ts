import type { Postgres } from './postgres.ts';

/** Whole months that stay before the running one, by table; then a month is dropped at once. */
export const keptMonths = {
  outbox: 3,
  // A repeated call gets the first answer for 24 hours.
  idempotency_answers: 1,
  personal_answers: 1,
  usage_counters: 25,
  webhook_deliveries: 3,
  audience_insights: 36,
} as const;

const monthsAhead = 3;
const monthsBack = 36;

export interface PartitionReport {
  created: string[];
  dropped: string[];
}

/**
 * The nightly care of partitions: months to come are made ahead, rows that arrived before their month's partition are
 * moved into one, and months past their retention are dropped.
 */
export async function maintainPartitions(
  postgres: Pick<Postgres, 'worker'>,
  now: Date,
  keep: Readonly<Record<string, number>> = keptMonths,
): Promise<PartitionReport> {
  const today = now.toISOString().slice(0, 10);
  const ahead = await postgres.worker<{ name: string }[]>`
    select create_partitions(${today}::date, ${monthsAhead}) as name`;
  const adopted = await postgres.worker<{ name: string }[]>`
    select adopt_stray_rows(${today}::date, ${monthsBack}, ${monthsAhead}) as name`;
  const dropped: string[] = [];
  for (const [table, months] of Object.entries(keep)) {
    const rows = await postgres.worker<{ name: string }[]>`
      select drop_partitions(${table}::regclass, ${today}::date, ${months}) as name`;
    dropped.push(...rows.map((row) => row.name));
  }
  return { created: [...ahead, ...adopted].map((row) => row.name), dropped };
}
