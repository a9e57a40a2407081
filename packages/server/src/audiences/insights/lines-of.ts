import type { InsightCell } from '@songtrackpro/contracts';
import { breakdownsOf } from './break-down.ts';

/** Cells whose numbers add up to something that is known: the first with one sign, the others with the other. */
export interface Line {
  plus: readonly number[];
  minus: readonly number[];
}

/**
 * What holds between the cells of one dimension in which each person falls into one cell of a breakdown: a breakdown adds
 * up to the whole, and two of them add up to the same for each member of the properties that both have. Cells are named
 * by their place.
 */
export function linesOf(cells: readonly InsightCell[]): Line[] {
  const places = new Map(cells.map((cell, at) => [cell, at]));
  const breakdowns = breakdownsOf(cells).map(({ properties, cells: group }) => ({
    properties,
    places: group.flatMap((cell) => places.get(cell) ?? []),
  }));
  const lines: Line[] = breakdowns.map(({ places: plus }) => ({ plus, minus: [] }));
  for (const [index, one] of breakdowns.entries()) {
    for (const other of breakdowns.slice(index + 1)) {
      const common = one.properties.filter((property) => other.properties.includes(property));
      if (common.length === 0) continue;
      const memberOf = (at: number) => JSON.stringify(common.map((property) => cells[at]?.key[property]));
      const [left, right] = [Map.groupBy(one.places, memberOf), Map.groupBy(other.places, memberOf)];
      for (const member of new Set([...left.keys(), ...right.keys()]))
        lines.push({ plus: left.get(member) ?? [], minus: right.get(member) ?? [] });
    }
  }
  return lines;
}
