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

/** What counts as a result; where two rows say different things, nobody can add theirs. */
const resultKinds = ['resultIndicator', 'resultType'] as const;

/** The kind of what both rows say; null where they say different ones. A row without results names no kind. */
function kindsOf(a: ParsedFact, b: ParsedFact): Record<string, string> | null {
  const saying = [a, b].filter(({ values }) => values.results != null);
  const kinds: Record<string, string> = {};
  for (const { labels } of saying.length === 0 ? [a, b] : saying) {
    for (const key of resultKinds) {
      const text = labels[key];
      if (text === undefined) continue;
      if (kinds[key] !== undefined && kinds[key] !== text) return null;
      kinds[key] = text;
    }
  }
  return kinds;
}

/** A file may state its totals twice, above the rows and below them. */
const saysTheSame = (a: ParsedFact, b: ParsedFact) =>
  a.isTotal && b.isTotal && JSON.stringify(a.values) === JSON.stringify(b.values);

/**
 * Adds a row to a fact that the file does not tell apart from it: additive values are summed, and every other value
 * (reach, frequency) becomes unknown, because nobody can say how the parts overlap; so do results of different kinds. Labels
 * that differ are dropped.
 */
export function sumRows(summed: SummedFact | undefined, row: ParsedFact): SummedFact {
  if (!summed) return { fact: row, rows: 1, reasons: {} };
  if (saysTheSame(summed.fact, row)) return { ...summed, rows: summed.rows + 1 };
  const values: ParsedFact['values'] = { ...summed.fact.values };
  const reasons = { ...summed.reasons };
  const kinds = reasons.results === undefined ? kindsOf(summed.fact, row) : null;
  for (const id of new Set([...Object.keys(values), ...Object.keys(row.values)]).values()) {
    if (!isReportedMetric(id)) continue;
    if (!reportedMetrics[id].additive) {
      values[id] = null;
      reasons[id] = 'ambiguous_rows';
      continue;
    }
    const before = values[id];
    const next = row.values[id];
    if (id === 'results' && kinds === null) {
      values[id] = null;
      reasons[id] = 'mixed_results';
      continue;
    }
    values[id] = before == null ? (next ?? null) : next == null ? before : add(id, before, next);
  }
  const shared = Object.entries(summed.fact.labels).filter(
    ([key, text]) => row.labels[key] === text && !resultKinds.some((kind) => kind === key),
  );
  const labels = { ...Object.fromEntries(shared), ...kinds };
  return { fact: { ...summed.fact, values, labels }, rows: summed.rows + 1, reasons };
}
