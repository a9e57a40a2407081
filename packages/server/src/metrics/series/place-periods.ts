import type { DateRange } from '@songtrackpro/contracts';
import type { Contribution } from './leaf.ts';

type Placed = Pick<Contribution, 'date' | 'periodEnd' | 'leaf'>;

/**
 * Whether what is said of a period answers a span of days. A period answers exactly itself; only sales, of which each is
 * stated in one period, are added up over the periods that lie in a longer one.
 */
export function answers({ date, periodEnd, leaf }: Placed, span: DateRange): boolean {
  if (periodEnd === null) return span.from <= date && date <= span.to;
  if (leaf.family === 'sales') return span.from <= date && periodEnd <= span.to;
  return span.from === date && span.to === periodEnd;
}

/** The same for a range and its buckets: what lies in none of them answers nothing. */
export function answersAny(range: DateRange, buckets: readonly DateRange[]): (fact: Placed) => boolean {
  const spans = new Set([range, ...buckets].map(({ from, to }) => `${from} ${to}`));
  return (fact) =>
    fact.periodEnd === null || fact.leaf.family === 'sales'
      ? answers(fact, range)
      : spans.has(`${fact.date} ${fact.periodEnd}`);
}

/** Whether some of the periods have days in common and are not the same. */
export function overlapping(facts: readonly Pick<Contribution, 'date' | 'periodEnd'>[]): boolean {
  const spans = new Map(
    facts.map(({ date, periodEnd }) => [`${date} ${periodEnd}`, { from: date, to: periodEnd ?? date }]),
  );
  const sorted = [...spans.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let end = '';
  return sorted.some(({ from, to }) => {
    const meets = from <= end;
    if (to > end) end = to;
    return meets;
  });
}
