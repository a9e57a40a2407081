import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateEvidence, parseDate } from './parse-date.ts';

const read = (cell: string, order: 'day_first' | 'month_first' | null = null) => {
  const answer = parseDate(cell, order);
  return answer.ok ? answer.date : answer.code;
};

test('dates with the year first need no order', () => {
  expect(read('2026-01-31')).toBe('2026-01-31');
  expect(read('2026/1/5')).toBe('2026-01-05');
  expect(read('2026-01-31 00:00:00')).toBe('2026-01-31');
  expect(read('2026-01-31T00:00:00.000')).toBe('2026-01-31');
  expect(read('2026-01-31 07:00:00')).toBe('bad_date');
});

test('days that no calendar has are refused', () => {
  for (const cell of ['2026-02-29', '2026-13-01', '2026-00-10', '0026-01-01', '31.04.2026', '', 'today', '45123']) {
    expect(read(cell)).toBe('bad_date');
  }
  expect(read('2024-02-29')).toBe('2024-02-29');
});

test('03/04/2026 is ambiguous until an order is said', () => {
  expect(read('03/04/2026')).toBe('ambiguous_date');
  expect(read('3-4-2026')).toBe('ambiguous_date');
  expect(read('03/04/2026', 'day_first')).toBe('2026-04-03');
  expect(read('03/04/2026', 'month_first')).toBe('2026-03-04');
  expect(read('04/04/2026')).toBe('2026-04-04');
});

test('a day above 12 decides, and contradicts the other order', () => {
  expect(read('31/01/2026')).toBe('2026-01-31');
  expect(read('01/31/2026')).toBe('2026-01-31');
  expect(read('31/01/2026', 'month_first')).toBe('bad_date');
  expect(dateEvidence('31/01/2026')).toBe('day_first');
  expect(dateEvidence('01/31/2026')).toBe('month_first');
  expect(dateEvidence('01/02/2026')).toBeNull();
  expect(dateEvidence('31/31/2026')).toBeNull();
});

test('with points the day comes first, and names of months need no order', () => {
  expect(read('03.04.2026')).toBe('2026-04-03');
  expect(read('Apr 3, 2026')).toBe('2026-04-03');
  expect(read('3 April 2026')).toBe('2026-04-03');
  expect(read('03/04/26')).toBe('bad_date');
});

test('every calendar day survives being written in each form', () => {
  const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (instant) => {
      const iso = instant.toISOString().slice(0, 10);
      const [year, month, day] = iso.split('-');
      expect(read(iso)).toBe(iso);
      expect(read(`${day}/${month}/${year}`, 'day_first')).toBe(iso);
      expect(read(`${month}/${day}/${year}`, 'month_first')).toBe(iso);
      expect(read(`${day}.${month}.${year}`)).toBe(iso);
    }),
  );
});
