import type { InsightCell } from '@songtrackpro/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { hideSmallCells } from './hide-small-cells.ts';

type Vector = number[];

/** How many of these sums are not put together from the others. */
function rankOf(vectors: readonly Vector[]): number {
  const rows = vectors.map((vector) => [...vector]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((row, index) => index >= rank && Math.abs(row[column] ?? 0) > 1e-9);
    const [pivot] = at < 0 ? [] : rows.splice(at, 1);
    if (!pivot) continue;
    rows.splice(rank, 0, pivot);
    for (const row of rows.slice(rank + 1)) {
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let index = 0; index < row.length; index += 1) row[index] = (row[index] ?? 0) - factor * (pivot[index] ?? 0);
    }
    rank += 1;
  }
  return rank;
}

/** People by age and gender, and which breakdowns of them a source states. */
const statement = fc.record({
  table: fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 3 })).chain(([ages, genders]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: genders, maxLength: genders }), {
      minLength: ages,
      maxLength: ages,
    }),
  ),
  breakdowns: fc.subarray(['age', 'gender', 'both'] as const, { minLength: 1 }),
});

interface Stated {
  cell: InsightCell;
  /** Which people of the table it counts. */
  counts: Vector;
}

function statedOf(table: readonly number[][], breakdown: 'age' | 'gender' | 'both'): Stated[] {
  const people = table.flatMap((row, age) => row.map((size, gender) => ({ age: `${age}`, gender: `${gender}`, size })));
  const keyOf = ({ age, gender }: (typeof people)[number]): Record<string, string> =>
    breakdown === 'both' ? { age, gender } : breakdown === 'age' ? { age } : { gender };
  const keys = new Map(people.map((one) => [JSON.stringify(keyOf(one)), keyOf(one)]));
  return [...keys].map(([name, key]) => {
    const counts = people.map((one) => (JSON.stringify(keyOf(one)) === name ? 1 : 0));
    const size = people.reduce((sum, one, at) => sum + one.size * (counts[at] ?? 0), 0);
    return { cell: { key, share: null, size }, counts };
  });
}

test('no hidden cell follows from the whole and the cells that are shown, whichever breakdowns are stated together', () => {
  fc.assert(
    fc.property(statement, ({ table, breakdowns }) => {
      const stated = breakdowns.flatMap((breakdown) => statedOf(table, breakdown));
      const cells = stated.map(({ cell }) => cell);
      const answered = hideSmallCells(cells, { divides: true, audienceUpper: null });
      expect(answered.map(({ key }) => key)).toEqual(cells.map(({ key }) => key));
      const isShown = (at: number) => answered[at]?.size !== null;
      for (const [at, { size }] of cells.entries()) if (isShown(at)) expect(size).toBeGreaterThanOrEqual(100);
      const whole = table.flat().map(() => 1);
      const known = [whole, ...stated.flatMap(({ counts }, at) => (isShown(at) ? [counts] : []))];
      const rank = rankOf(known);
      for (const [at, { counts }] of stated.entries()) {
        if (!isShown(at)) expect(rankOf([...known, counts])).toBe(rank + 1);
      }
    }),
    { numRuns: rounds.properties },
  );
});

test('two small cells of different ages don’t follow from what is stated of each age', () => {
  const table = [
    [50, 900, 500],
    [700, 60, 300],
    [800, 400, 200],
  ];
  const cells = [...statedOf(table, 'age'), ...statedOf(table, 'both')].map(({ cell }) => cell);
  const answered = hideSmallCells(cells, { divides: true, audienceUpper: null });
  const hidden = answered.flatMap(({ key, size }) => (size === null ? [`${key.age} ${key.gender}`] : []));
  expect(hidden).toEqual(['0 0', '0 2', '1 1', '1 2']);
});

test('what is large enough is shown as it was', () => {
  const cells = [
    ...statedOf(
      [
        [100, 200],
        [300, 400],
      ],
      'age',
    ),
    ...statedOf(
      [
        [100, 200],
        [300, 400],
      ],
      'both',
    ),
  ].map(({ cell }) => cell);
  expect(hideSmallCells(cells, { divides: true, audienceUpper: null })).toEqual(cells);
});
