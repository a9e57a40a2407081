import { type MetricSource, type ReportedMetricId, sumDecimals } from '@songtrackpro/contracts';
import type { SubjectNumbers } from '@songtrackpro/db';
import { daysIn } from './calendar.ts';

/** One number of one subject, from one source under one attribution setting. */
export interface NumberSoFar {
  /** Exact, as text. */
  value: string;
  currency: string | null;
  source: MetricSource;
  observedAt: Date;
  /** Last day that it covers. */
  through: string;
}

export interface Window {
  from: string | null;
  to: string | null;
}

interface Candidate extends NumberSoFar {
  days: number;
}

const isWithin = ({ date, periodEnd }: SubjectNumbers, { from, to }: Window): boolean =>
  (from === null || date >= from) && (to === null || (periodEnd ?? date) <= to);

const latest = (facts: readonly SubjectNumbers[]): Date =>
  new Date(Math.max(...facts.map(({ observedAt }) => observedAt.getTime())));

function candidateOf(facts: readonly SubjectNumbers[], metric: ReportedMetricId): Candidate[] {
  const [first] = facts;
  const known = facts.flatMap(({ values }) => values[metric] ?? []);
  if (!first || known.length === 0) return [];
  const ends = facts.map(({ date, periodEnd }) => periodEnd ?? date).sort();
  const through = ends.at(-1) ?? first.date;
  const days = first.granularity === 'period' ? daysIn({ from: first.date, to: through }) : facts.length;
  const { source, currency } = first;
  return [{ value: sumDecimals(known), currency, source, observedAt: latest(facts), through, days }];
}

/** The one that covers most days; of equal ones the one that was stated last. */
const best = (candidates: Candidate[]): NumberSoFar | null =>
  candidates.sort((a, b) => b.days - a.days || b.observedAt.getTime() - a.observedAt.getTime())[0] ?? null;

/**
 * The sum of an additive metric over a subject's facts. Days of one series are added; series and periods are alternatives,
 * and the one that covers most days is taken. Null where nothing is known.
 */
export function sumSoFar(
  facts: readonly SubjectNumbers[],
  metric: ReportedMetricId,
  window: Window,
): NumberSoFar | null {
  const known = facts.filter((fact) => fact.values[metric] != null && isWithin(fact, window));
  const series = Map.groupBy(known, (fact) =>
    JSON.stringify([
      fact.source,
      fact.attribution,
      fact.currency,
      ...(fact.granularity === 'period' ? [fact.date, fact.periodEnd] : []),
    ]),
  );
  return best([...series.values()].flatMap((group) => candidateOf(group, metric)));
}

/** The number of the longest period: people are counted once in a period, and no sum of days can do that. */
export function longestPeriod(
  facts: readonly SubjectNumbers[],
  metric: ReportedMetricId,
  window: Window,
): NumberSoFar | null {
  const periods = facts.filter((fact) => fact.granularity === 'period' && isWithin(fact, window));
  return best(periods.flatMap((fact) => candidateOf([fact], metric)));
}

/** A level, for example of followers, as it was on the last day that is known. */
export function levelSoFar(
  facts: readonly SubjectNumbers[],
  metric: ReportedMetricId,
  window: Window,
): NumberSoFar | null {
  const days = facts.filter((fact) => fact.granularity === 'day' && isWithin(fact, window));
  const [last] = days
    .filter((fact) => fact.values[metric] != null)
    .sort((a, b) => b.date.localeCompare(a.date) || b.observedAt.getTime() - a.observedAt.getTime());
  return last ? (candidateOf([last], metric)[0] ?? null) : null;
}

/** Numbers of several subjects as one; null where none is known. */
export function joinNumbers(numbers: readonly (NumberSoFar | null)[]): NumberSoFar | null {
  const known = numbers.filter((number) => number !== null);
  const [first] = known;
  if (!first) return null;
  return {
    value: sumDecimals(known.map(({ value }) => value)),
    currency: known.every(({ currency }) => currency === first.currency) ? first.currency : null,
    source: first.source,
    observedAt: new Date(Math.max(...known.map(({ observedAt }) => observedAt.getTime()))),
    through:
      known
        .map(({ through }) => through)
        .sort()
        .at(-1) ?? first.through,
  };
}
