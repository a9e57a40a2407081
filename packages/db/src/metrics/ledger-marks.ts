import type { SubjectKind } from '@songtrackpro/contracts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { campaignMetrics, type LedgerCollection, ledgerOf } from './documents.ts';

/** How far a ledger is about one subject: it differs as soon as a fact is added, restated, undone or has expired. */
export interface LedgerMark {
  ledger: LedgerCollection;
  subjectId: string;
  facts: number;
  versions: number;
  /** Latest recording, in milliseconds. */
  recordedAt: number;
  /** What facts are broken down by: names in alphabetical order, with commas; empty where they aren’t. */
  breakdowns: string[];
  sources: string[];
}

const ledgersOf = (kind: SubjectKind): LedgerCollection[] =>
  kind === 'artist' || kind === 'track'
    ? ['spotify_metrics', 'sales_metrics']
    : ['campaign_metrics', 'meta_ad_metrics'];

/** As of a moment, only what had been recorded by then is counted. */
const recordedBy = (asOf: Date | null) =>
  asOf === null
    ? '$versions'
    : { $filter: { input: '$versions', as: 'version', cond: { $lte: ['$$version.recordedAt', asOf] } } };

function pipelineFor(ids: readonly string[], range: { from: string; to: string }, asOf: Date | null) {
  return [
    { $match: { 'subject.id': { $in: ids.map(toUuid) }, date: { $lte: range.to } } },
    { $match: { $or: [{ granularity: 'day', date: { $gte: range.from } }, { periodEnd: { $gte: range.from } }] } },
    { $project: { subject: 1, source: 1, recorded: recordedBy(asOf), parts: { $objectToArray: '$breakdown' } } },
    {
      $project: {
        subject: 1,
        source: 1,
        count: { $size: '$recorded' },
        at: { $max: '$recorded.recordedAt' },
        by: '$parts.k',
      },
    },
    { $match: { count: { $gt: 0 } } },
    {
      $group: {
        _id: '$subject.id',
        facts: { $sum: 1 },
        versions: { $sum: '$count' },
        at: { $max: '$at' },
        by: { $addToSet: '$by' },
        sources: { $addToSet: '$source' },
      },
    },
  ];
}

/** Marks of subjects in every ledger that can hold facts about them, within a range of days. */
export async function readLedgerMarks(
  db: DocumentDatabase,
  organizationId: string,
  query: {
    subjects: readonly { kind: SubjectKind; id: string }[];
    range: { from: string; to: string };
    asOf: Date | null;
  },
): Promise<LedgerMark[]> {
  const byLedger = new Map<LedgerCollection, string[]>();
  for (const { kind, id } of query.subjects) {
    for (const ledger of ledgersOf(kind)) byLedger.set(ledger, [...(byLedger.get(ledger) ?? []), id]);
  }
  const marks = await Promise.all(
    [...byLedger].map(async ([ledger, ids]) => {
      const rows = await tenantCollection(db, ledgerOf(ledger), organizationId).aggregate<{
        _id: { toString(): string };
        facts: number;
        versions: number;
        at: Date;
        by: string[][];
        sources: string[];
      }>(pipelineFor(ids, query.range, query.asOf));
      return rows.map(({ _id, facts, versions, at, by, sources }) => ({
        ledger,
        subjectId: _id.toString(),
        facts: Number(facts),
        versions: Number(versions),
        recordedAt: at.getTime(),
        sources: sources.toSorted(),
        breakdowns: [...new Set(by.map((names) => names.toSorted().join()))].sort(),
      }));
    }),
  );
  const keyOf = ({ ledger, subjectId }: LedgerMark) => `${ledger} ${subjectId}`;
  return marks.flat().sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** What ad campaigns have facts about, without a breakdown: their first and last day, and each period. */
export async function readFactSpans(
  db: DocumentDatabase,
  organizationId: string,
  { campaignIds, asOf }: { campaignIds: readonly string[]; asOf: Date | null },
): Promise<{ granularity: 'day' | 'period'; from: string; to: string }[]> {
  const rows = await tenantCollection(db, campaignMetrics, organizationId).aggregate<{
    _id: { granularity: 'day' | 'period' };
    from: string;
    to: string;
  }>([
    { $match: { 'subject.id': { $in: campaignIds.map(toUuid) }, breakdownKey: '' } },
    { $project: { granularity: 1, date: 1, periodEnd: 1, count: { $size: recordedBy(asOf) } } },
    { $match: { count: { $gt: 0 } } },
    {
      $group: {
        // All days are one span, each period is its own.
        _id: {
          granularity: '$granularity',
          date: { $cond: [{ $eq: ['$granularity', 'period'] }, '$date', null] },
          end: '$periodEnd',
        },
        from: { $min: '$date' },
        to: { $max: { $ifNull: ['$periodEnd', '$date'] } },
      },
    },
  ]);
  return rows.map(({ _id, from, to }) => ({ granularity: _id.granularity, from, to }));
}
