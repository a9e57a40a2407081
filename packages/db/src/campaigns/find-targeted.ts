import type { Campaign } from '@songtrackpro/contracts';
import { inArray, sql } from 'drizzle-orm';
import { newestFirst } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toCampaign } from './store.ts';
import { campaigns } from './tables.ts';

export interface TargetingQuery {
  /** ISO 3166-1 code. */
  country?: string;
  /** Id of the interest at the ad platform. */
  interestId?: string;
}

/** The organization's campaigns that target a country and an interest, newest first. */
export async function findTargetedCampaigns(tx: TenantTransaction, query: TargetingQuery): Promise<Campaign[]> {
  const fragment = JSON.stringify({
    ...(query.country !== undefined && { countries: [query.country] }),
    ...(query.interestId !== undefined && { interests: [{ id: query.interestId }] }),
  });
  const found = sql`(select find_targeted_campaigns(${fragment}::jsonb))`;
  const rows = await tx.select().from(campaigns).where(inArray(campaigns.id, found)).orderBy(newestFirst(campaigns.id));
  return rows.map(toCampaign);
}
