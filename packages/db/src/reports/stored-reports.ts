import type { ReportedValues } from '@songtrackpro/contracts';
import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { fromStored, toStored } from '../metrics/stored-numbers.ts';
import { type CampaignReportDocument, campaignReports } from './documents.ts';

/** A campaign's numbers made ready, as they held at `asOf`. */
export interface StoredReport extends Pick<CampaignReportDocument, 'from' | 'to' | 'asOf' | 'currency'> {
  campaignId: string;
  totals: { values: ReportedValues; calculated: Record<string, number>; reasons: Record<string, string> };
  days: { date: string; values: ReportedValues }[];
  topLocations: { country: string; values: ReportedValues }[];
  demographics: { age: string | null; gender: string | null; values: ReportedValues }[];
}

const stored = <T extends { values: ReportedValues }>(part: T) => ({ ...part, values: toStored(part.values) });
const read = <T extends { values: CampaignReportDocument['totals']['values'] }>(part: T) => ({
  ...part,
  values: fromStored(part.values),
});

/** Stores a report in place of one for the same campaign, range and moment. */
export async function saveCampaignReport(
  db: DocumentDatabase,
  organizationId: string,
  report: StoredReport,
  now: Date,
): Promise<void> {
  const { campaignId, from, to, asOf, currency, totals, days, topLocations, demographics } = report;
  const collection = tenantCollection(db, campaignReports, organizationId);
  const _id = toUuid(hashId([organizationId, campaignId, from, to, asOf.toISOString()]));
  const update = {
    $set: {
      currency,
      totals: stored(totals),
      days: days.map(stored),
      topLocations: topLocations.map(stored),
      demographics: demographics.map(stored),
      updatedAt: now,
    },
    $setOnInsert: {
      campaignId: toUuid(campaignId),
      trackId: null,
      userId: null,
      accountId: null,
      from,
      to,
      asOf,
      createdAt: now,
    },
  };
  await collection.write([{ filter: { _id }, update, upsert: true }]);
}

/** Reports of a campaign, the one that ends last first. */
export async function listCampaignReports(
  db: DocumentDatabase,
  organizationId: string,
  campaignId: string,
): Promise<StoredReport[]> {
  const collection = tenantCollection(db, campaignReports, organizationId);
  const found = await collection.find({ campaignId: toUuid(campaignId) }, { sort: { to: -1 } });
  return found.map(({ from, to, asOf, currency, totals, days, topLocations, demographics }) => ({
    campaignId,
    from,
    to,
    asOf,
    currency,
    totals: read(totals),
    days: days.map(read),
    topLocations: topLocations.map(read),
    demographics: demographics.map(read),
  }));
}
