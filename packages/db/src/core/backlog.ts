import type { Postgres } from './postgres.ts';

/** Work that no request waits for, over all organizations. */
export interface Backlog {
  /** Entries of the outbox that were not delivered yet, and for how long the oldest one waits. */
  outboxEntries: number;
  outboxOldestSeconds: number;
  /** Imports that wait for a worker or are with one. */
  openImports: number;
}

export async function readBacklog({ worker }: Pick<Postgres, 'worker'>): Promise<Backlog> {
  const [row] = await worker<Backlog[]>`
    select count(*)::int as "outboxEntries",
      coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as "outboxOldestSeconds",
      (select count(*)::int from imports where status in ('queued', 'checking', 'writing')) as "openImports"
    from outbox where dispatched_at is null`;
  if (!row) throw new Error('an aggregate answers one row');
  return row;
}
