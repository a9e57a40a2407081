import type { SeriesInput } from '@songtrackpro/contracts';
import { readSeriesFacts, type SeriesFact } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import { sourcePreference } from '../read-series.ts';
import type { Chosen, Leaf } from './leaf.ts';

/** Facts that one call reads; about 300 bytes each. */
const mostFacts = 200_000;

export type FactQuestion = Pick<SeriesInput, 'source' | 'attribution' | 'filters'> & {
  range: { from: string; to: string };
  asOf: Date | null;
  /** Breakdowns that a fact must carry; none for facts without one. */
  breakdowns: readonly string[];
};

/** Facts of all leaves by subject id, in one read for each kind. */
export async function readFactsOf(
  ctx: Context,
  leaves: readonly Leaf[],
  question: FactQuestion,
): Promise<Map<string, SeriesFact[]>> {
  const { source, attribution, filters: members, range, asOf, breakdowns } = question;
  const facts: SeriesFact[] = [];
  for (const [kind, own] of Map.groupBy(leaves, ({ subject }) => subject.kind)) {
    const subjectIds = [...new Set(own.flatMap(({ parts }) => parts))];
    // An attribution setting is something of ads: streams have none.
    const setting = kind === 'artist' || kind === 'track' ? undefined : attribution;
    const query = { kind, subjectIds, range, breakdowns, members, source, attribution: setting, asOf };
    const found = await readSeriesFacts(ctx.services.documents.db, ctx.organizationId, { ...query, limit: mostFacts });
    if (found === null || facts.length + found.length > mostFacts) {
      throw new AppError('invalid_input', {
        message: `This concerns more than ${mostFacts} facts. Ask for fewer subjects or a shorter range.`,
      });
    }
    facts.push(...found);
  }
  return Map.groupBy(facts, ({ subjectId }) => subjectId);
}

const keyOf = (parts: readonly unknown[]) => JSON.stringify(parts);
const breakdownOf = ({ breakdown }: SeriesFact) => Object.entries(breakdown).sort(([a], [b]) => (a < b ? -1 : 1));

/** Several that are one stated the same listening: the statement of the nearest holds. */
function unite(leaf: Leaf, facts: ReadonlyMap<string, SeriesFact[]>): SeriesFact[] {
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

/** The facts of a leaf that count; of each source where they are grouped by it. */
export function chooseFacts(leaf: Leaf, facts: ReadonlyMap<string, SeriesFact[]>, bySource: boolean): Chosen {
  const own = unite(leaf, facts);
  const parts = bySource ? [...Map.groupBy(own, ({ source }) => source).values()] : [own];
  const chosen = parts.flatMap((part) => {
    const series = preferred(part);
    // Days and periods may be broken down differently.
    return [true, false].flatMap((day) => finestNeeded(series.filter((fact) => (fact.periodEnd === null) === day)));
  });
  const [first] = chosen;
  return { source: bySource ? null : (first?.source ?? null), attribution: first?.attribution ?? null, facts: chosen };
}
