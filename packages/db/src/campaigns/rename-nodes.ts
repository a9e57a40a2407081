import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

const tables = { campaign: sql`campaigns`, adSet: sql`ad_sets`, ad: sql`ads` } as const;

/** Names of campaigns, ad sets or ads as the platform has them now, by our ids. Campaigns of ours keep the name we gave. */
export async function renameNodes(
  tx: TenantTransaction,
  kind: keyof typeof tables,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  if (names.size === 0) return;
  const list = sql.join(
    [...names].map(([id, name]) => sql`(${id}::uuid, ${name}::text)`),
    sql`, `,
  );
  const imported = kind === 'campaign' ? sql`and node.origin = 'import'` : sql``;
  await tx.execute(sql`
    update ${tables[kind]} node set name = named.name from (values ${list}) named (id, name)
    where node.id = named.id and node.name <> named.name ${imported}`);
}
