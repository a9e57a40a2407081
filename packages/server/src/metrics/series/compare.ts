import { changeFrom, type MetricValue, type SeriesChange } from '@songtrackpro/contracts';
import type { Row } from './tabulate.ts';

/** Rates have a fraction, which decimals take as text alone. */
const decimal = (value: number | string): number | string =>
  typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(15) : value;

function changeOf(before: MetricValue | undefined, after: MetricValue): SeriesChange {
  if (before?.value == null || after.value === null) return { change: null, reason: 'unavailable', difference: null };
  const change = changeFrom(decimal(before.value), decimal(after.value));
  return { reason: null, ...change };
}

/** How the totals of a range differ from those of the one it is compared with. */
export function changesOf(before: Row, after: Row): Record<string, SeriesChange> {
  const entries = Object.entries(after.total.values);
  return Object.fromEntries(entries.map(([id, value]) => [id, changeOf(before.total.values[id], value)]));
}
