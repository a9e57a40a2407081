import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { addDays } from '../core/zone.ts';
import { expectedOf, type GoalPace, goalStatusOf } from './pace.ts';

const goal: GoalPace = {
  baseline: 1000,
  target: 2000,
  current: 1500,
  startDate: '2026-03-01',
  dueDate: '2026-03-10',
  through: '2026-03-05',
  today: '2026-03-07',
};

test.each([
  ['on track where it keeps to the line', {}, 'on_track'],
  ['behind where it is below the line', { current: 1499 }, 'behind'],
  ['measured by the last known day, and not by today', { today: '2026-03-10' }, 'on_track'],
  ['reached at the target', { current: 2000 }, 'reached'],
  ['reached after the deadline as well', { current: 2000, today: '2026-04-01' }, 'reached'],
  ['missed when the deadline is over', { current: 1999, today: '2026-03-11' }, 'missed'],
  ['not missed on the last day itself', { current: 1999, today: '2026-03-10' }, 'on_track'],
  ['unknown where nothing is known, and not missed', { current: null, today: '2026-03-11' }, null],
  ['on track without a deadline while it isn’t below the baseline', { dueDate: null, current: 1000 }, 'on_track'],
] as const)('a goal is %s', (_, change, status) => {
  expect(goalStatusOf({ ...goal, ...change })).toBe(status);
});

test('the line leads from the baseline to the target and never falls', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 0, max: 700 }),
      fc.nat(800),
      (baseline, more, days, offset) => {
        const pace = { ...goal, baseline, target: baseline + more, dueDate: addDays('2026-03-01', days) };
        const on = (after: number) => expectedOf(pace, addDays('2026-03-01', after));
        expect(on(-1)).toBe(baseline);
        expect(on(days)).toBe(baseline + more);
        expect(on(offset + 1)).toBeGreaterThanOrEqual(on(offset));
      },
    ),
    { numRuns: rounds.properties },
  );
});
