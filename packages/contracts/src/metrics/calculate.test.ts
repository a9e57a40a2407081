import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate, calculateAll, changeFrom } from './calculate.ts';
import { addDecimals } from './decimal.ts';
import { calculatedMetricIds, calculatedMetrics, describeMetric, metricIds, reportedMetrics } from './definitions.ts';

const account = {
  impressions: 612_345,
  reach: 301_234,
  spend: '8123.47',
  results: 913,
  linkClicks: 3517,
  clicks: 9871,
};

test('calculates the ratios that the ad platform shows for a whole account', () => {
  expect(calculate(account, 'frequency')).toEqual({ value: 2.03278846345 });
  expect(calculate(account, 'cpm')).toEqual({ value: 13_266_165 });
  expect(calculate(account, 'linkCpc')).toEqual({ value: 2_309_773 });
  expect(calculate(account, 'linkCtr')).toEqual({ value: 0.00574349427202 });
  expect(calculate(account, 'ctr')).toEqual({ value: 0.0161199977137 });
  expect(calculate(account, 'costPerResult')).toEqual({ value: 8_897_558 });
  expect(calculate(account, 'costPerReach')).toEqual({ value: 26_967_308 });
});

test('a cost per stream below a cent keeps its digits', () => {
  expect(calculate({ spend: '37.5', streams: 9375 }, 'blendedCostPerStream')).toEqual({ value: 4000 });
});

test('a zero denominator gives null with its reason, never 0', () => {
  expect(calculate({ spend: '0', clicks: 0 }, 'cpc')).toEqual({ value: null, reason: 'no_clicks' });
  expect(calculate({ clicks: 3, impressions: 0 }, 'ctr')).toEqual({ value: null, reason: 'no_impressions' });
  expect(calculate({ purchaseValue: '12', spend: '0.00' }, 'roas')).toEqual({ value: null, reason: 'no_spend' });
});

test('a missing part is unavailable, which is not zero', () => {
  expect(calculate({ spend: '12' }, 'roas')).toEqual({ value: null, reason: 'unavailable' });
  expect(calculate({ impressions: 10, reach: null }, 'frequency')).toEqual({ value: null, reason: 'unavailable' });
  expect(calculate({ saves: 3, listeners: 9 }, 'intentActionsPerListener')).toEqual({
    value: null,
    reason: 'unavailable',
  });
  expect(calculate({ clicks: 0, impressions: 10 }, 'ctr')).toEqual({ value: 0 });
});

test('return on investment subtracts the cost, return on ad spend does not', () => {
  expect(calculate({ revenue: '150', totalCost: '100' }, 'roi')).toEqual({ value: 0.5 });
  expect(calculate({ revenue: '25', totalCost: '100' }, 'roi')).toEqual({ value: -0.75 });
  expect(calculate({ purchaseValue: '150', spend: '100' }, 'roas')).toEqual({ value: 1.5 });
});

test('a unit cost beyond the safe integers is refused, not rounded', () => {
  expect(calculate({ spend: '99999999999', clicks: 1 }, 'cpc')).toEqual({ value: null, reason: 'out_of_range' });
});

test('change from zero has a difference but no percentage', () => {
  expect(changeFrom(0, 5)).toEqual({ change: null, reason: 'from_zero', difference: '5' });
  expect(changeFrom('200', '150')).toEqual({ change: -0.25, difference: '-50' });
  expect(changeFrom('-10', '-5')).toEqual({ change: 0.5, difference: '5' });
});

test('every calculated metric names known metrics, no id is used twice and every metric has a source', () => {
  expect(new Set(metricIds).size).toBe(metricIds.length);
  for (const id of calculatedMetricIds) {
    const { numerator, denominator } = calculatedMetrics[id];
    for (const part of [...numerator, denominator]) expect(reportedMetrics).toHaveProperty(part);
  }
  for (const id of metricIds) {
    expect(describeMetric(id).name).not.toBe('');
    expect(describeMetric(id).source).not.toBe('');
  }
});

test('no input makes NaN or Infinity, and nothing at all makes only unavailable', () => {
  expect(Object.values(calculateAll({})).every((one) => 'reason' in one && one.reason === 'unavailable')).toBe(true);
  const value = fc.option(fc.oneof(fc.nat(), fc.constant('0.00'), fc.constant('12.3456789012345678')));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(reportedMetrics)), value), (values) => {
      for (const one of Object.values(calculateAll(values))) {
        expect(one.value === null || Number.isFinite(one.value)).toBe(true);
      }
    }),
  );
});

test('a ratio of sums lies between the ratios of its parts', () => {
  const part = fc.record({ spend: fc.nat({ max: 1e6 }).map(String), clicks: fc.integer({ min: 1, max: 1e6 }) });
  fc.assert(
    fc.property(part, part, (a, b) => {
      const both = { spend: addDecimals(a.spend, b.spend), clicks: a.clicks + b.clicks };
      const [x, y, sum] = [a, b, both].map((values) => calculate(values, 'cpc').value ?? Number.NaN);
      expect(sum).toBeGreaterThanOrEqual(Math.min(x ?? 0, y ?? 0) - 1);
      expect(sum).toBeLessThanOrEqual(Math.max(x ?? 0, y ?? 0) + 1);
    }),
  );
});
