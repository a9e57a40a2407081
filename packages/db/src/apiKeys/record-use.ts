import type { Postgres } from '../core/postgres.ts';

/** Calls that a key made since they were last written down. */
export interface KeyUse {
  id: string;
  calls: number;
  lastAt: Date;
}

/** Adds calls to the counts of their keys, all in one statement. */
export async function recordKeyUse(postgres: Pick<Postgres, 'auth'>, uses: readonly KeyUse[]): Promise<void> {
  if (uses.length === 0) return;
  const ids = uses.map(({ id }) => id);
  // In one order for all processes, so that two of them cannot wait for each other.
  await postgres.auth`
    with used as (
      select k.id, u.calls, u.last_at
      from unnest(${ids}::uuid[], ${uses.map(({ calls }) => calls)}::bigint[],
        ${uses.map(({ lastAt }) => lastAt.toISOString())}::timestamptz[]) as u (id, calls, last_at)
      join api_keys k on k.id = u.id order by k.id for update of k
    )
    update api_keys k
    set use_count = k.use_count + used.calls, last_used_at = greatest(k.last_used_at, used.last_at)
    from used where k.id = used.id`;
}
