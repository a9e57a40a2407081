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

/** Whether any facts are broken down by all of these: a table that nothing would stand in isn’t asked for. */
const isKnownBy = ({ breakdowns }: Plan, groupBy: readonly string[]): boolean =>
  [...breakdowns].some((names) => groupBy.every((name) => names.split(',').includes(name)));

async function partTables(ctx: ReadContext, plan: Plan, range: DateRange, groups: string[][]): Promise<Table[]> {
  const tables: Table[] = [];
  for (const groupBy of groups.filter((names) => isKnownBy(plan, names)))
    tables.push(await tableOf(ctx, plan, range, { metrics: metricsOfReport.parts, interval: 'all', groupBy }));
  return tables;
}

/** By age and gender; by each alone where the source doesn’t tell them together. */
const demographicGroups = (plan: Plan): string[][] =>
  isKnownBy(plan, ['age', 'gender']) ? [['age', 'gender']] : [['age'], ['gender']];

/** Revenue and costs that the organization states beside what its platforms state: facts of their own source. */
async function returnsOf(ctx: ReadContext, plan: Plan, range: DateRange, totals: MetricValues): Promise<MetricValues> {
  const roi = Object.fromEntries(
    metricsOfReport.roi.map((id) => [id, totals[id] ?? { value: null, reason: 'unavailable' }]),
  );
  if (roi.roi?.value != null) return roi;
  const metrics = ['totalCost', 'revenue', 'roi'] as const;
  for (const source of (['mapped_file', 'push'] as const).filter((name) => plan.sources.has(name))) {
    const { total } = await tableOf(ctx, plan, range, { metrics, interval: 'all', source });
    if (total.total.values.roi?.value != null) return { ...roi, ...total.total.values };
  }
  return roi;
}

export interface ReportTables {
  daily: Table;
  locations: Table[];
  demographics: Table[];
  roi: MetricValues;
}

/** Every table of numbers that a report consists of, each as a series answers it. */
export async function readReportTables(ctx: ReadContext, plan: Plan, range: DateRange): Promise<ReportTables> {
  const { ads, streams } = metricsOfReport;
  const daily = await tableOf(ctx, plan, range, { metrics: [...ads, ...streams], interval: 'day' });
  const locations = await partTables(ctx, plan, range, [['country']]);
  const demographics = await partTables(ctx, plan, range, demographicGroups(plan));
  return { daily, locations, demographics, roi: await returnsOf(ctx, plan, range, daily.total.total.values) };
}
