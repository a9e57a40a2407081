import { type InsightCell, smallestCell } from '@songtrackpro/contracts';
import { breakdownsOf } from './break-down.ts';
import { findDetermined } from './find-determined.ts';
import { type Line, linesOf } from './lines-of.ts';

/** People in a cell; where only the share is stated, as many as that would be of the largest possible audience. */
function peopleIn({ share, size }: InsightCell, audienceUpper: number | null): number | null {
  if (size !== null) return size;
  return share === null || audienceUpper === null ? null : Number(share) * audienceUpper;
}

const hide = ({ key }: InsightCell): InsightCell => ({ key, share: null, size: null });
const isHidden = ({ share, size }: InsightCell): boolean => share === null && size === null;
const sizeOf = ({ share, size }: InsightCell): number => size ?? Number(share);

/** As many ways as there are to divide by five properties. With more, one hidden cell hides all. */
const mostBreakdowns = 31;

/** Steps for which it is worked out what follows from several lines together; with more, all is hidden that is linked. */
const workLimit = 200_000_000;

/** The shown cells with the fewest people in lines with a cell that would follow; lines of several breakdowns first. */
function toHideAlong(
  cells: readonly InsightCell[],
  lines: readonly Line[],
  determined: ReadonlySet<number>,
): Set<number> {
  const found = new Set<number>();
  const byPlace = new Map<number, Line[]>([...determined].map((place) => [place, []]));
  for (const line of lines) for (const place of [...line.plus, ...line.minus]) byPlace.get(place)?.push(line);
  for (const place of determined) {
    const own = byPlace.get(place) ?? [];
    const alone = own.filter((line) => hiddenIn(cells, line).length === 1);
    const [least] = [...(alone.length > 0 ? alone : own)]
      .flatMap(({ plus, minus }) => [...plus, ...minus])
      .flatMap((at) => {
        const cell = cells[at];
        return cell && !isHidden(cell) ? { at, size: sizeOf(cell) } : [];
      })
      .sort((a, b) => a.size - b.size);
    if (least) found.add(least.at);
  }
  return found;
}

const hiddenIn = (cells: readonly InsightCell[], { plus, minus }: Line): number[] =>
  [...plus, ...minus].filter((at) => {
    const cell = cells[at];
    return cell !== undefined && isHidden(cell);
  });

/** Hidden cells that would follow from what is shown. */
function follow(cells: readonly InsightCell[], lines: readonly Line[]): Set<number> {
  const alone = lines.map((line) => hiddenIn(cells, line)).filter(({ length }) => length === 1);
  if (alone.length > 0) return new Set(alone.flat());
  const hidden = cells.flatMap((cell, at) => (isHidden(cell) ? at : []));
  const useful = lines.filter((line) => hiddenIn(cells, line).length > 0);
  if (hidden.length * useful.length * Math.min(hidden.length, useful.length) > workLimit) return new Set(hidden);
  return new Set(findDetermined(useful, hidden));
}

/**
 * The cells of one dimension as they may be stored: numbers of cells with fewer people than the limit are left out. Where
 * each person falls into one cell, a hidden one could follow from the others, from the whole or from another breakdown
 * with the same properties: then the smallest of those is hidden as well, until none follows.
 */
export function hideSmallCells(
  cells: readonly InsightCell[],
  { divides, audienceUpper }: { divides: boolean; audienceUpper: number | null },
): InsightCell[] {
  const isSmall = (cell: InsightCell) => (peopleIn(cell, audienceUpper) ?? smallestCell) < smallestCell;
  let shown = cells.map((cell) => (isSmall(cell) ? hide(cell) : cell));
  if (!divides || !shown.some(isHidden)) return shown;
  if (breakdownsOf(cells).length > mostBreakdowns) return cells.map(hide);
  // A lone cell says nothing of the whole: its source named no more.
  const lines = linesOf(cells).filter(({ plus, minus }) => plus.length + minus.length > 1);
  for (;;) {
    const along = toHideAlong(shown, lines, follow(shown, lines));
    if (along.size === 0) return shown;
    shown = shown.map((cell, at) => (along.has(at) ? hide(cell) : cell));
  }
}
