import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { listCampaignReports, type StoredReport, saveCampaignReport } from './stored-reports.ts';

const { documents } = await openTestDocuments();
const { db } = documents;
const now = new Date('2026-02-01T00:00:00Z');

const report = (campaignId: string, parts: Partial<StoredReport> = {}): StoredReport => ({
  campaignId,
  from: '2026-01-01',
  to: '2026-01-31',
  asOf: now,
  currency: 'EUR',
  totals: {
    values: { spend: '425.68', impressions: 91_386, reach: null },
    calculated: { cpm: 4_658_044, ctr: 0.0082 },
    reasons: { reach: 'not_additive' },
  },
  days: [{ date: '2026-01-01', values: { spend: '0.0000000012345678' } }],
  topLocations: [{ country: 'DE', values: { impressions: 5 } }],
  demographics: [{ age: '18-24', gender: null, values: { impressions: 3 } }],
  ...parts,
});

test('a report comes back as it was stored, digit for digit', async () => {
  const [organizationId, campaignId] = [randomUUID(), randomUUID()];
  await saveCampaignReport(db, organizationId, report(campaignId), now);
  expect(await listCampaignReports(db, organizationId, campaignId)).toEqual([report(campaignId)]);
});

test('a report of the same range and moment takes the place of the former, others stand beside it', async () => {
  const [organizationId, campaignId] = [randomUUID(), randomUUID()];
  await Promise.all(Array.from({ length: 4 }, () => saveCampaignReport(db, organizationId, report(campaignId), now)));
  await saveCampaignReport(db, organizationId, report(campaignId, { currency: 'USD' }), now);
  await saveCampaignReport(db, organizationId, report(campaignId, { to: '2026-02-28' }), now);
  const found = await listCampaignReports(db, organizationId, campaignId);
  expect(found.map(({ to, currency }) => [to, currency])).toEqual([
    ['2026-02-28', 'EUR'],
    ['2026-01-31', 'USD'],
  ]);
});
