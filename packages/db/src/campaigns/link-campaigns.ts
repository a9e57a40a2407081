import type { Campaign } from '@songtrackpro/contracts';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { campaignLinks } from './planning-tables.ts';
import { toCampaign } from './store.ts';
import { campaigns } from './tables.ts';

/** Links ad campaigns to one of ours. Answers those that are another one's and were left with it. */
export async function linkAdCampaigns(
  tx: TenantTransaction,
  organizationId: string,
  campaignId: string,
  adCampaignIds: readonly string[],
): Promise<string[]> {
  const rows = [...new Set(adCampaignIds)].map((adCampaignId) => ({ organizationId, campaignId, adCampaignId }));
  await tx.insert(campaignLinks).values(rows).onConflictDoNothing().catch(rethrowConstraint);
  const own = await tx
    .select({ id: campaignLinks.adCampaignId })
    .from(campaignLinks)
    .where(eq(campaignLinks.campaignId, campaignId));
  const ids = new Set(own.map(({ id }) => id));
  return rows.map(({ adCampaignId }) => adCampaignId).filter((id) => !ids.has(id));
}

export async function unlinkAdCampaigns(
  tx: TenantTransaction,
  campaignId: string,
  adCampaignIds: readonly string[],
): Promise<void> {
  await tx
    .delete(campaignLinks)
    .where(and(eq(campaignLinks.campaignId, campaignId), inArray(campaignLinks.adCampaignId, [...adCampaignIds])));
}

/** Imported campaigns of these ids; others are not there. */
export async function findAdCampaigns(tx: TenantTransaction, ids: readonly string[]): Promise<Campaign[]> {
  const rows = await tx
    .select()
    .from(campaigns)
    .where(and(inArray(campaigns.id, [...ids]), eq(campaigns.origin, 'import'), isNull(campaigns.deletedAt)));
  return rows.map(toCampaign);
}

/** The ad campaigns of one of ours that the caller may see, newest first. */
export async function listAdCampaigns(tx: TenantTransaction, campaignId: string): Promise<Campaign[]> {
  const linked = sql`(select ${campaignLinks.adCampaignId} from ${campaignLinks} where ${campaignLinks.campaignId} = ${campaignId})`;
  const rows = await tx
    .select()
    .from(campaigns)
    .where(and(inArray(campaigns.id, linked), isNull(campaigns.deletedAt)))
    .orderBy(desc(campaigns.id));
  return rows.map(toCampaign);
}
