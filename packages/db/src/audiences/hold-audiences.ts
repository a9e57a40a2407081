import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

export interface HeldAudience {
  /** In lower case. */
  id: string;
  /** False for whoever is restricted to artists: audiences belong to none. */
  isSeen: boolean;
}

/** Those of these audiences that the organization has. None of them is deleted until the transaction ends. */
export async function holdAudiences(tx: TenantTransaction, ids: readonly string[]): Promise<HeldAudience[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<{ id: string; seen: boolean }>(sql`
    select held.id, exists (select from audiences a where a.id = held.id) as seen
    from hold_audiences(${sql.param([...ids])}::uuid[]) as held (id)`);
  return rows.map(({ id, seen }) => ({ id, isSeen: seen }));
}
