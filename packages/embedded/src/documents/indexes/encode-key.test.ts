import fc from 'fast-check';
import { expect, test } from 'vitest';
import { value } from '../query/arbitrary-values.testing.ts';
import { compareValues } from '../query/compare-values.ts';
import { KeyWriter } from './encode-key.ts';

const runs = { numRuns: process.env.STP_LONG === '1' ? 50_000 : 3_000 };
const key = (...values: unknown[]) =>
  values.reduce<KeyWriter>((writer, item) => writer.write(item), new KeyWriter()).take();

test('the bytes of two values compare as the values do', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(Buffer.compare(key(a), key(b))).toBe(compareValues(a, b));
    }),
    runs,
  );
});

test('a descending column reverses the order', { timeout: 300_000 }, () => {
  const descending = (item: unknown) => new KeyWriter().write(item, true).take();
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(Buffer.compare(descending(a), descending(b)) + compareValues(a, b)).toBe(0);
    }),
    runs,
  );
});

test('a compound key compares column by column', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(fc.tuple(value, value), fc.tuple(value, value), ([a, b], [c, d]) => {
      expect(Buffer.compare(key(a, b), key(c, d))).toBe(compareValues(a, c) || compareValues(b, d));
    }),
    runs,
  );
});

test('the order of values is total: three values never disagree', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(value, value, value, (a, b, c) => {
      if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
    }),
    runs,
  );
});
