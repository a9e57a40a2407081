import { seriesIntervals } from '@songtrackpro/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { dateOfDay, daysIn } from '../calendar.ts';
import { axisOf, comparedRange } from './axis.ts';

const zones = Intl.supportedValuesOf('timeZone');
const zone = fc.constantFrom(...zones);
/** 1970 to 2099. */
const range = fc
  .tuple(fc.integer({ min: 0, max: 47_000 }), fc.integer({ min: 1, max: 800 }))
  .map(([first, length]) => ({ from: dateOfDay(first), to: dateOfDay(first + length - 1) }));

test('buckets of any interval, range and zone join without a gap and make up the range', () => {
  fc.assert(
    fc.property(range, zone, fc.constantFrom(...seriesIntervals), (whole, timeZone, interval) => {
      const buckets = axisOf(whole, interval, timeZone);
      expect(buckets[0]?.from).toBe(whole.from);
      expect(buckets.at(-1)?.to).toBe(whole.to);
      expect(buckets.reduce((sum, bucket) => sum + daysIn(bucket), 0)).toBe(daysIn(whole));
      for (const [index, bucket] of buckets.slice(1).entries()) expect(bucket.startsAt).toBe(buckets[index]?.endsAt);
      const [all] = axisOf(whole, 'all', timeZone);
      expect(buckets.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(all?.hours ?? 0, 6);
      expect(new Set(buckets.map(({ key }) => key)).size).toBe(buckets.length);
    }),
    { numRuns: rounds.properties },
  );
});

test('a day begins at the first moment at which the zone’s calendar shows it, whatever its clocks do', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 47_000 }), zone, (day, timeZone) => {
      const date = dateOfDay(day);
      const [bucket] = axisOf({ from: date, to: date }, 'day', timeZone);
      const start = Date.parse(bucket?.startsAt ?? '');
      const shown = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
      // A date that a zone leapt over is never shown: it ends when it begins.
      if (bucket?.hours !== 0) expect(shown.format(start)).toBe(date);
      expect(shown.format(start - 60_000) < date).toBe(true);
      expect(Math.abs((bucket?.hours ?? 0) - 24) <= 2 || bucket?.hours === 0).toBe(true);
    }),
    { numRuns: rounds.properties },
  );
});

test.each([
  ['Europe/Berlin', '2026-03-29', 23, '2026-03-28T23:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', 25, '2026-10-24T22:00:00.000Z'],
  ['America/New_York', '2026-03-08', 23, '2026-03-08T05:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05', 24.5, '2026-04-04T13:00:00.000Z'],
  // Clocks went from midnight to one.
  ['America/Sao_Paulo', '2018-11-04', 23, '2018-11-04T03:00:00.000Z'],
  // Clocks went from one back to midnight.
  ['America/Havana', '2025-11-02', 25, '2025-11-02T04:00:00.000Z'],
  // A day that never was.
  ['Pacific/Apia', '2011-12-30', 0, '2011-12-30T10:00:00.000Z'],
])('in %s the day %s has %d hours', (timeZone, date, hours, startsAt) => {
  expect(axisOf({ from: date, to: date }, 'day', timeZone)).toMatchObject([{ hours, startsAt }]);
});

test.each([
  ['2020-12-31', '2020-W53'],
  ['2021-01-01', '2020-W53'],
  ['2021-01-04', '2021-W01'],
  ['2026-01-01', '2026-W01'],
  ['2024-12-30', '2025-W01'],
])('%s lies in the week %s', (date, key) => {
  expect(axisOf({ from: date, to: date }, 'week', 'UTC')).toMatchObject([{ key }]);
});

test('the period before has as many days and ends the day before; a leap day is compared with the 28th', () => {
  fc.assert(
    fc.property(range, (whole) => {
      const before = comparedRange(whole, 'previous_period');
      expect(daysIn(before)).toBe(daysIn(whole));
      expect(daysIn({ from: before.to, to: whole.from })).toBe(2);
    }),
    { numRuns: rounds.properties },
  );
  expect(comparedRange({ from: '2024-02-29', to: '2024-03-01' }, 'previous_year')).toEqual({
    from: '2023-02-28',
    to: '2023-03-01',
  });
});
