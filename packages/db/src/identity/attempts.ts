import type { Postgres } from '../core/postgres.ts';

/** How many attempts are let through under a key in a window, which begins with the first of them. */
export interface AttemptLimit {
  key: string;
  attempts: number;
  windowMs: number;
}

/**
 * Counts one attempt under every key, and answers in how many milliseconds the next one is let through: 0 where this one
 * is within all limits. One statement, so attempts at the same instant in several processes are all counted.
 */
export async function countAttempt(
  { auth }: Pick<Postgres, 'auth'>,
  limits: readonly AttemptLimit[],
  now: Date,
): Promise<number> {
  // In one order everywhere: two statements that lock the same keys would otherwise wait for each other.
  const sorted = limits.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const at = now.toISOString();
  const rows = await auth<{ key: string; count: number; ends: Date }[]>`
    insert into sign_in_attempts as a (key, count, ends_at)
    select l.key, 1, ${at}::timestamptz + l.span * interval '1 millisecond'
    from unnest(${sorted.map(({ key }) => key)}::text[], ${sorted.map(({ windowMs }) => windowMs)}::bigint[])
      as l (key, span)
    on conflict (key) do update set
      count = case when a.ends_at > ${at}::timestamptz then a.count + 1 else 1 end,
      ends_at = case when a.ends_at > ${at}::timestamptz then a.ends_at else excluded.ends_at end
    returning key, count, ends_at as ends`;
  const waits = rows.map(({ key, count, ends }) => {
    const allowed = limits.find((limit) => limit.key === key)?.attempts ?? 0;
    return count > allowed ? ends.getTime() - now.getTime() : 0;
  });
  return Math.max(0, ...waits);
}

/** Forgets attempts, after one that succeeded. */
export async function forgetAttempts({ auth }: Pick<Postgres, 'auth'>, keys: readonly string[]): Promise<void> {
  await auth`delete from sign_in_attempts where key = any (${[...keys]}::text[])`;
}
