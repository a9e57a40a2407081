import { expect, test } from 'vitest';
import { count, days, formatValue, plural } from './format-value.ts';

const known = (value: number | string) => ({ value, reason: null });

test('counts and days have separators, and a single one is no plural', () => {
  expect(count(1_234_567)).toBe('1,234,567');
  expect(days(1035)).toBe('1,035 days');
  expect(days(1)).toBe('1 day');
  expect(plural(0, 'row')).toBe('0 rows');
});

test('money is rounded to cents from the exact decimal, whatever its length', () => {
  expect(formatValue('spend', known('15978.2799999999999999'), 'USD')).toBe('15,978.28 USD');
  expect(formatValue('spend', known('0.005'), 'USD')).toBe('0.01 USD');
  expect(formatValue('spend', known('90071992547409931.23'), 'USD')).toBe('90,071,992,547,409,931.23 USD');
});

test('money without a currency is a bare amount', () => {
  expect(formatValue('spend', known('12.5'), null)).toBe('12.50');
});

test.each([
  ['impressions', 770_113, '770,113'],
  ['linkCtr', 0.00345, '0.35%'],
  ['cpm', 5_621_600, '5.6216 USD'],
  ['frequency', 1.957, '1.96'],
] as const)('%s is written in its unit', (id, value, text) => {
  expect(formatValue(id, known(value), 'USD')).toBe(text);
});

test('zero is a number; a missing value says why it is missing', () => {
  expect(formatValue('impressions', known(0), null)).toBe('0');
  expect(formatValue('reach', { value: null, reason: 'not_additive' }, null)).toBe('– (cannot be added up)');
  expect(formatValue('reach', { value: null, reason: 'unavailable' }, null)).toBe('– (not stated)');
  expect(formatValue('reach', { value: null, reason: null }, null)).toBe('– (unknown)');
});
