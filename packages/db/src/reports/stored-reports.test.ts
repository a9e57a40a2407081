import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { reportContent } from '../testing/report-content.ts';
import {
  deleteReport,
  findReport,
  findReportEntry,
  freezeReport,
  insertReport,
  listReports,
  type NewReport,
  reportIdOf,
} from './stored-reports.ts';

const { documents } = await openTestDocuments();
const { db } = documents;
const now = new Date('2026-02-01T00:00:00Z');
const later = new Date('2026-02-02T00:00:00Z');

const question = (campaignId: string) => ({ campaignId, from: '2026-01-01', to: '2026-01-31', asOf: null });
const report = (organizationId: string, campaignId: string, version = 1): NewReport => ({
  question: question(campaignId),
  version,
  trackId: null,
  accountId: null,
  inputs: 'a'.repeat(64),
  contentHash: 'b'.repeat(64),
  content: reportContent(organizationId, campaignId),
});

test('a report comes back as it was stored, digit for digit', async () => {
  const [organizationId, campaignId] = [randomUUID(), randomUUID()];
  await insertReport(db, organizationId, report(organizationId, campaignId), now);
  const id = reportIdOf(question(campaignId));
  const found = await findReport(db, organizationId, { id });
  expect(found).toMatchObject({ id, version: 1, builtAt: now.toISOString(), frozenAt: null });
  expect(found?.content).toEqual(reportContent(organizationId, campaignId));
});

test('of several that store one version at the same time one does, and the newest version is the one that is found', async () => {
  const [organizationId, campaignId] = [randomUUID(), randomUUID()];
  const store = (version: number) => insertReport(db, organizationId, report(organizationId, campaignId, version), now);
  const stored = await Promise.all(Array.from({ length: 4 }, () => store(1)));
  expect(stored.filter((done) => done)).toHaveLength(1);
  expect(await store(2)).toBe(true);
  const id = reportIdOf(question(campaignId));
  expect((await findReportEntry(db, organizationId, { id }))?.entry.version).toBe(2);
  expect((await findReportEntry(db, organizationId, { id, version: 1 }))?.entry.version).toBe(1);
});

test('what a version was frozen with stays, and it is deleted only where that is meant', async () => {
  const [organizationId, campaignId] = [randomUUID(), randomUUID()];
  await insertReport(db, organizationId, report(organizationId, campaignId), now);
  const version = { id: reportIdOf(question(campaignId)), version: 1 };
  await freezeReport(db, organizationId, version, { pdfHash: 'c'.repeat(64), at: now });
  await freezeReport(db, organizationId, version, { pdfHash: 'd'.repeat(64), at: later });
  const found = await findReportEntry(db, organizationId, version);
  expect(found?.entry).toMatchObject({ frozenAt: now.toISOString(), pdfHash: 'c'.repeat(64) });
  expect(await deleteReport(db, organizationId, version, { evenFrozen: false })).toBe(false);
  expect(await deleteReport(db, organizationId, version, { evenFrozen: true })).toBe(true);
  expect(await findReport(db, organizationId, version)).toBeNull();
});

test('pages of a list hold every version once, the one built last first', async () => {
  const organizationId = randomUUID();
  const campaigns = Array.from({ length: 5 }, () => randomUUID());
  for (const campaignId of campaigns) {
    await insertReport(db, organizationId, report(organizationId, campaignId), now);
    await insertReport(db, organizationId, report(organizationId, campaignId, 2), later);
  }
  const versions: number[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listReports>> = await listReports(db, organizationId, { limit: 3, after });
    versions.push(...page.items.map(({ version }) => version));
    after = page.next;
    if (after === null) break;
  }
  expect(versions).toEqual([2, 2, 2, 2, 2, 1, 1, 1, 1, 1]);
  const own = await listReports(db, organizationId, { limit: 10, after: null, campaignId: campaigns[0] });
  expect(own.items.map(({ campaignId }) => campaignId)).toEqual([campaigns[0], campaigns[0]]);
});
