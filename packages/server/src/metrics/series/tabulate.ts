import type { DateRange, MetricId, SeriesBucket, SeriesGroup } from '@songtrackpro/contracts';
import type { Contribution } from './leaf.ts';
import { answers } from './place-periods.ts';
import { type Cell, cellOf } from './sum-cell.ts';

export interface Row {
  group: Record<string, string>;
  points: Cell[];
  total: Cell;
}

/** A fact that belongs to several groups, or that two subjects share, counts once. */
const once = (facts: readonly Contribution[]) => [...new Map(facts.map((fact) => [fact.id, fact])).values()];

/** The cells of one group: a day lies in its bucket, a period only in the bucket that is exactly that period. */
export function rowOf(
  group: Record<string, string>,
  contributions: readonly Contribution[],
  axis: { range: DateRange; buckets: readonly SeriesBucket[]; metrics: readonly MetricId[] },
): Row {
  const { range, buckets, metrics } = axis;
  const ends = buckets.map(({ to }) => to);
  const placed: Contribution[][] = buckets.map(() => []);
  const whole: Contribution[] = [];
  for (const fact of once(contributions)) {
    if (fact.periodEnd === null) {
      placed[firstAtLeast(ends, fact.date)]?.push(fact);
      whole.push(fact);
      continue;
    }
    const index = firstAtLeast(ends, fact.date);
    const bucket = buckets[index];
    if (bucket && answers(fact, bucket)) placed[index]?.push(fact);
    if (answers(fact, range)) whole.push(fact);
  }
  const points = buckets.map((bucket, index) => cellOf(placed[index] ?? [], bucket, metrics));
  return { group, points, total: cellOf(whole, range, metrics) };
}

function firstAtLeast(sorted: readonly string[], value: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers that the groups don't tell are taken from what is stated of the whole, for example its reach. */
export function completeRow(row: Row, whole: Row): Row {
  const complete = (cell: Cell, other: Cell | undefined): Cell => {
    const values = Object.entries(cell.values).map(([id, value]) => {
      const stated = other?.values[id];
      return [id, value.value === null && stated && stated.value !== null ? stated : value] as const;
    });
    return {
      ...cell,
      values: Object.fromEntries(values),
      state: cell.state ?? other?.state ?? null,
      days: cell.days || (other?.days ?? 0),
    };
  };
  return {
    ...row,
    points: row.points.map((cell, index) => complete(cell, whole.points[index])),
    total: complete(row.total, whole.total),
  };
}

export function toGroup({ group, points, total }: Row): SeriesGroup {
  return {
    group,
    points: points.map(({ values, days, state }) => ({ values, days, state })),
    totals: total.values,
  };
}
