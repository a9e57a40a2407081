import type { DateRange, MetricId, MetricSource, MetricValues } from '@songtrackpro/contracts';
import type { ReadContext } from '../../core/context.ts';
import { computeTable, type Table } from '../../metrics/index.ts';
import type { Plan } from '../stored/read-plan.ts';
import { metricsOfReport } from './metrics-of-report.ts';

interface Wanted {
  metrics: readonly MetricId[];
  interval: 'day' | 'all';
  groupBy?: string[];
  source?: MetricSource;
}

function tableOf(ctx: ReadContext, { leaves, asOf, organization }: Plan, range: DateRange, wanted: Wanted) {
  const { metrics, interval, groupBy = [], source } = wanted;
  const input = {
    metrics: [...metrics],
    interval,
    groupBy,
    source,
    subjects: [],
    ...range,
    filters: {},
    fill: 'null' as const,
  };
  return computeTable(ctx, { input, leaves, range, timeZone: organization.timeZone, asOf });
}

const isSilent = ({ rows }: Table) =>
  rows.every(({ total }) => Object.values(total.values).every(({ value }) => value === null));

/** By age and gender; by each alone where the source doesn’t tell them together. */
async function demographicTables(ctx: ReadContext, plan: Plan, range: DateRange): Promise<Table[]> {
  const by = (groupBy: string[]) =>
    tableOf(ctx, plan, range, { metrics: metricsOfReport.parts, interval: 'all', groupBy });
  const both = await by(['age', 'gender']);
  return isSilent(both) ? [await by(['age']), await by(['gender'])] : [both];
}

/** Revenue and costs that the organization states beside what its platforms state: facts of their own source. */
async function returnsOf(ctx: ReadContext, plan: Plan, range: DateRange, totals: MetricValues): Promise<MetricValues> {
  const roi = Object.fromEntries(
    metricsOfReport.roi.map((id) => [id, totals[id] ?? { value: null, reason: 'unavailable' }]),
  );
  if (roi.roi?.value != null) return roi;
  const metrics = ['totalCost', 'revenue', 'roi'] as const;
  for (const source of ['mapped_file', 'push'] as const) {
    const { total } = await tableOf(ctx, plan, range, { metrics, interval: 'all', source });
    if (total.total.values.roi?.value != null) return { ...roi, ...total.total.values };
  }
  return roi;
}

export interface ReportTables {
  daily: Table;
  locations: Table;
  demographics: Table[];
  roi: MetricValues;
}

/** Every table of numbers that a report consists of, each as a series answers it. */
export async function readReportTables(ctx: ReadContext, plan: Plan, range: DateRange): Promise<ReportTables> {
  const { ads, streams, parts } = metricsOfReport;
  const daily = await tableOf(ctx, plan, range, { metrics: [...ads, ...streams], interval: 'day' });
  const locations = await tableOf(ctx, plan, range, { metrics: parts, interval: 'all', groupBy: ['country'] });
  const demographics = await demographicTables(ctx, plan, range);
  return { daily, locations, demographics, roi: await returnsOf(ctx, plan, range, daily.total.total.values) };
}
