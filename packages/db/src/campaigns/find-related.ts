import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { adSets, ads } from './ad-tables.ts';
import { campaigns } from './tables.ts';

/** Ad sets or ads, of some campaigns or all of them, each with its campaign. */
export async function findAdParts(
  tx: TenantTransaction,
  kind: 'adSet' | 'ad',
  campaignIds: readonly string[] | null,
  limit: number,
): Promise<{ id: string; name: string; campaignId: string | null }[]> {
  if (campaignIds?.length === 0) return [];
  const table = kind === 'adSet' ? adSets : ads;
  return tx
    .select({ id: table.id, name: table.name, campaignId: table.campaignId })
    .from(table)
    .where(campaignIds === null ? undefined : inArray(table.campaignId, [...campaignIds]))
    .orderBy(table.id)
    .limit(limit);
}

/** Campaigns of an ad account, artist or track that are not deleted. */
export async function findCampaignsOf(
  tx: TenantTransaction,
  kind: 'adAccount' | 'artist' | 'track',
  id: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const columns = { adAccount: campaigns.adAccountId, artist: campaigns.artistId, track: campaigns.trackId };
  return tx
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(and(eq(columns[kind], id), isNull(campaigns.deletedAt)))
    .orderBy(campaigns.id)
    .limit(limit);
}

/** Those of the campaigns that are there: not deleted, and seen by who asks. */
export async function findPresentCampaigns(tx: TenantTransaction, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(inArray(campaigns.id, [...ids]), isNull(campaigns.deletedAt)));
  return new Set(rows.map(({ id }) => id));
}
