import { sql } from 'drizzle-orm';
import { type Unmarked, unmarkManyDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from './tables.ts';

/**
 * Brings deleted tracks back. Left are those that were merged away and those whose artist is deleted; no artist is deleted
 * meanwhile. Refused (ConstraintError) where a living track has taken an id of one.
 */
export async function restoreTracks(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<{ restored: Unmarked[]; held: string[] }> {
  const rows = await tx.execute<{ id: string; free: boolean }>(sql`
    select t.id, t.merged_into is null and a.deleted_at is null as free
    from tracks t join artists a on a.id = t.artist_id
    where t.id = any (${sql.param([...ids])}::uuid[]) and t.deleted_at is not null
    order by a.id, t.id for share of a`);
  const free = rows.flatMap((row) => (row.free ? [row.id] : []));
  const held = rows.flatMap((row) => (row.free ? [] : [row.id]));
  return { restored: await unmarkManyDeleted(tx, tracks, free), held };
}
