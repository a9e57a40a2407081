import { addDecimals, isReportedMetric, type ReportedMetricId, reportedMetrics } from '@songtrackpro/contracts';
import type { ParsedFact } from './formats/index.ts';

/** A fact that one or several rows of a file state. */
export interface SummedFact {
  fact: ParsedFact;
  rows: number;
  /** Why a value is null, by metric. */
  reasons: Record<string, string>;
}

function add(id: ReportedMetricId, a: number | string, b: number | string): number | string {
  const sum = addDecimals(a, b);
  return reportedMetrics[id].unit === 'count' ? Number(sum) : sum;
}

/**
 * Adds a row to a fact that the file does not tell apart from it: additive values are summed, and every other value
 * (reach, frequency) becomes unknown, because nobody can say how the parts overlap. Labels that differ are dropped.
 */
export function sumRows(summed: SummedFact | undefined, row: ParsedFact): SummedFact {
  if (!summed) return { fact: row, rows: 1, reasons: {} };
  const values: ParsedFact['values'] = { ...summed.fact.values };
  const reasons = { ...summed.reasons };
  for (const id of new Set([...Object.keys(values), ...Object.keys(row.values)]).values()) {
    if (!isReportedMetric(id)) continue;
    if (!reportedMetrics[id].additive) {
      values[id] = null;
      reasons[id] = 'ambiguous_rows';
      continue;
    }
    const before = values[id];
    const next = row.values[id];
    values[id] = before == null ? (next ?? null) : next == null ? before : add(id, before, next);
  }
  const labels = Object.fromEntries(
    Object.entries(summed.fact.labels).filter(([key, text]) => row.labels[key] === text),
  );
  return { fact: { ...summed.fact, values, labels }, rows: summed.rows + 1, reasons };
}
