import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { table } from './table.ts';

test('the first column is aligned to the left, the others to the right', () => {
  const rows = [
    ['name', 'spend', 'reach'],
    ['A long name', '1.00', '12,345'],
    ['B', '1,868.38', '7'],
  ];
  expect(table(rows)).toEqual([
    '  name            spend   reach',
    '  A long name      1.00  12,345',
    '  B            1,868.38       7',
  ]);
});

test.each([
  ['wide characters', '新しい学校のリーダーズ'],
  ['combining characters', 'Bjo\u0308rk & Sigur Ro\u0301s'],
  ['emoji of several code points', '👩‍👩‍👧‍👦 family 🏳️‍🌈'],
  ['full-width forms', 'ＰＥＲＦＵＭＥ'],
])('columns stay straight beside a name with %s', (_, name) => {
  const [first = '', second = ''] = table([
    [name, '1'],
    ['plain', '1,000'],
  ]);
  expect(stringWidth(first)).toBe(stringWidth(second));
  expect(first.startsWith(`  ${name} `)).toBe(true);
});

test('rows may be of different length, and no line ends in spaces', () => {
  expect(table([['a', 'b', 'c'], ['longer'], ['', 'x']], '')).toEqual(['a       b  c', 'longer', '        x']);
});

test('a table of nothing has no lines', () => {
  expect(table([])).toEqual([]);
});
