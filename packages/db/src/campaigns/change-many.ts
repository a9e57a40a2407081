import type { Campaign } from '@songtrackpro/contracts';
import { and, inArray, isNull, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { type CampaignChanges, toCampaign } from './store.ts';
import { campaigns } from './tables.ts';

/** Ids as one parameter: a statement takes 65,535 at most. */
const anyOf = (ids: readonly string[]) => inArray(campaigns.id, sql`(select unnest(${sql.param([...ids])}::uuid[]))`);

/** The campaigns of these ids that are there, held against changes until the transaction ends. */
export async function lockCampaigns(tx: TenantTransaction, ids: readonly string[]): Promise<Campaign[]> {
  const rows = await tx
    .select()
    .from(campaigns)
    .where(and(anyOf(ids), isNull(campaigns.deletedAt)))
    .orderBy(campaigns.id)
    .for('update');
  return rows.map(toCampaign);
}

export type ManyChange = { status: NonNullable<CampaignChanges['status']> } | { tag: string } | { untag: string };

/** Makes one change to many campaigns that were locked before. */
export async function changeCampaigns(
  tx: TenantTransaction,
  ids: readonly string[],
  change: ManyChange,
): Promise<Campaign[]> {
  if (ids.length === 0) return [];
  const tags =
    'tag' in change
      ? sql`array(select distinct unnest(${campaigns.tags} || ${change.tag}::text) order by 1)`
      : 'untag' in change && sql`array_remove(${campaigns.tags}, ${change.untag})`;
  const rows = await tx
    .update(campaigns)
    .set({
      ...('status' in change && { status: change.status }),
      ...(tags && { tags }),
      version: sql`${campaigns.version} + 1`,
    })
    .where(anyOf(ids))
    .returning();
  return rows.map(toCampaign);
}
