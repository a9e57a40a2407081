import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { addDays, dateIn, daysBetween, startOfDay } from '../core/zone.ts';
import { daysElapsed, paceOf, planDays, plannedTotal, type SpendPlan, thresholdMinor } from './pacing.ts';

// Zones whose clocks change at midnight, by half an hour, on other days than elsewhere, or never.
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];
const zone = fc.constantFrom(...zones);
const day = fc.integer({ min: 0, max: 4000 }).map((offset) => addDays('2020-01-01', offset));
const plan: fc.Arbitrary<SpendPlan> = fc
  .record({
    startDate: day,
    days: fc.integer({ min: 1, max: 400 }),
    budgetKind: fc.constantFrom('daily', 'lifetime'),
    budgetMinor: fc.integer({ min: 0, max: 10_000_000 }),
  })
  .map(({ startDate, days, budgetKind, budgetMinor }) => ({
    startDate,
    endDate: addDays(startDate, days - 1),
    budgetKind,
    budgetMinor,
    warnPercent: 80,
    stopPercent: 100,
  }));

const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { numRuns: rounds.properties });

describe('days in a zone', () => {
  test('a day begins with its first minute: the one before still belongs to the day before', () => {
    check(
      fc.property(zone, day, (name, date) => {
        const begins = startOfDay(name, date);
        expect(dateIn(name, begins)).toBe(date);
        expect(dateIn(name, new Date(begins.getTime() - 60_000))).toBe(addDays(date, -1));
      }),
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['America/Santiago', '2026-09-06', 23],
    ['UTC', '2026-03-29', 24],
  ])('in %s %s has %d hours', (name, date, hours) => {
    const length = startOfDay(name, addDays(date, 1)).getTime() - startOfDay(name, date).getTime();
    expect(length / 3_600_000).toBe(hours);
  });

  test('adding days and counting them are each other’s inverse', () => {
    check(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});

describe('the straight line', () => {
  test('it begins at 0 with the first midnight and ends with the whole budget at the last, whatever the clocks do', () => {
    check(
      fc.property(plan, zone, (planned, name) => {
        const begin = startOfDay(name, planned.startDate);
        const end = startOfDay(name, addDays(planned.endDate, 1));
        expect(paceOf(planned, null, { zone: name, now: begin }).expectedMinor).toBe(0);
        expect(paceOf(planned, null, { zone: name, now: end }).expectedMinor).toBe(plannedTotal(planned));
        expect(daysElapsed(planned, name, new Date(begin.getTime() - 1))).toBe(0);
      }),
    );
  });

  test('each day adds the same, also one of 23 or 25 hours', () => {
    check(
      fc.property(plan, zone, fc.nat(400), (planned, name, offset) => {
        const days = offset % planDays(planned);
        const now = startOfDay(name, addDays(planned.startDate, days));
        expect(daysElapsed(planned, name, now)).toBe(days);
      }),
    );
  });

  test('it never falls', () => {
    check(
      fc.property(plan, zone, fc.nat(400 * 1440), fc.nat(3 * 1440), (planned, name, minutes, more) => {
        const begin = startOfDay(name, planned.startDate).getTime();
        const at = (offset: number) =>
          paceOf(planned, null, { zone: name, now: new Date(begin + offset * 60_000) }).expectedMinor;
        expect(at(minutes + more)).toBeGreaterThanOrEqual(at(minutes));
      }),
    );
  });
});

const fixed: SpendPlan = {
  startDate: '2026-03-20',
  endDate: '2026-04-08',
  budgetKind: 'lifetime',
  budgetMinor: 200_000,
  warnPercent: 80,
  stopPercent: 100,
};
const at = { zone: 'Europe/Berlin', now: new Date('2026-03-29T22:00:00Z') };

test('spend that keeps to the line is forecast to end at the budget and doesn’t run out', () => {
  // 22:00 UTC on the day of 23 hours is midnight in Berlin: ten of twenty days are over.
  expect(paceOf(fixed, { spentMinor: 100_000, through: '2026-03-29' }, at)).toEqual({
    totalMinor: 200_000,
    expectedMinor: 100_000,
    expectedThroughMinor: 100_000,
    forecastMinor: 200_000,
    runsOutOn: null,
    warnAtMinor: 160_000,
    stopAtMinor: 200_000,
  });
});

test('twice the rate runs out in the middle, on the day that uses up the last of it', () => {
  const pace = paceOf(fixed, { spentMinor: 200_000, through: '2026-03-29' }, at);
  expect(pace).toMatchObject({ forecastMinor: 400_000, runsOutOn: '2026-03-29' });
  const faster = paceOf(fixed, { spentMinor: 150_000, through: '2026-03-24' }, at);
  expect(faster).toMatchObject({ forecastMinor: 600_000, runsOutOn: '2026-03-26' });
});

test('a budget of each day is as many times that as there are days', () => {
  expect(paceOf({ ...fixed, budgetKind: 'daily' }, null, at)).toMatchObject({
    totalMinor: 4_000_000,
    forecastMinor: null,
    runsOutOn: null,
    expectedThroughMinor: null,
  });
});

test('the day on which it runs out lies in the campaign exactly where the forecast is above the budget', () => {
  check(
    fc.property(plan, zone, fc.nat(20_000_000), fc.nat(500), (planned, name, spentMinor, offset) => {
      const through = addDays(planned.startDate, offset);
      const { runsOutOn, forecastMinor, totalMinor } = paceOf(
        planned,
        { spentMinor, through },
        { zone: name, now: at.now },
      );
      if (runsOutOn === null) expect(forecastMinor).toBeLessThanOrEqual(totalMinor);
      else {
        expect(runsOutOn >= planned.startDate && runsOutOn <= planned.endDate).toBe(true);
        expect(forecastMinor).toBeGreaterThanOrEqual(totalMinor);
      }
    }),
  );
});

test('a threshold is not reached before its hundredth', () => {
  expect(thresholdMinor(999, 80)).toBe(800);
  expect(thresholdMinor(999, null)).toBeNull();
});
