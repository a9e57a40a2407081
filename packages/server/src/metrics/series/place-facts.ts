import { seriesDimensions } from '@songtrackpro/contracts';
import type { SeriesFact } from '@songtrackpro/db';
import type { Contribution, Leaf } from './leaf.ts';

const subjectOrSource: ReadonlySet<string> = new Set(seriesDimensions);

/** Those of the dimensions that only a fact's own breakdown tells. */
export const breakdownsOf = (dimensions: readonly string[]): string[] =>
  dimensions.filter((dimension) => !subjectOrSource.has(dimension));

/** A fact in its group; none where it doesn't say what it is grouped by. */
export function contribute(
  leaf: Leaf,
  fact: SeriesFact,
  { groupBy, breakdowns }: { groupBy: readonly string[]; breakdowns: readonly string[] },
): Contribution[] {
  const group: Record<string, string> = {};
  for (const dimension of groupBy) {
    const known: Record<string, string> =
      dimension === 'source' ? { source: fact.source } : { ...fact.breakdown, ...leaf.members };
    const member = Object.hasOwn(known, dimension) ? known[dimension] : undefined;
    if (member === undefined) return [];
    group[dimension] = member;
  }
  return [{ ...fact, leaf, group, partial: Object.keys(fact.breakdown).length > breakdowns.length }];
}
