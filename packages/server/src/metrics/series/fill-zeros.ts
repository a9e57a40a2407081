import {
  addDecimals,
  compareDecimals,
  type DateRange,
  type ReportedMetricId,
  type ReportedValues,
  reportedMetrics,
} from '@songtrackpro/contracts';
import { eachDate, sharedRange } from '../calendar.ts';
import type { Contribution } from './leaf.ts';

const isZero = (value: string | number | null | undefined): boolean => value != null && Number(value) === 0;
const fillable = (metrics: readonly ReportedMetricId[]) => metrics.filter((id) => reportedMetrics[id].additive);

function zeroOn(model: Contribution, date: string, ids: readonly ReportedMetricId[]): Contribution {
  const values: ReportedValues = {};
  for (const id of ids) values[id] = reportedMetrics[id].unit === 'count' ? 0 : '0';
  const id = JSON.stringify([model.leaf.subject.id, date, model.group]);
  return { ...model, id, date, periodEnd: null, values, reasons: {} };
}

/**
 * Where the known members of a breakdown already make up what is stated of the whole, the others had nothing: a source
 * writes no row for them.
 */
export function zerosOfMembers(
  grouped: readonly Contribution[],
  wholes: readonly Contribution[],
  metrics: readonly ReportedMetricId[],
): Contribution[] {
  const ids = fillable(metrics);
  const zeros: Contribution[] = [];
  const wholesOf = Map.groupBy(wholes, ({ leaf }) => leaf);
  for (const [leaf, own] of Map.groupBy(grouped, (contribution) => contribution.leaf)) {
    const models = new Map(own.map((contribution) => [JSON.stringify(contribution.group), contribution]));
    const byDate = Map.groupBy(own, ({ date, periodEnd }) => (periodEnd === null ? date : ''));
    for (const whole of wholesOf.get(leaf) ?? []) {
      const rows = byDate.get(whole.date) ?? [];
      const complete = ids.filter((id) => {
        const [total, parts] = [whole.values[id], rows.map((row) => row.values[id] ?? 0)];
        return total != null && compareDecimals(parts.reduce(addDecimals, '0'), total) === 0;
      });
      if (whole.periodEnd !== null || complete.length === 0) continue;
      const there = new Set(rows.map(({ group }) => JSON.stringify(group)));
      for (const [key, model] of models) if (!there.has(key)) zeros.push(zeroOn(model, whole.date, complete));
    }
  }
  return zeros;
}

/** A period in which nothing happened had nothing on each of its days. */
export function zerosOfPeriods(
  contributions: readonly Contribution[],
  range: DateRange,
  metrics: readonly ReportedMetricId[],
): Contribution[] {
  const zeros = new Map<string, Contribution>();
  for (const own of Map.groupBy(contributions, ({ leaf }) => leaf).values()) {
    const known = new Set(own.flatMap(({ date, periodEnd }) => (periodEnd === null ? date : [])));
    for (const period of own) {
      const ids = fillable(metrics).filter((id) => isZero(period.values[id]));
      if (period.periodEnd === null || ids.length === 0 || period.leaf.family === 'sales') continue;
      for (const date of eachDate(sharedRange({ from: period.date, to: period.periodEnd }, range))) {
        if (known.has(date)) continue;
        const zero = zeroOn(period, date, ids);
        zeros.set(zero.id, { ...zero, values: { ...zeros.get(zero.id)?.values, ...zero.values } });
      }
    }
  }
  return [...zeros.values()];
}
