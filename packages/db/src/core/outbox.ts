import { sql } from 'drizzle-orm';
import { beginTransaction } from './begin.ts';
import type { Postgres } from './postgres.ts';
import type { TenantTransaction } from './tenant.ts';

/** Something that must reach another place exactly once, told in the transaction that made it true. */
export interface OutboxEntry {
  topic: string;
  payload: Record<string, unknown>;
}

export interface OutboxRow extends OutboxEntry {
  /** Becomes the id of what is delivered, so that a repeated delivery changes nothing. */
  id: string;
  organizationId: string;
  createdAt: Date;
}

/** Adds entries in the running transaction; the application's role may write the outbox and never read it. */
export async function insertOutbox(
  tx: TenantTransaction,
  organizationId: string,
  entries: readonly OutboxEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = JSON.stringify(entries);
  await tx.execute(sql`
    insert into outbox (organization_id, topic, payload)
    select ${organizationId}::uuid, entry ->> 'topic', entry -> 'payload'
    from jsonb_array_elements(${rows}::jsonb) as entry`);
}

/**
 * Takes the oldest open entries, delivers them and marks them, in one transaction: a crash in between delivers them
 * again. Several processes take different entries. Answers how many were delivered.
 */
export async function drainOutbox(
  postgres: Pick<Postgres, 'worker'>,
  deliver: (rows: OutboxRow[]) => Promise<void>,
  limit = 500,
): Promise<number> {
  return beginTransaction(postgres.worker, '', async (tx) => {
    const found = await tx<
      { id: string; organization_id: string; topic: string; payload: Record<string, unknown>; created_at: Date }[]
    >`
      select id, organization_id, topic, payload, created_at from outbox
      where dispatched_at is null order by created_at, id limit ${limit} for update skip locked`;
    if (found.length === 0) return 0;
    await deliver(
      found.map((row) => ({
        id: row.id,
        organizationId: row.organization_id,
        topic: row.topic,
        payload: row.payload,
        createdAt: row.created_at,
      })),
    );
    await tx`
      update outbox set dispatched_at = now()
      where dispatched_at is null and id in ${tx(found.map((row) => row.id))}`;
    return found.length;
  });
}
