import { addDays, type ReportRhythm } from '@songtrackpro/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { latestDue, nextDue } from './periods.ts';

test.each([
  // 2026-03-02 is a Monday.
  [{ every: 'week', day: 1 }, '2026-03-02', { dueOn: '2026-03-02', from: '2026-02-23', to: '2026-03-01' }],
  [{ every: 'week', day: 1 }, '2026-03-08', { dueOn: '2026-03-02', from: '2026-02-23', to: '2026-03-01' }],
  [{ every: 'week', day: 3 }, '2026-03-03', { dueOn: '2026-02-25', from: '2026-02-16', to: '2026-02-22' }],
  [{ every: 'week', day: 3 }, '2026-03-04', { dueOn: '2026-03-04', from: '2026-02-23', to: '2026-03-01' }],
  [{ every: 'week', day: 7 }, '2026-03-01', { dueOn: '2026-03-01', from: '2026-02-16', to: '2026-02-22' }],
  [{ every: 'month', day: 1 }, '2026-03-01', { dueOn: '2026-03-01', from: '2026-02-01', to: '2026-02-28' }],
  [{ every: 'month', day: 31 }, '2026-02-27', { dueOn: '2026-01-31', from: '2025-12-01', to: '2025-12-31' }],
  [{ every: 'month', day: 31 }, '2026-02-28', { dueOn: '2026-02-28', from: '2026-01-01', to: '2026-01-31' }],
  [{ every: 'month', day: 30 }, '2028-02-29', { dueOn: '2028-02-29', from: '2028-01-01', to: '2028-01-31' }],
] as const)('%j on %s is due for the last whole period', (rhythm, today, due) => {
  expect(latestDue(rhythm, today)).toEqual(due);
});

test('day by day every period falls due once, none is left out, and the next day that is told is the one', () => {
  const rhythm = fc.oneof(
    fc.record({ every: fc.constant('week' as const), day: fc.integer({ min: 1, max: 7 }) }),
    fc.record({ every: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }) }),
  );
  fc.assert(
    fc.property(rhythm, fc.integer({ min: 0, max: 3000 }), (given: ReportRhythm, start) => {
      let today = addDays('2023-01-01', start);
      let due = latestDue(given, today);
      for (let day = 0; day < 100; day += 1) {
        today = addDays(today, 1);
        const now = latestDue(given, today);
        if (now.to === due.to) expect(today < nextDue(given, due.to)).toBe(true);
        else {
          expect(now.from).toBe(addDays(due.to, 1));
          expect(now.dueOn).toBe(today);
          expect(nextDue(given, due.to)).toBe(today);
          due = now;
        }
      }
    }),
    { numRuns: rounds.properties },
  );
});
