import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/**
 * Holds the row of the organization that the transaction runs as, until the transaction ends: changes of a team happen
 * one after another, so that each sees what the one before it left. False when it is not there or was deleted.
 */
export async function lockOrganization(tx: TenantTransaction, id: string): Promise<boolean> {
  // The weaker lock: rows that point to the organization may be added meanwhile.
  const rows = await tx.execute(sql`
    select id from organizations where id = ${id} and deleted_at is null for no key update`);
  return rows.length === 1;
}

/** Names the person that the organization belongs to, where it is none of its owners any more: the first of them. */
export async function settleOwner(tx: TenantTransaction, id: string): Promise<void> {
  await tx.execute(sql`
    update organizations o set owner_id = (
      select m.user_id from organization_members m where m.role = 'owner' order by m.joined_at, m.id limit 1)
    where o.id = ${id}
      and not exists (select from organization_members m where m.role = 'owner' and m.user_id = o.owner_id)`);
}
