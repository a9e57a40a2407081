import { describeMetric, type MetricId, type MetricValues, type ReportContent } from '@songtrackpro/contracts';
import { csvCell } from '../../core/csv-cell.ts';
import { metricsOfReport } from '../content/metrics-of-report.ts';

const metrics: readonly MetricId[] = [...metricsOfReport.ads, ...metricsOfReport.streams];

/** Money and costs in millionths carry their currency in a column of its own. */
const heads = ['part', 'member', 'from', 'to', 'state', ...metrics, 'currency'];

interface Row {
  part: 'total' | 'day' | 'country' | 'demographic';
  member: string;
  from: string;
  to: string;
  state: string | null;
  values: MetricValues;
}

function* rowsOf({ range, totals, days, locations, demographics }: ReportContent): Iterable<Row> {
  if (range === null) return;
  const whole = { ...range, state: null };
  yield { part: 'total', member: '', ...whole, values: totals };
  for (const { date, state, values } of days) yield { part: 'day', member: '', from: date, to: date, state, values };
  for (const { country, values } of locations) yield { part: 'country', member: country, ...whole, values };
  for (const { age, gender, values } of demographics) {
    const member = [age, gender].filter((text) => text !== null).join(' ');
    yield { part: 'demographic', member, ...whole, values };
  }
}

/** A unit cost is written in the currency’s unit, as every other amount in the file. */
function numberCell(id: MetricId, values: MetricValues): string {
  const value = values[id]?.value ?? null;
  if (value === null) return '';
  return describeMetric(id).unit === 'micros' ? (Number(value) / 1_000_000).toFixed(6) : String(value);
}

/** A row for the whole, each day, country, age and gender; what is unknown is an empty cell. */
export function toCsv(content: ReportContent): string {
  const lines = [heads.join(',')];
  for (const { part, member, from, to, state, values } of rowsOf(content)) {
    // A number is no formula, also where it begins with a minus.
    const numbers = metrics.map((id) => numberCell(id, values));
    lines.push([part, csvCell(member), from, to, state ?? '', ...numbers, content.currency ?? ''].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
