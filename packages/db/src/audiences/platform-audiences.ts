import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

/** An audience as the ad platform has it. */
export interface PlatformAudience {
  externalId: string;
  name: string;
  /** Null as long as the platform doesn't say. */
  size: { lower: number; upper: number } | null;
}

/**
 * Brings audiences of an ad account here as the platform has them: name, and size where it says one, with the day on which it was
 * asked. One that was deleted here stays deleted. A list that is just being sent is left out until its id is known, or it would be here twice.
 * `version` stays, because nothing that people decide has changed.
 */
export async function placeAudiences(
  tx: TenantTransaction,
  owner: { organizationId: string; adAccountId: string },
  audiences: readonly PlatformAudience[],
  at: Date,
): Promise<void> {
  if (audiences.length === 0) return;
  const rows = audiences.map(
    ({ externalId, name, size }) =>
      sql`(${externalId}::text, ${name}::text, ${size?.lower ?? null}::bigint, ${size?.upper ?? null}::bigint)`,
  );
  const told = sql`(values ${sql.join(rows, sql`, `)}) told (external_id, name, lower, upper)`;
  const asked = sql`${at.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update audiences a set synced_at = ${asked}, ad_account_id = coalesce(a.ad_account_id, ${owner.adAccountId}::uuid),
      name = case when a.kind = 'meta' then told.name else a.name end,
      size_lower = coalesce(told.lower, a.size_lower), size_upper = coalesce(told.upper, a.size_upper),
      size_source = case when told.lower is null then a.size_source else 'meta' end,
      size_as_of = case when told.lower is null then a.size_as_of else ${asked} end
    from ${told} where a.external_id = told.external_id and a.deleted_at is null`);
  await tx.execute(sql`
    insert into audiences (organization_id, kind, name, ad_account_id, external_id, synced_at,
      size_lower, size_upper, size_source, size_as_of)
    select ${owner.organizationId}::uuid, 'meta', told.name, ${owner.adAccountId}::uuid, told.external_id, ${asked},
      told.lower, told.upper, case when told.lower is not null then 'meta' end, case when told.lower is not null then ${asked} end
    from ${told}
    where not exists (select from audiences a where a.external_id = told.external_id)
      and not exists (select from audience_deliveries d where d.status = 'open' and position(d.tag in told.name) > 0)
    on conflict do nothing`);
}

/** What an audience is at the platform; null where it is there no longer. */
export async function placeAtPlatform(
  tx: TenantTransaction,
  audienceId: string,
  place: { adAccountId: string; externalId: string } | null,
): Promise<void> {
  const { adAccountId = null, externalId = null } = place ?? {};
  await tx.execute(sql`
    update audiences set external_id = ${externalId}, ad_account_id = coalesce(${adAccountId}::uuid, ad_account_id),
      size_lower = null, size_upper = null, size_source = null, size_as_of = null, synced_at = null, version = version + 1
    where id = ${audienceId} and external_id is distinct from ${externalId}`);
}
