import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { sparkline } from './sparkline.ts';

test('the highest day is the highest mark, zero the lowest, and what lies between is in proportion', () => {
  expect(sparkline([0, 25, 50, 75, 100]).text).toBe('▁▃▅▆█');
});

test('an unknown day is a dot and never the lowest mark', () => {
  expect(sparkline([null, 0, 5, null]).text).toBe('·▁█·');
});

test('without any number there are dots and no highest day', () => {
  expect(sparkline([null, null])).toEqual({ text: '··', daysPerMark: 1, highest: null });
  expect(sparkline([])).toEqual({ text: '', daysPerMark: 1, highest: null });
});

test('a line of zeros stays low', () => {
  expect(sparkline([0, 0, 0])).toEqual({ text: '▁▁▁', daysPerMark: 1, highest: 0 });
});

test('days that share a mark are averaged over those that are known, and the highest day stays a day', () => {
  expect(sparkline([8, 0, null, 4, null, null], 3)).toEqual({ text: '██·', daysPerMark: 2, highest: 8 });
});

test('no line is wider than asked for, and every day stands in it', () => {
  const day = fc.option(fc.nat(1_000_000), { nil: null });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 800 }), fc.integer({ min: 1, max: 80 }), (days, width) => {
      const { text, daysPerMark, highest } = sparkline(days, width);
      expect(text.length).toBeLessThanOrEqual(width);
      expect(text.length).toBe(Math.ceil(days.length / daysPerMark));
      const known = days.filter((value) => value !== null);
      expect(highest).toBe(known.length === 0 ? null : Math.max(...known));
    }),
    { numRuns: rounds.properties },
  );
});
