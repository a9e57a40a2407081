import type { MetricSource, SubjectKind } from '@songtrackpro/contracts';
import type { Filter } from 'mongodb';
import { wholeSince } from '../archive/restored-spans.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { collectionOf, collectionsOf, type LedgerDocument, ledgerOf } from './documents.ts';
import { firstWholeDay } from './find-expired.ts';
import { firstRecorded } from './ledger-subjects.ts';
import { type CurrentFact, currentOf } from './ledger-version.ts';
import { fromVersionDocument } from './version-documents.ts';

export interface KnownFact {
  date: string;
  periodEnd: string | null;
  source: MetricSource;
  zone: string | null;
  currency: string | null;
  attribution: string | null;
  /** How many versions had been recorded by the moment asked for. */
  versions: number;
  current: CurrentFact;
}

export interface FactQuery {
  subject: { kind: SubjectKind; id: string };
  granularity: 'day' | 'period';
  from?: string | undefined;
  to?: string | undefined;
  source?: MetricSource | undefined;
  attribution?: string | undefined;
  /** Answer from what had been recorded by then. */
  asOf: Date | null;
}

function filterOf(query: FactQuery): Filter<LedgerDocument> {
  const filter: Filter<LedgerDocument> = {
    'subject.id': toUuid(query.subject.id),
    granularity: query.granularity,
    breakdownKey: '',
  };
  if (query.from !== undefined || query.to !== undefined) {
    filter.date = { ...(query.from && { $gte: query.from }), ...(query.to && { $lte: query.to }) };
  }
  if (query.source !== undefined) filter.source = query.source;
  if (query.attribution !== undefined) filter.attribution = query.attribution;
  return filter;
}

function toKnownFact(document: LedgerDocument, asOf: Date | null): KnownFact[] {
  const versions = document.versions.map(fromVersionDocument);
  const current = currentOf(versions, asOf);
  if (!current) return [];
  const { date, periodEnd, source, attribution } = document;
  const { zone, currency } = current;
  const counted = asOf === null ? versions.length : versions.filter((version) => version.recordedAt <= asOf).length;
  return [{ date, periodEnd, source, zone, currency, attribution, versions: counted, current }];
}

/** Facts of one subject without a breakdown, oldest first; each as it held at the moment asked for. */
export async function readFacts(db: DocumentDatabase, organizationId: string, query: FactQuery): Promise<KnownFact[]> {
  const names = collectionsOf(query.subject.kind, '', query.source);
  const found = await Promise.all(
    names.map((name) =>
      tenantCollection(db, ledgerOf(name), organizationId).find(filterOf(query), { sort: { date: 1 } }),
    ),
  );
  const facts = found.flat().flatMap((document) => toKnownFact(document, query.asOf));
  return names.length === 1 ? facts : facts.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const preferred: MetricSource = 'spotify_for_artists';

/** Whether facts of the source lie where `findExpiredBefore` looks when no source is named. */
export const isPreferredLedger = (kind: SubjectKind, source: MetricSource): boolean =>
  collectionOf(kind, '', source) === collectionOf(kind, '', preferred);

/**
 * The first day from which a subject's facts are whole. Days before it may have been stored so long ago that they have
 * expired, so no total that reaches behind it may be shown as one. Null when nothing can be missing.
 */
export async function findExpiredBefore(
  db: DocumentDatabase,
  organizationId: string,
  { subject, granularity, from, source }: Pick<FactQuery, 'subject' | 'granularity' | 'from' | 'source'>,
  now: Date,
): Promise<string | null> {
  const name = collectionOf(subject.kind, '', source ?? preferred);
  const expired = tenantCollection(db, ledgerOf(name), organizationId).expiredUntil(now);
  if (!expired) return null;
  if (from !== undefined && from >= firstWholeDay(expired)) return null;
  const first = await firstRecorded(db, organizationId, name, subject.id, granularity);
  if (!first || first >= expired) return null;
  // What came back from the archive is no longer missing.
  const whole = await wholeSince(db, organizationId, name, expired);
  if (first >= whole) return null;
  const limit = firstWholeDay(whole);
  return from !== undefined && from >= limit ? null : limit;
}
