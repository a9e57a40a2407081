import {
  type DateRange,
  describeMetric,
  type ReportedMetricId,
  type ReportFlag,
  subtractDecimals,
  sumDecimals,
} from '@songtrackpro/contracts';
import type { SeriesFact } from '@songtrackpro/db';
import type { ReadContext } from '../../core/context.ts';
import { missingRanges, notesOf, overlaps } from '../../metrics/index.ts';
import type { Plan } from '../stored/read-plan.ts';
import { clicksOverImpressions } from './clicks-over-impressions.ts';
import { factsOf } from './report-sources.ts';
import type { ReportTables } from './report-tables.ts';
import { totalsRowNotes } from './totals-row.ts';

const spanOf = ({ date, periodEnd }: SeriesFact): DateRange => ({ from: date, to: periodEnd ?? date });
const money = (id: ReportedMetricId, currency: string | null) =>
  describeMetric(id).unit === 'money' && currency !== null ? ` ${currency}` : '';

const compared: readonly ReportedMetricId[] = [
  'spend',
  'impressions',
  'clicks',
  'linkClicks',
  'results',
  'conversions',
];

/** Days that cover exactly the stated period must add up to it; where they don’t, the reader is told by how much. */
function daysAgainstPeriod({ daily }: ReportTables, range: DateRange): ReportFlag[] {
  return [...daily.chosen].flatMap(([{ subject }, { facts }]) => {
    const days = facts.filter(({ periodEnd }) => periodEnd === null);
    const period = facts.find(({ date, periodEnd }) => date === range.from && periodEnd === range.to);
    if (!period || missingRanges(new Set(days.map(({ date }) => date)), range).length > 0) return [];
    const differences = compared.flatMap((id) => {
      const stated = period.values[id];
      const known = days.flatMap(({ values }) => values[id] ?? []);
      if (stated == null || known.length < days.length) return [];
      const difference = subtractDecimals(sumDecimals(known), String(stated));
      return Number(difference) === 0 ? [] : [`${describeMetric(id).name} ${difference}${money(id, period.currency)}`];
    });
    if (differences.length === 0) return [];
    const message = `The days of ${subject.name} differ from what the platform states for the period: ${differences.join(', ')}. Neither is adjusted.`;
    return [{ code: 'days_differ_from_period', message }];
  });
}

function periodFlags({ daily }: ReportTables): ReportFlag[] {
  const flags: ReportFlag[] = [];
  for (const [{ subject }, { facts }] of daily.chosen) {
    const periods = facts.filter(({ periodEnd }) => periodEnd !== null);
    const overlapping = periods.some((a, index) =>
      periods.slice(index + 1).some((b) => overlaps(spanOf(a), spanOf(b))),
    );
    if (overlapping) {
      const message = `Statements about ${subject.name} overlap in time. They are alternatives and are never added.`;
      flags.push({ code: 'periods_overlap', message });
    }
    const summed = facts.find(({ rows }) => rows > 1);
    if (summed) {
      const message = `${summed.rows} rows of ${summed.origin.fileName} about ${subject.name} could not be told apart; their counts are summed and reach is unknown.`;
      flags.push({ code: 'rows_summed', message });
    }
  }
  return flags;
}

function linkFlags({ leaves }: Plan): ReportFlag[] {
  if (leaves.some(({ family }) => family === 'streaming')) return [];
  const message = 'No artist or track is linked, so there are no streams to read beside the spend.';
  return [{ code: 'no_streams_linked', message }];
}

function currencyFlags({ daily }: ReportTables): ReportFlag[] {
  if (daily.total.total.values.spend?.reason !== 'mixed_currencies') return [];
  const message = 'Money is stated in several currencies and isn’t added. Report on the ad campaigns one by one.';
  return [{ code: 'currencies_mixed', message }];
}

const importsOfAds = (facts: readonly SeriesFact[]): string[] =>
  facts.flatMap(({ source, origin }) =>
    source === 'meta_ads_manager' && origin.kind !== 'push' ? [origin.importId] : [],
  );

const mostFlags = 100;
const longestMessage = 5000;

/** Everything that is odd about the numbers of a report. */
export async function reportFlags(
  ctx: ReadContext,
  plan: Plan,
  tables: ReportTables,
  { range, leftOut }: { range: DateRange; leftOut: number },
): Promise<ReportFlag[]> {
  const facts = factsOf(tables);
  const parts = [...tables.locations, ...tables.demographics].flatMap((table) =>
    notesOf(table, plan.organization.timeZone).filter(({ code }) => code === 'groups_differ'),
  );
  const rest = `${leftOut} more countries, ages or genders aren’t listed; the ones with most spend are.`;
  const flags: ReportFlag[] = [
    ...clicksOverImpressions(facts),
    ...daysAgainstPeriod(tables, range),
    ...(await totalsRowNotes(ctx, importsOfAds(facts), plan.asOf)),
    ...periodFlags(tables),
    ...linkFlags(plan),
    ...currencyFlags(tables),
    ...notesOf(tables.daily, plan.organization.timeZone).flatMap(({ code, message }) =>
      code === 'no_streams_linked' ? [] : [{ code, message }],
    ),
    ...parts,
    ...(leftOut > 0 ? [{ code: 'members_left_out' as const, message: rest }] : []),
  ];
  const cut = ({ code, message }: ReportFlag) => ({ code, message: message.slice(0, longestMessage).toWellFormed() });
  return flags.slice(0, mostFlags).map(cut);
}
