import {
  calculateAll,
  isReportedMetric,
  type MetricValue,
  type ReportedMetricId,
  type ReportedValues,
  reportedMetrics,
  sumDecimals,
} from '@songtrackpro/contracts';

export const unavailable: MetricValue = { value: null, reason: 'unavailable' };

/**
 * Reported numbers with the calculated ones beside them. A calculated metric whose parts the source does not state at
 * all is left out; one that cannot be formed (a zero denominator) is null with its reason.
 */
export function metricValues(
  values: ReportedValues,
  reasons: Record<string, string> = {},
): Record<string, MetricValue> {
  const answer: Record<string, MetricValue> = {};
  for (const [id, value] of Object.entries(values)) {
    answer[id] = value == null ? { value: null, reason: reasons[id] ?? 'unavailable' } : { value, reason: null };
  }
  for (const [id, result] of Object.entries(calculateAll(values))) {
    if (result.value !== null) answer[id] = { value: result.value, reason: null };
    else if (result.reason !== 'unavailable') answer[id] = { value: null, reason: result.reason };
  }
  return answer;
}

function sumOf(id: ReportedMetricId, parts: (string | number)[]): string | number {
  const sum = sumDecimals(parts);
  return reportedMetrics[id].unit === 'count' ? Number(sum) : sum;
}

/**
 * Totals over facts of one subject and series: additive metrics summed, ratios of sums, and null for what must not be
 * added (reach, listeners, followers).
 */
export function totalValues(facts: readonly ReportedValues[]): Record<string, MetricValue> {
  const ids = new Set(facts.flatMap((values) => Object.keys(values)).filter(isReportedMetric));
  const sums: ReportedValues = {};
  const reasons: Record<string, string> = {};
  for (const id of ids) {
    const known = facts.flatMap((values) => values[id] ?? []);
    if (!reportedMetrics[id].additive) {
      sums[id] = null;
      reasons[id] = 'not_additive';
    } else sums[id] = known.length === 0 ? null : sumOf(id, known);
  }
  return metricValues(sums, reasons);
}

/** The same metrics as totals would have, each unknown for a reason. */
export function withoutTotals(facts: readonly ReportedValues[], reason: string): Record<string, MetricValue> {
  const ids = Object.keys(totalValues(facts));
  return Object.fromEntries(ids.map((id) => [id, { value: null, reason }]));
}
