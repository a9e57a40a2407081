import type { MetricSource, ReportedValues, SubjectKind } from '@songtrackpro/contracts';
import type { Filter } from 'mongodb';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { collectionsOf, type LedgerCollection, type LedgerDocument, ledgerOf, ledgerSubjects } from './documents.ts';
import { type CurrentFact, currentOf, type FactVersion } from './ledger-version.ts';
import { fromStored } from './stored-numbers.ts';
import { fromOriginDocument, fromVersionDocument } from './version-documents.ts';

/** What held of a fact at the moment asked for, with what a series needs of it. */
export interface SeriesFact {
  id: string;
  subjectId: string;
  date: string;
  /** Null for a day. */
  periodEnd: string | null;
  source: MetricSource;
  attribution: string | null;
  breakdown: Record<string, string>;
  zone: string | null;
  currency: string | null;
  state: CurrentFact['state'];
  observedAt: Date;
  recordedAt: Date;
  /** Rows of the file that were summed. */
  rows: number;
  origin: FactVersion['origin'];
  values: ReportedValues;
  reasons: Record<string, string>;
  /** What the source counts as a result, by its code and by its name, null where it doesn't say. */
  resultKinds: readonly [code: string | null, name: string | null];
}

export interface SeriesFactQuery {
  kind: SubjectKind;
  subjectIds: readonly string[];
  /** Days of the range, and periods that touch it. */
  range: { from: string; to: string };
  /** Breakdowns that a fact must carry; none for facts without a breakdown. */
  breakdowns: readonly string[];
  /** Facts may carry others besides, or any where none is named. */
  anyBreakdown?: boolean;
  /** Members that a breakdown must have. */
  members: Readonly<Record<string, readonly string[]>>;
  source?: MetricSource | undefined;
  attribution?: string | undefined;
  asOf: Date | null;
  /** More facts than that are not read. */
  limit: number;
}

/** Days and periods apart, so that each is a stretch of the reading index for every subject. */
function filtersOf(query: SeriesFactQuery): Filter<LedgerDocument>[] {
  const { from, to } = query.range;
  const parts = query.breakdowns.map((key) => {
    const members = Object.hasOwn(query.members, key) ? query.members[key] : undefined;
    return { [`breakdown.${key}`]: members ? { $in: [...members] } : { $exists: true } };
  });
  const ofSubjects = {
    'subject.id': { $in: query.subjectIds.map(toUuid) },
    ...(!(parts.length === 0 && query.anyBreakdown) && { breakdownKey: parts.length === 0 ? '' : { $gt: '' } }),
    ...(query.source !== undefined && { source: query.source }),
    ...(query.attribution !== undefined && { attribution: query.attribution }),
    ...Object.assign({}, ...parts),
  };
  return [
    { ...ofSubjects, granularity: 'day', date: { $gte: from, $lte: to } },
    { ...ofSubjects, granularity: 'period', date: { $lte: to }, periodEnd: { $gte: from } },
  ];
}

function toFact(document: LedgerDocument, asOf: Date | null): SeriesFact[] {
  const { date, periodEnd, source, attribution, breakdown, current } = document;
  const held =
    asOf === null
      ? current && { ...current, values: fromStored(current.values), origin: fromOriginDocument(current.origin) }
      : currentOf(document.versions.map(fromVersionDocument), asOf);
  if (!held) return [];
  const { zone, currency, state, observedAt, recordedAt, rows, origin, values, reasons, labels } = held;
  if (state === 'withdrawn' || state === 'undone') return [];
  const [id, subjectId] = [document._id.toString(), document.subject.id.toString()];
  const key = { id, subjectId, date, periodEnd, source, attribution, breakdown };
  const resultKinds = [labels.resultIndicator ?? null, labels.resultType ?? null] as const;
  return [{ ...key, zone, currency, state, observedAt, recordedAt, rows, origin, values, reasons, resultKinds }];
}

/** Facts of several subjects of one kind; null where there are more than the limit. Their order isn't defined. */
export async function readSeriesFacts(
  db: DocumentDatabase,
  organizationId: string,
  query: SeriesFactQuery,
): Promise<SeriesFact[] | null> {
  const { kind, subjectIds, breakdowns, source, asOf, limit } = query;
  if (subjectIds.length === 0) return [];
  const collections = collectionsOf(kind, breakdowns.join(), source).map((name) =>
    tenantCollection(db, ledgerOf(name), organizationId),
  );
  // The history is what grows; what holds now is stored beside it.
  const read = { limit: limit + 1, ...(asOf === null && { projection: { versions: 0 } }) };
  const reads = collections.flatMap((collection) => filtersOf(query).map((filter) => collection.find(filter, read)));
  const documents = (await Promise.all(reads)).flat();
  return documents.length > limit ? null : documents.flatMap((document) => toFact(document, asOf));
}

/** Subjects of a kind of which anything has been stated, broken down or not; in one collection where it is named. */
export async function findStatedSubjects(
  db: DocumentDatabase,
  organizationId: string,
  kind: SubjectKind,
  ledger?: LedgerCollection,
): Promise<string[]> {
  const marks = tenantCollection(db, ledgerSubjects, organizationId);
  const ledgers = ledger === undefined ? [...collectionsOf(kind, ''), ...collectionsOf(kind, 'any')] : [ledger];
  const found = await marks.find({ ledger: { $in: ledgers } });
  return [...new Set(found.flatMap(({ subject }) => (subject.kind === kind ? [subject.id.toString()] : [])))].sort();
}
