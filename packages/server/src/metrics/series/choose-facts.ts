import { isSalesMetric, type SeriesInput } from '@songtrackpro/contracts';
import { readSeriesFacts, type SeriesFact } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';
import { sourcePreference } from '../read-series.ts';
import type { Chosen, Family, Leaf } from './leaf.ts';

/** Facts that one call reads; about 300 bytes each. */
const mostFacts = 200_000;

export type FactQuestion = Pick<SeriesInput, 'source' | 'attribution' | 'filters'> & {
  range: { from: string; to: string };
  asOf: Date | null;
  /** Breakdowns that a fact must carry; none for facts without one. */
  breakdowns: readonly string[];
};

/** Facts of one family by subject id. */
type FactsOf = ReadonlyMap<string, SeriesFact[]>;

/** Facts of all leaves, in one read for each family and kind. */
export async function readFactsOf(
  ctx: ReadContext,
  leaves: readonly Leaf[],
  question: FactQuestion,
): Promise<Map<Family, FactsOf>> {
  const { source, attribution, filters: members, range, asOf, breakdowns } = question;
  const facts = new Map<Family, SeriesFact[]>();
  let read = 0;
  for (const own of Map.groupBy(leaves, ({ family, subject }) => `${family} ${subject.kind}`).values()) {
    const [first] = own;
    if (!first) continue;
    const { family } = first;
    const { kind } = first.subject;
    const subjectIds = [...new Set(own.flatMap(({ parts }) => parts))];
    // An attribution setting is something of ads: streams have none.
    const setting = kind === 'artist' || kind === 'track' ? undefined : attribution;
    // Sales are stated by store and country alone, and are added up over them.
    const anyBreakdown = family === 'sales';
    const query = { kind, subjectIds, range, breakdowns, anyBreakdown, members, source, attribution: setting, asOf };
    const found = await readSeriesFacts(ctx.services.documents.db, ctx.organizationId, { ...query, limit: mostFacts });
    read += found?.length ?? 0;
    if (found === null || read > mostFacts) {
      throw new AppError('invalid_input', {
        message: `This concerns more than ${mostFacts} facts. Ask for fewer subjects or a shorter range.`,
      });
    }
    facts.set(family, [...(facts.get(family) ?? []), ...found.filter((fact) => states(fact, family))]);
  }
  return new Map([...facts].map(([family, own]) => [family, Map.groupBy(own, ({ subjectId }) => subjectId)]));
}

/** A report of sales says nothing of listening, and the other way round. */
const states = ({ values }: SeriesFact, family: Family) =>
  family !== 'sales' || Object.keys(values).some((id) => isSalesMetric(id));

const keyOf = (parts: readonly unknown[]) => JSON.stringify(parts);
const breakdownOf = ({ breakdown }: SeriesFact) => Object.entries(breakdown).sort(([a], [b]) => (a < b ? -1 : 1));

/** Several that are one stated the same listening: the statement of the nearest holds. */
function unite(leaf: Leaf, facts: FactsOf): SeriesFact[] {
  const [first = '', ...others] = leaf.parts;
  const own = facts.get(first) ?? [];
  if (others.length === 0) return own;
  const united = new Map<string, SeriesFact>();
  for (const fact of [own, ...others.map((part) => facts.get(part) ?? [])].flat()) {
    const key = keyOf([fact.date, fact.periodEnd, fact.source, fact.attribution, breakdownOf(fact)]);
    if (!united.has(key)) united.set(key, fact);
  }
  return [...united.values()];
}

/** The parts that overlap least: facts that are broken down by what was asked for, else by as little more as there is. */
function finestNeeded(facts: SeriesFact[]): SeriesFact[] {
  const keys = (fact: SeriesFact) => Object.keys(fact.breakdown).sort();
  const sets = Map.groupBy(facts, (fact) => keyOf(keys(fact)));
  const [best] = [...sets].sort(([a, x], [b, y]) => {
    const sizes = [x, y].map(([fact]) => (fact ? keys(fact).length : 0));
    return (sizes[0] ?? 0) - (sizes[1] ?? 0) || (a < b ? -1 : 1);
  });
  return best?.[1] ?? [];
}

const days = (facts: readonly SeriesFact[]) =>
  new Set(facts.flatMap((fact) => (fact.periodEnd === null ? fact.date : []))).size;
const rank = ({ source }: { source: SeriesFact['source'] }) => sourcePreference.indexOf(source);

/** Of one source and attribution setting: only these may be added up. The preferred source, then the most days. */
function preferred(facts: SeriesFact[]): SeriesFact[] {
  const series = [...Map.groupBy(facts, ({ source, attribution }) => keyOf([source, attribution])).values()];
  const ranked = series.map((own) => ({ own, days: days(own), rank: Math.min(...own.map(rank)) }));
  ranked.sort((a, b) => a.rank - b.rank || b.days - a.days || b.own.length - a.own.length);
  return ranked[0]?.own ?? [];
}

/** Sources whose reports state each sale once, however they break it down; a mapped table may have a total beside its parts. */
const reports: readonly SeriesFact['source'][] = ['distrokid', 'tunecore', 'symphonic', 'believe', 'ddex_dsr'];

/** Sales of every source: one alone would be a part that looks like the whole. */
function chooseSales(own: SeriesFact[]): Chosen {
  const sources = [...Map.groupBy(own, ({ source }) => source)];
  const facts = sources.flatMap(([source, stated]) => (reports.includes(source) ? stated : finestNeeded(stated)));
  const [only] = sources.length === 1 ? sources : [];
  return { source: only?.[0] ?? null, attribution: null, facts };
}

/** The facts of a leaf that count; of each source where they are grouped by it. */
export function chooseFacts(leaf: Leaf, all: ReadonlyMap<Family, FactsOf>, bySource: boolean): Chosen {
  const own = unite(leaf, all.get(leaf.family) ?? new Map());
  if (leaf.family === 'sales') return chooseSales(own);
  const parts = bySource ? [...Map.groupBy(own, ({ source }) => source).values()] : [own];
  const chosen = parts.flatMap((part) => {
    const series = preferred(part);
    // Days and periods may be broken down differently.
    return [true, false].flatMap((day) => finestNeeded(series.filter((fact) => (fact.periodEnd === null) === day)));
  });
  const [first] = chosen;
  return { source: bySource ? null : (first?.source ?? null), attribution: first?.attribution ?? null, facts: chosen };
}
