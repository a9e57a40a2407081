import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/** Notes how campaigns stand at the ad platform; a row that is up to date isn't written. */
export async function writePlatformStatuses(
  tx: TenantTransaction,
  statuses: ReadonlyMap<string, string>,
): Promise<void> {
  if (statuses.size === 0) return;
  const rows = [...statuses].map(([id, status]) => sql`(${id}::uuid, ${status.slice(0, 100)}::text)`);
  await tx.execute(sql`
    update campaigns set platform_status = told.status
    from (values ${sql.join(rows, sql`, `)}) told (id, status)
    where campaigns.id = told.id and campaigns.platform_status is distinct from told.status`);
}
