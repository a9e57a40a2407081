import { durationBucket, durationBuckets } from '@songtrackpro/db';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { latencyOf } from './latency.ts';

test('of no calls nothing is known', () => {
  expect(latencyOf({}, 0.5)).toBeNull();
});

test('calls beyond the last bucket count as its end', () => {
  expect(latencyOf({ le_inf: 3 }, 0.5)).toBe(60_000);
});

test('a quantile lies in the bucket of the call that has this rank', () => {
  const durations = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99), (all, share) => {
      const counts: Record<string, number> = {};
      for (const duration of all) counts[durationBucket(duration)] = (counts[durationBucket(duration)] ?? 0) + 1;
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? 0;
      const index = durationBuckets.findIndex((end) => exact <= end);
      const found = latencyOf(counts, share) ?? Number.NaN;
      expect(found).toBeLessThanOrEqual(durationBuckets[index] ?? Number.NaN);
      // Rounded to a tenth.
      expect(found).toBeGreaterThanOrEqual((durationBuckets[index - 1] ?? 0) - 0.05);
    }),
    { numRuns: rounds.properties },
  );
});
