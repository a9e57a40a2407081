import type { MetricSource, SubjectKind } from '@songtrackpro/contracts';
import type { Filter } from 'mongodb';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { collectionsOf, type LedgerCollection, type LedgerDocument, ledgerNames, ledgerOf } from './documents.ts';
import type { LedgerKey } from './ledger-key.ts';
import { type CurrentFact, currentOf, type LedgerVersion } from './ledger-version.ts';
import { fromVersionDocument } from './version-documents.ts';

/** A fact about which something was recorded in a span of time: what held before and after it. */
export interface FactRevision {
  id: string;
  key: LedgerKey;
  before: CurrentFact | null;
  after: CurrentFact | null;
  /** What was recorded in the span, oldest recording first; never empty. */
  recorded: LedgerVersion[];
}

export interface RevisionQuery extends PageRequest {
  since: Date;
  asOf: Date | null;
  subjectKind?: SubjectKind | undefined;
  subjectIds?: readonly string[] | undefined;
  source?: MetricSource | undefined;
}

/** Where the facts can lie, whatever their breakdown. */
function ledgersFor({ subjectKind, source }: RevisionQuery): readonly LedgerCollection[] {
  if (subjectKind === undefined) return ledgerNames;
  return [...new Set([...collectionsOf(subjectKind, '', source), ...collectionsOf(subjectKind, 'any', source)])];
}

function filterOf({ since, after, subjectKind, subjectIds, source }: RevisionQuery): Filter<LedgerDocument> {
  const [at, id] = after?.split(' ') ?? [];
  const from = at === undefined ? null : new Date(at);
  return {
    updatedAt: { $gt: since, ...(from && { $gte: from }) },
    ...(from && { $or: [{ updatedAt: { $gt: from } }, { _id: { $gt: toUuid(id ?? '') } }] }),
    ...(subjectKind !== undefined && { 'subject.kind': subjectKind }),
    ...(subjectIds && { 'subject.id': { $in: subjectIds.map(toUuid) } }),
    ...(source !== undefined && { source }),
  };
}

const positionOf = (document: LedgerDocument) => `${document.updatedAt.toISOString()} ${document._id.toString()}`;

function toRevision(document: LedgerDocument, { since, asOf }: RevisionQuery): FactRevision[] {
  const versions = document.versions.map(fromVersionDocument);
  const recorded = versions
    .filter(({ recordedAt }) => recordedAt > since && (asOf === null || recordedAt <= asOf))
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  if (recorded.length === 0) return [];
  const { subject, granularity, date, periodEnd, source, breakdown, attribution } = document;
  const key = {
    subject: { kind: subject.kind, id: subject.id.toString() },
    granularity,
    date,
    periodEnd,
    source,
    breakdown,
    attribution,
  };
  return [
    {
      id: document._id.toString(),
      key,
      before: currentOf(versions, since),
      after: currentOf(versions, asOf),
      recorded,
    },
  ];
}

/**
 * Facts about which something was recorded after a moment, the one that has rested longest first. A page may have fewer
 * facts than asked for and still not be the last one.
 */
export async function readRevisions(
  db: DocumentDatabase,
  organizationId: string,
  query: RevisionQuery,
): Promise<Page<FactRevision>> {
  const { limit } = query;
  const read = { sort: { updatedAt: 1, _id: 1 }, limit: limit + 1 } as const;
  const found = await Promise.all(
    ledgersFor(query).map((name) => tenantCollection(db, ledgerOf(name), organizationId).find(filterOf(query), read)),
  );
  const documents = found.flat().sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
  const page = documents.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.flatMap((document) => toRevision(document, query)),
    next: documents.length > limit && last ? positionOf(last) : null,
  };
}
