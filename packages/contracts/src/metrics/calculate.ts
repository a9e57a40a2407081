import { divideToNumber, ratioToNumber, subtractDecimals } from './decimal.ts';
import type { CalculatedMetric, CalculatedMetricId, NullReason, ReportedMetricId } from './definitions.ts';
import { calculatedMetrics } from './definitions.ts';

/**
 * Sums of reported metrics over one selection of facts: counts as whole numbers, money and other decimals as decimal
 * strings. `null` or absent means unknown, which is not 0. Money must be of one currency: that is the caller's to check.
 */
export type ReportedValues = Partial<Record<ReportedMetricId, number | string | null>>;

export type Calculated = { value: number } | { value: null; reason: NullReason };

/**
 * One calculated metric from sums, computed exactly and rounded once, half to even: unit costs to integer micros,
 * fractions and ratios to 12 significant digits. Never returns NaN or Infinity.
 */
export function calculate(values: ReportedValues, id: CalculatedMetricId): Calculated {
  const metric: CalculatedMetric = calculatedMetrics[id];
  const parts = metric.numerator.map((part) => values[part]);
  const denominator = values[metric.denominator];
  if (denominator == null || !parts.every((part) => part != null)) return { value: null, reason: 'unavailable' };
  if (Number(denominator) === 0) return { value: null, reason: metric.zeroReason };

  const { multiplier = 1, offset = 0 } = metric;
  const ratio = { terms: parts, multiplier, offset, denominator };
  if (metric.unit !== 'micros') return { value: ratioToNumber(ratio, 'plain') };
  const micros = ratioToNumber(ratio, 'micros');
  return Number.isSafeInteger(micros) ? { value: micros } : { value: null, reason: 'out_of_range' };
}

/** Every calculated metric that these sums allow; those that are null come with their reason. */
export function calculateAll(values: ReportedValues): Record<CalculatedMetricId, Calculated> {
  const ids = Object.keys(calculatedMetrics) as CalculatedMetricId[];
  return Object.fromEntries(ids.map((id) => [id, calculate(values, id)])) as Record<CalculatedMetricId, Calculated>;
}

export type Change = { change: number; difference: string } | { change: null; reason: 'from_zero'; difference: string };

/** Relative change (0.25 is plus 25 percent) with the absolute difference; from 0 there is no relative change. */
export function changeFrom(before: string | number, after: string | number): Change {
  const difference = subtractDecimals(after, before);
  if (Number(before) === 0) return { change: null, reason: 'from_zero', difference };
  const magnitude = String(before).replace('-', '');
  return { change: divideToNumber(difference, magnitude), difference };
}
