import type { Sql, TransactionSql } from 'postgres';

/**
 * The baseline's transaction, written by hand on the driver: begin, the setting sent without waiting, the statement,
 * commit.
 */
export async function inTransaction<T>(
  sql: Sql,
  organizationId: string,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  const result = await sql.begin('read only', async (tx) => {
    const setting = tx
      .unsafe(
        `select set_config('app.organization_id', $1, true), set_config('app.actor_id', $2, true)`,
        [organizationId, ''],
        { prepare: true },
      )
      .execute();
    const value = await work(tx);
    await setting;
    return { value };
  });
  return result.value;
}

/** Milliseconds of each of these calls, made one after another. */
export async function timesOf(count: number, call: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const start = performance.now();
    await call(round);
    times.push(performance.now() - start);
  }
  return times;
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Medians of two calls that take turns one by one, so that what disturbs the machine for a moment disturbs both; which
 * goes first changes every time.
 */
export async function mediansInTurns(
  count: number,
  ours: (round: number) => Promise<unknown>,
  baseline: (round: number) => Promise<unknown>,
): Promise<{ ours: number; baseline: number }> {
  const times = { ours: [] as number[], baseline: [] as number[] };
  const measure = async (into: number[], call: (round: number) => Promise<unknown>, round: number) => {
    const start = performance.now();
    await call(round);
    into.push(performance.now() - start);
  };
  for (let round = 0; round < count; round += 1) {
    if (round % 2 === 0) await measure(times.ours, ours, round);
    await measure(times.baseline, baseline, round);
    if (round % 2 === 1) await measure(times.ours, ours, round);
  }
  return { ours: quantile(times.ours, 0.5), baseline: quantile(times.baseline, 0.5) };
}
