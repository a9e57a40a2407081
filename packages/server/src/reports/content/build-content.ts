import type { MetricValues, ReportContent } from '@songtrackpro/contracts';
import type { ReadContext } from '../../core/context.ts';
import { unavailable } from '../../metrics/index.ts';
import type { Plan } from '../stored/read-plan.ts';
import { metricsOfReport } from './metrics-of-report.ts';
import { reportGoals } from './report-goals.ts';
import { emptyQuality, reportQuality } from './report-quality.ts';
import { readReportTables } from './report-tables.ts';
import { topDemographics, topLocations } from './top-rows.ts';

const pick = (values: MetricValues, ids: readonly string[]): MetricValues =>
  Object.fromEntries(ids.map((id) => [id, values[id] ?? unavailable]));

/** What was said of a day at all: `provisional` and `final` are the only states of what holds. */
const stateOf = (state: string | null) => (state === 'provisional' || state === 'final' ? state : null);

function headOf({ campaign, organization, leaves, asOf }: Plan, now: Date) {
  const { id, name, status, startDate, endDate, budgetMinor, currency } = campaign;
  const streams = leaves.find(({ family }) => family === 'streaming');
  return {
    campaign: { id, name, status, startDate, endDate, budgetMinor, currency },
    organization: { id: organization.id, name: organization.name },
    streamsOf: streams ? { kind: streams.subject.kind, id: streams.subject.id, name: streams.subject.name } : null,
    asOf: (asOf ?? now).toISOString(),
    timeZone: organization.timeZone,
  };
}

/** Everything that a report says, from the facts as they hold at the moment asked for. */
export async function buildContent(ctx: ReadContext, plan: Plan): Promise<ReportContent> {
  const { range } = plan;
  const head = headOf(plan, ctx.now);
  const goals = await reportGoals(ctx, plan, range);
  if (range === null) {
    const nothing = { range, currency: null, totals: {}, days: [], locations: [], demographics: [], roi: {} };
    return { ...head, ...nothing, goals, quality: emptyQuality };
  }
  const tables = await readReportTables(ctx, plan, range);
  const { locations, leftOut: otherLocations } = topLocations(tables.locations);
  const { demographics, leftOut: otherDemographics } = topDemographics(tables.demographics);
  const { daily } = tables;
  const points = daily.rows[0]?.points ?? daily.total.points;
  return {
    ...head,
    range,
    currency: daily.currency,
    totals: daily.total.total.values,
    days: daily.buckets.map(({ from }, index) => ({
      date: from,
      state: stateOf(points[index]?.state ?? null),
      values: pick(points[index]?.values ?? {}, metricsOfReport.daily),
    })),
    locations,
    demographics,
    goals,
    roi: tables.roi,
    quality: await reportQuality(ctx, plan, tables, { range, leftOut: otherLocations + otherDemographics }),
  };
}
