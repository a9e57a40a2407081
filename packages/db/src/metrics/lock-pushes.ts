import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/** Lets pushes of one organization follow each other: the next one goes on when this transaction has ended. */
export async function lockPushes(tx: TenantTransaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 4))`);
}
