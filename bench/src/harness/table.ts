import type { BenchEntry, BenchResult, Measurement } from './entry.ts';
import { median } from './statistics.ts';

function formatNumber(value: number): string {
  return value.toLocaleString('en-US', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
}

function rowOf({ label, unit, samples, remark }: Measurement): string[] {
  const spread = `${formatNumber(Math.min(...samples))} – ${formatNumber(Math.max(...samples))}`;
  return [label, formatNumber(median(samples)), unit, samples.length > 1 ? spread : '', remark ?? ''];
}

/** The measurements of one entry: median, unit and spread in columns. */
export function renderTable(entry: Pick<BenchEntry, 'name' | 'about'>, result: BenchResult): string {
  const rows = result.measurements.map(rowOf);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [`${entry.name}: ${entry.about}`, ...lines.map((line) => `  ${line}`)].join('\n');
}
