import type { DateRange, MetricSource, MetricValue, SubjectKind } from '@songtrackpro/contracts';
import { findExpiredBefore, findMergedParts, isPreferredLedger, type KnownFact, readFacts } from '@songtrackpro/db';
import type { ReadContext } from '../core/context.ts';
import { missingRanges } from './calendar.ts';
import { totalValues, withoutTotals } from './metric-values.ts';

/** Where two sources state the same day, the one nearer to the number's origin is preferred. */
export const sourcePreference: readonly MetricSource[] = [
  'spotify_for_artists',
  'meta_api',
  'meta_ads_manager',
  'mapped_file',
  'spotify_charts',
  'distrokid',
  'tunecore',
  'symphonic',
  'believe',
  'ddex_dsr',
  'push',
];

export interface SeriesQuery {
  subject: { kind: SubjectKind; id: string };
  from?: string | undefined;
  to?: string | undefined;
  source?: MetricSource | undefined;
  attribution?: string | undefined;
  asOf: Date | null;
}

interface SeriesName {
  source: MetricSource;
  attribution: string | null;
}

/** The days of one subject from one source under one attribution setting: the only days that may be added up. */
export interface Series extends SeriesName {
  facts: KnownFact[];
  alternatives: SeriesName[];
  range: DateRange;
  missing: DateRange[];
  /** Days before this one may have expired; null where none can be missing. */
  expiredBefore: string | null;
  /** Over the range; null, with the reason, where days of it may have expired. */
  totals: Record<string, MetricValue>;
}

function bySeries(facts: KnownFact[]): KnownFact[][] {
  return [...Map.groupBy(facts, ({ source, attribution }) => JSON.stringify([source, attribution])).values()];
}

const nameOf = (facts: KnownFact[]): SeriesName[] =>
  facts.slice(0, 1).map(({ source, attribution }) => ({ source, attribution }));

function rank(facts: KnownFact[]): number {
  const [first] = facts;
  return first ? sourcePreference.indexOf(first.source) : sourcePreference.length;
}

/** The subject, and what had been merged into it by then; the parts of a campaign or ad are never merged. */
export async function partsOf(
  ctx: ReadContext,
  { subject, asOf }: Pick<SeriesQuery, 'subject' | 'asOf'>,
): Promise<SeriesQuery['subject'][]> {
  const { kind, id } = subject;
  if (kind !== 'artist' && kind !== 'track') return [subject];
  return (await findMergedParts(ctx.tx, kind, id, asOf)).map((part) => ({ kind, id: part }));
}

/**
 * The facts of several that are one, oldest first. Both stated the same listening, so a day that two state is not added
 * up: the nearest part's statement holds.
 */
function uniteFacts(parts: KnownFact[][]): KnownFact[] {
  if (parts.length === 1) return parts[0] ?? [];
  const united = new Map<string, KnownFact>();
  for (const fact of parts.flat()) {
    const key = JSON.stringify([fact.date, fact.source, fact.attribution]);
    if (!united.has(key)) united.set(key, fact);
  }
  return [...united.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/**
 * The preferred series of a subject's days, the others named beside it; null when no day is known. Where days have
 * expired it begins after them, unless a beginning is asked for.
 */
export async function readSeries(ctx: ReadContext, query: SeriesQuery): Promise<Series | null> {
  const { db } = ctx.services.documents;
  const days = { ...query, granularity: 'day' } as const;
  const parts = (await partsOf(ctx, query)).map((subject) => ({ ...days, subject }));
  const expiries = await Promise.all(parts.map((part) => findExpiredBefore(db, ctx.organizationId, part, ctx.now)));
  const expiredBefore = expiries.find((day) => day !== null) ?? null;
  const read = async (from: string | undefined) =>
    uniteFacts(await Promise.all(parts.map((part) => readFacts(db, ctx.organizationId, { ...part, from }))));
  const whole = await read(query.from ?? expiredBefore ?? undefined);
  const facts =
    whole.length === 0 && query.from === undefined && expiredBefore !== null ? await read(undefined) : whole;
  const series = bySeries(facts).sort((a, b) => rank(a) - rank(b) || b.length - a.length);
  const [chosen = []] = series;
  const [name] = nameOf(chosen);
  const first = chosen[0]?.date;
  const last = chosen.at(-1)?.date;
  if (!name || first === undefined || last === undefined) return null;
  const alternatives = series.slice(1).flatMap(nameOf);
  // What has expired was asked of the ledger of the preferred source; this one lies in another.
  if (query.source === undefined && !isPreferredLedger(query.subject.kind, name.source)) {
    const own = await readSeries(ctx, { ...query, source: name.source });
    return own && { ...own, alternatives };
  }
  const range = { from: query.from ?? first, to: query.to ?? last };
  const values = chosen.map((fact) => fact.current.values);
  return {
    ...name,
    facts: chosen,
    alternatives,
    range,
    missing: missingRanges(new Set(chosen.map((fact) => fact.date)), range),
    expiredBefore,
    totals:
      expiredBefore === null || range.from >= expiredBefore
        ? totalValues(values)
        : withoutTotals(values, 'expired_before'),
  };
}
