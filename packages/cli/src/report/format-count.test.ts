import { expect, test } from 'vitest';
import { count, days, plural } from './format-count.ts';

test('counts and days have separators, and a single one is no plural', () => {
  expect(count(1_234_567)).toBe('1,234,567');
  expect(days(1035)).toBe('1,035 days');
  expect(days(1)).toBe('1 day');
  expect(plural(0, 'row')).toBe('0 rows');
});
