// The page docs/metrics.md, made from the metric definitions. Run as a program, it prints the page (script `docs`).
import {
  type CalculatedMetric,
  calculatedMetrics,
  isSalesMetric,
  isStreamingMetric,
  metricAbsence,
  type ReportedMetric,
  reportedMetrics,
} from '../src/index.ts';
import { renderTable } from './render-table.ts';

const intro = `<!-- Made from the metric definitions by \`npx -y pnpm@12 --filter @songtrackpro/contracts run docs\`; a test compares the two. -->

# Metrics

The server, the SDK and this page take them from one list, \`packages/contracts/src/metrics/definitions.ts\`. How they are asked
for by day, month or country is on the page of [series](series.md).

- Counts are whole numbers. Money is an exact decimal string in major units of the fact's currency and is rounded for
  display alone. Unit costs are whole micros (a millionth of the major unit), since a cost per stream would be 0 in cents.
  Fractions are 0 to 1.
- A reported metric is what a source states. A calculated one is a ratio of sums, never a mean of ratios.
- What isn't additive is never summed over days, subjects or members of a breakdown: such a total is null, unless the source
  states it for exactly the period asked for.
- Unknown isn't zero. A value that can't be told is null, with its reason beside it; no answer has NaN or Infinity.`;

const code = (text: string) => `\`${text}\``;

const familyOf = (id: string): string =>
  isStreamingMetric(id) || isSalesMetric(id) ? 'artist, track' : 'ad account, campaign, ad set, ad';

function renderReported(): string {
  const rows = Object.entries<ReportedMetric>(reportedMetrics).map(([id, { name, unit, additive, source }]) => [
    code(id),
    name,
    unit,
    additive ? 'yes' : '**no**',
    familyOf(id),
    source,
  ]);
  return renderTable(['Id', 'Name', 'Unit', 'Additive', 'Stated of', 'Source'], rows);
}

function renderCalculated(): string {
  const rows = Object.entries<CalculatedMetric>(calculatedMetrics).map(([id, metric]) => [
    code(id),
    metric.name,
    metric.unit,
    metric.formula,
    code(metric.zeroReason),
    metric.source,
  ]);
  return renderTable(['Id', 'Name', 'Unit', 'Formula', 'Null when the base is 0', 'Source'], rows);
}

function renderReasons(): string {
  return renderTable(
    ['Reason', 'Meaning'],
    Object.entries(metricAbsence).map(([reason, meaning]) => [code(reason), meaning]),
  );
}

/** The page as Markdown; the same definitions always give the same text. */
export function renderMetrics(): string {
  const parts = [
    intro,
    '## Reported',
    renderReported(),
    '## Calculated',
    'All of them are computed exactly from sums and rounded once, half to even: unit costs to whole micros, fractions and ratios to 12 significant digits. None is additive.',
    renderCalculated(),
    '## Why a value is null',
    renderReasons(),
  ];
  return `${parts.join('\n\n')}\n`;
}

if (import.meta.main) process.stdout.write(renderMetrics());
