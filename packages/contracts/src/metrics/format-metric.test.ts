import { expect, test } from 'vitest';
import { formatMetric } from './format-metric.ts';

const known = (value: number | string) => ({ value, reason: null });

test('money is rounded to cents from the exact decimal, whatever its length', () => {
  expect(formatMetric('spend', known('15978.2799999999999999'), 'USD')).toBe('15,978.28 USD');
  expect(formatMetric('spend', known('0.005'), 'USD')).toBe('0.01 USD');
  expect(formatMetric('spend', known('90071992547409931.23'), 'USD')).toBe('90,071,992,547,409,931.23 USD');
});

test('money without a currency is a bare amount', () => {
  expect(formatMetric('spend', known('12.5'), null)).toBe('12.50');
});

test.each([
  ['impressions', 770_113, '770,113'],
  ['linkCtr', 0.00345, '0.35%'],
  ['cpm', 5_621_600, '5.6216 USD'],
  ['frequency', 1.957, '1.96'],
] as const)('%s is written in its unit', (id, value, text) => {
  expect(formatMetric(id, known(value), 'USD')).toBe(text);
});

test('zero is a number; a missing value says why it is missing', () => {
  expect(formatMetric('impressions', known(0), null)).toBe('0');
  expect(formatMetric('reach', { value: null, reason: 'not_additive' }, null)).toBe('– (cannot be added up)');
  expect(formatMetric('reach', { value: null, reason: 'unavailable' }, null)).toBe('– (not stated)');
  expect(formatMetric('reach', { value: null, reason: null }, null)).toBe('– (unknown)');
});
