import type { LiveChangeData } from '@songtrackpro/contracts';
import { asc, eq, gt, sql } from 'drizzle-orm';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { liveChanges } from './tables.ts';

export interface LiveChange {
  position: number;
  change: LiveChangeData['change'];
}

/**
 * Where a stream that begins now stands: whatever is told from now on lies behind it. Waits for who is telling, so that no
 * position below is still on its way.
 */
export async function findLivePosition(tx: TenantTransaction, organizationId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${organizationId}, 9))`);
  const [row] = await tx.execute<{ position: string }>(
    sql`select case when is_called then last_value else 0 end as position from live_positions`,
  );
  return Number(row?.position ?? 0);
}

/** Whether changes behind a position may have been removed already. */
export async function isForgotten(
  tx: TenantTransaction,
  organizationId: string,
  { position, keptSince }: { position: number; keptSince: Date },
): Promise<boolean> {
  const [oldest] = await tx
    .select({ position: liveChanges.position, createdAt: liveChanges.createdAt })
    .from(liveChanges)
    .where(eq(liveChanges.organizationId, organizationId))
    .orderBy(asc(liveChanges.position))
    .limit(1);
  return oldest !== undefined && position < oldest.position && new Date(oldest.createdAt) < keptSince;
}

/** Changes behind a position, in their order. */
export async function listLiveChanges(
  tx: TenantTransaction,
  { position, limit }: { position: number; limit: number },
): Promise<LiveChange[]> {
  const rows = await tx
    .select({ position: liveChanges.position, data: liveChanges.data })
    .from(liveChanges)
    .where(gt(liveChanges.position, position))
    .orderBy(asc(liveChanges.position))
    .limit(limit);
  return rows.map((row) => ({ position: row.position, change: row.data.change }));
}

/**
 * Removes changes that were told before a moment, but for the newest of them in each organization: it says how far back a
 * stream may begin without missing any.
 */
export async function forgetChanges(postgres: Pick<Postgres, 'worker'>, before: Date): Promise<number> {
  const result = await postgres.worker`
    delete from live_changes c where created_at < ${before.toISOString()} and exists (
      select from live_changes n
      where n.organization_id = c.organization_id and n.position > c.position and n.created_at < ${before.toISOString()})`;
  return result.count;
}
