import type { ReportContent, StoredReport, StoredReportEntry } from '@songtrackpro/contracts';
import type { Filter } from 'mongodb';
import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { type CampaignReportDocument, campaignReports } from './documents.ts';
import { type EntryDocument, toEntry, toStoredContent, toStoredReport } from './report-documents.ts';

/** What a report is of; it names the report, whatever its version. */
export interface ReportQuestion {
  campaignId: string;
  from: string | null;
  to: string | null;
  asOf: Date | null;
}

/** One version; without it the newest. */
export interface VersionQuery {
  id: string;
  version?: number | undefined;
}

/** Everything but what the report says, and of that the campaign’s name. */
const entryFields = Object.fromEntries(
  Object.keys(campaignReports.fields)
    .filter((field) => field !== 'content')
    .map((field) => [field, 1]),
);
const entryProjection = { ...entryFields, 'content.campaign.name': 1 };

export const reportIdOf = ({ campaignId, from, to, asOf }: ReportQuestion): string =>
  hashId(['campaign report', campaignId, from, to, asOf?.toISOString() ?? null]);

const versionFilter = ({ id, version }: VersionQuery): Filter<CampaignReportDocument> => ({
  reportId: toUuid(id),
  ...(version !== undefined && { version }),
});
const newest = { sort: { version: -1 }, limit: 1 } as const;

const reportsOf = (db: DocumentDatabase, organizationId: string) =>
  tenantCollection(db, campaignReports, organizationId);

export async function findReport(
  db: DocumentDatabase,
  organizationId: string,
  query: VersionQuery,
): Promise<StoredReport | null> {
  const [found] = await reportsOf(db, organizationId).find(versionFilter(query), newest);
  return found ? toStoredReport(found) : null;
}

/** The same without what the report says; `inputs` is what it was made from. */
export async function findReportEntry(
  db: DocumentDatabase,
  organizationId: string,
  query: VersionQuery,
): Promise<{ entry: StoredReportEntry; inputs: string } | null> {
  const [found] = await reportsOf(db, organizationId).find(versionFilter(query), {
    ...newest,
    projection: entryProjection,
  });
  return found ? { entry: toEntry(found as EntryDocument), inputs: found.inputs } : null;
}

export interface NewReport {
  question: ReportQuestion;
  version: number;
  trackId: string | null;
  accountId: string | null;
  inputs: string;
  contentHash: string;
  content: ReportContent;
}

/** Stores a version; false where another builder has stored it already. */
export async function insertReport(
  db: DocumentDatabase,
  organizationId: string,
  { question, version, trackId, accountId, inputs, contentHash, content }: NewReport,
  now: Date,
): Promise<boolean> {
  const id = reportIdOf(question);
  const insert = {
    _id: toUuid(hashId([organizationId, id, String(version)])),
    organizationId: toUuid(organizationId),
    campaignId: toUuid(question.campaignId),
    trackId: trackId === null ? null : toUuid(trackId),
    userId: null,
    accountId: accountId === null ? null : toUuid(accountId),
    reportId: toUuid(id),
    version,
    from: question.from,
    to: question.to,
    asOf: question.asOf,
    inputs,
    contentHash,
    content: toStoredContent(content),
    frozenAt: null,
    pdfHash: null,
    createdAt: now,
    updatedAt: now,
  };
  return (await reportsOf(db, organizationId).write([{ insert }])).applied === 1;
}

/** Freezes a version that isn’t frozen; what it was frozen with stays. */
export async function freezeReport(
  db: DocumentDatabase,
  organizationId: string,
  query: Required<VersionQuery>,
  { pdfHash, at }: { pdfHash: string; at: Date },
): Promise<void> {
  const filter = { ...versionFilter(query), frozenAt: null };
  const update = { $set: { frozenAt: at, pdfHash, updatedAt: at } };
  await reportsOf(db, organizationId).write([{ filter, update }]);
}

/** Deletes a version; a frozen one only where that is meant. Answers whether there was one to delete. */
export async function deleteReport(
  db: DocumentDatabase,
  organizationId: string,
  query: Required<VersionQuery>,
  { evenFrozen }: { evenFrozen: boolean },
): Promise<boolean> {
  const filter = { ...versionFilter(query), ...(!evenFrozen && { frozenAt: null }) };
  return (await reportsOf(db, organizationId).remove(filter)) > 0;
}

function behind(after: string): Filter<CampaignReportDocument> {
  const [at = '', id = ''] = after.split(' ');
  const createdAt = new Date(at);
  return {
    createdAt: { $lte: createdAt },
    $or: [{ createdAt: { $lt: createdAt } }, { _id: { $lt: toUuid(id) } }],
  };
}

/** Versions of reports, the one built last first; of one campaign where it is given. */
export async function listReports(
  db: DocumentDatabase,
  organizationId: string,
  { limit, after, campaignId }: PageRequest & { campaignId?: string | undefined },
): Promise<Page<StoredReportEntry>> {
  const filter = { ...(campaignId !== undefined && { campaignId: toUuid(campaignId) }), ...(after && behind(after)) };
  const found = await reportsOf(db, organizationId).find(filter, {
    sort: { createdAt: -1, _id: -1 },
    limit: limit + 1,
    projection: entryProjection,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((document) => toEntry(document as EntryDocument)),
    next: found.length > limit && last ? `${last.createdAt.toISOString()} ${last._id.toString()}` : null,
  };
}
