import { type InsightCell, smallestCell } from '@songtrackpro/contracts';
import { breakdownsOf } from './break-down.ts';

/** People in a cell; where only the share is stated, as many as that would be of the largest possible audience. */
function peopleIn({ share, size }: InsightCell, audienceUpper: number | null): number | null {
  if (size !== null) return size;
  return share === null || audienceUpper === null ? null : Number(share) * audienceUpper;
}

const hidden = ({ key }: InsightCell): InsightCell => ({ key, share: null, size: null });
const isHidden = ({ share, size }: InsightCell): boolean => share === null && size === null;

/**
 * The cells of one dimension as they may be stored: numbers of cells with fewer people than the limit are left out. If
 * that leaves one hidden cell in a breakdown whose cells make up the whole, it would follow from the others, so the
 * smallest of those is hidden as well.
 */
export function hideSmallCells(
  cells: readonly InsightCell[],
  { divides, audienceUpper }: { divides: boolean; audienceUpper: number | null },
): InsightCell[] {
  const isSmall = (cell: InsightCell) => (peopleIn(cell, audienceUpper) ?? smallestCell) < smallestCell;
  return breakdownsOf(cells).flatMap(({ cells: group }) => {
    const shown = group.map((cell) => (isSmall(cell) ? hidden(cell) : cell));
    if (!divides || shown.filter(isHidden).length !== 1) return shown;
    const sizeOf = (cell: InsightCell) => cell.size ?? Number(cell.share);
    const [smallest] = shown.filter((cell) => !isHidden(cell)).sort((a, b) => sizeOf(a) - sizeOf(b));
    return shown.map((cell) => (cell === smallest ? hidden(cell) : cell));
  });
}
