import { expect, test } from 'vitest';
import { parseMonth } from './parse-month.ts';

test.each([
  '2026-02',
  '2026-02-01',
  '2026-02-28',
  '2026/02/01',
  '202602',
  '02/2026',
  '2026M2',
  'February 2026',
  'Feb-26',
  'feb. 2026',
  '28/02/2026',
  '01.02.2026',
  '2026 feb',
  '2026-02-01T00:00:00.000Z',
  '2/1/2026 12:00:00 AM',
])('%s is February 2026', (cell) => {
  expect(parseMonth(cell, null)).toEqual({ date: '2026-02-01', periodEnd: '2026-02-28' });
});

test('a quarter is its three months', () => {
  for (const cell of ['2026-Q1', 'Q1 2026', '2026 q1']) {
    expect(parseMonth(cell, null)).toEqual({ date: '2026-01-01', periodEnd: '2026-03-31' });
  }
});

test.each(['', '2026', '2026-13', '2026-02-14', '13/2026', '02/26', 'Month 2026', '2026-Q5', '=2026-02'])(
  '%j is no month',
  (cell) => {
    expect(parseMonth(cell, null)).toBeNull();
  },
);

test('a day with slashes is a month if it is its first or last day, which only one order allows', () => {
  expect(parseMonth('01/02/2026', null)).toEqual({ date: '2026-02-01', periodEnd: '2026-02-28' });
  expect(parseMonth('02/01/2026', null)).toEqual({ date: '2026-02-01', periodEnd: '2026-02-28' });
  expect(parseMonth('2/28/2026', null)).toEqual({ date: '2026-02-01', periodEnd: '2026-02-28' });
  expect(parseMonth('03/04/2026', null)).toBeNull();
  expect(parseMonth('01/02/2026', 'day_first')).toEqual({ date: '2026-02-01', periodEnd: '2026-02-28' });
  expect(parseMonth('02/01/2026', 'month_first')).toEqual({ date: '2026-02-01', periodEnd: '2026-02-28' });
  expect(parseMonth('01/02/2026', 'month_first')).toBeNull();
  expect(parseMonth('01/01/2026', null)).toEqual({ date: '2026-01-01', periodEnd: '2026-01-31' });
});
