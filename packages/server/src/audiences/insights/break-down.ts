import {
  dividingDimensions,
  type InsightBreakdown,
  type InsightCell,
  type InsightDimension,
} from '@songtrackpro/contracts';
import { addShares, lackToOne } from './exact-share.ts';

/** Cells that are divided by the same properties, in the order in which they came. */
export function breakdownsOf(cells: readonly InsightCell[]): { properties: string[]; cells: InsightCell[] }[] {
  const groups = Map.groupBy(cells, ({ key }) => JSON.stringify(Object.keys(key).sort()));
  return [...groups].map(([properties, group]) => ({ properties: JSON.parse(properties) as string[], cells: group }));
}

/** Whether each person falls into one cell, so that shares are parts of a whole. */
export const divides = (dimension: InsightDimension): boolean => dividingDimensions.includes(dimension);

/** The shares that a breakdown shows, and what they lack. */
export function breakDown(dimension: InsightDimension, cells: readonly InsightCell[]): InsightBreakdown[] {
  return breakdownsOf(cells).map(({ properties, cells: group }) => {
    const shown = group.map((cell) => ({ ...cell, hidden: cell.share === null && cell.size === null }));
    const total = addShares(group.flatMap(({ share }) => (share === null ? [] : [share])));
    if (!divides(dimension)) return { properties, cells: shown, total, missing: null, missingReason: 'overlapping' };
    const missing = lackToOne(total);
    if (missing === '0') return { properties, cells: shown, total, missing, missingReason: null };
    const missingReason = shown.some((cell) => cell.hidden) ? 'hidden' : 'not_stated';
    return { properties, cells: shown, total, missing, missingReason };
  });
}
