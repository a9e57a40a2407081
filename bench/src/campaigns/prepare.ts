import { type LedgerFact, recordFacts, withTenant } from '@songtrackpro/db';
import { type StoreSettings, startServer } from '@songtrackpro/server';
import { createBenchLabel } from '../read/prepare-stores.ts';

export const campaigns = 500;
/** Days of spend and conversions that each of them has. */
const days = 30;

export interface Prepared {
  apiKey: string;
  organizationId: string;
}

const dayOf = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);

function factsOf(adCampaignId: string, observedAt: Date): LedgerFact[] {
  return Array.from({ length: days }, (_, index) => ({
    key: {
      subject: { kind: 'campaign', id: adCampaignId },
      granularity: 'day',
      date: dayOf(index),
      periodEnd: null,
      source: 'meta_ads_manager',
      breakdown: {},
      attribution: '7-day click',
    },
    links: { campaignId: adCampaignId, trackId: null, artistId: null, accountId: null },
    zone: 'UTC',
    currency: 'USD',
    statement: {
      recordedAt: observedAt,
      observedAt,
      state: 'final',
      values: { spend: `${10 + (index % 7)}.25`, impressions: 1000, conversions: index },
      reasons: {},
      labels: {},
      rows: 1,
      origin: { importId: adCampaignId, fileName: 'days.csv' },
    },
  }));
}

/** One organization with campaigns, each with a linked ad campaign that has a month of days, and a goal. */
export async function prepareCampaigns(stores: StoreSettings): Promise<Prepared> {
  const server = await startServer({ stores, pointsPerMinute: 0, worker: false });
  const { postgres, documents } = server.services;
  try {
    const { apiKey, organization } = await createBenchLabel(postgres, 'bench-campaigns');
    const { id: organizationId } = organization;
    await withTenant(postgres, { organizationId }, async (tx) => {
      await tx.execute(`insert into ad_accounts (organization_id, name, currency)
        values ('${organizationId}', 'Account', 'USD')`);
      await tx.execute(`insert into campaigns (organization_id, name, status, start_date, end_date, budget_minor, currency)
        select '${organizationId}', 'Campaign ' || n, 'active', '2026-01-01', '2026-02-28', 100000, 'USD'
        from generate_series(1, ${campaigns}) n`);
      await tx.execute(`insert into campaigns (organization_id, name, origin, ad_account_id)
        select organization_id, 'Ads of ' || c.name, 'import', (select id from ad_accounts) from campaigns c`);
      await tx.execute(`insert into campaign_links (organization_id, campaign_id, ad_campaign_id)
        select o.organization_id, o.id, a.id from campaigns o join campaigns a on a.name = 'Ads of ' || o.name`);
      await tx.execute(`insert into campaign_goals (organization_id, campaign_id, type, target)
        select organization_id, id, 'conversions', 1000 from campaigns where origin = 'manual'`);
    });
    const links = await withTenant(postgres, { organizationId }, (tx) =>
      tx.execute<{ id: string }>('select ad_campaign_id as id from campaign_links'),
    );
    const now = new Date();
    for (const { id } of links) await recordFacts(documents.db, organizationId, factsOf(id, now));
    return { apiKey, organizationId };
  } finally {
    await server.close();
  }
}
