import type { AudienceUse } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';

const aimedAt = (ids: string) => sql`find_targeted_campaigns(${ids}::jsonb)`;

/** The organization's campaigns that aim at an audience or keep away from it, newest first. */
export async function findCampaignsOfAudience(tx: TenantTransaction, audienceId: string): Promise<AudienceUse[]> {
  const rows = await tx.execute<{ id: string; name: string; status: AudienceUse['status']; excluded: boolean }>(sql`
    select c.id, c.name, c.status, used.excluded
    from (
      select ${aimedAt(JSON.stringify({ audienceIds: [audienceId] }))} as id, false as excluded
      union all select ${aimedAt(JSON.stringify({ excludedAudienceIds: [audienceId] }))}, true
    ) used
    join campaigns c on c.id = used.id
    order by c.id desc, used.excluded`);
  return rows.map(({ id, ...use }) => ({ campaignId: id, ...use }));
}

/** Names of active and paused campaigns that use one of these audiences, by the audience. */
export async function findCampaignsInFlight(
  tx: TenantTransaction,
  audienceIds: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const rows = await tx.execute<{ audience: string; id: string; name: string }>(sql`
    select distinct used.audience, c.id, c.name
    from campaigns c
    cross join lateral (
      select jsonb_array_elements_text(coalesce(c.targeting -> 'audienceIds', '[]')) as audience
      union select jsonb_array_elements_text(coalesce(c.targeting -> 'excludedAudienceIds', '[]'))
    ) used
    where c.deleted_at is null and c.status in ('active', 'paused')
      and used.audience = any (${sql.param([...audienceIds])}::text[])
    order by c.id desc`);
  const found = new Map<string, { id: string; name: string }[]>();
  for (const { audience, id, name } of rows) found.set(audience, [...(found.get(audience) ?? []), { id, name }]);
  return found;
}

/** Holds those of these audiences that exist until the transaction ends, and answers their ids. */
export async function lockAudiences(tx: TenantTransaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from audiences where id = any (${sql.param([...ids])}::uuid[]) and deleted_at is null order by id for update`);
  return rows.map(({ id }) => id);
}

/** Marks locked audiences as deleted. */
export async function deleteAudiences(tx: TenantTransaction, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`update audiences set deleted_at = now() where id = any (${sql.param([...ids])}::uuid[])`);
}
