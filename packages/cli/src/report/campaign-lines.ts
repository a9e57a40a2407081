import { type CampaignReport, formatMetric, type MetricValue } from '@songtrackpro/sdk';
import { metricRows } from './metric-rows.ts';
import { type Sparkline, sparkline } from './sparkline.ts';
import { table } from './table.ts';

type Daily = NonNullable<CampaignReport['daily']>;

const numberOf = ({ value }: MetricValue): number | null => (value === null ? null : Number(value));

function curve(label: string, line: Sparkline, highest: string): string[] {
  if (line.highest === null) return [];
  const scale = line.daysPerMark === 1 ? '' : `, ${line.daysPerMark} days a mark`;
  return [`  ${label.padEnd(9)}${line.text}   highest day ${highest}${scale}`];
}

function dailyLines(daily: Daily, currency: string | null): string[] {
  const streams = sparkline(daily.days.map((day) => numberOf(day.streams)));
  const spend = sparkline(daily.days.map((day) => numberOf(day.spend)));
  const top = (line: Sparkline, id: 'streams' | 'spend') =>
    formatMetric(id, { value: line.highest, reason: null }, currency);
  const curves = [...curve('streams', streams, top(streams, 'streams')), ...curve('spend', spend, top(spend, 'spend'))];
  if (curves.length === 0) return [];
  const of = daily.streamsOf === null ? '' : `, streams of ${daily.streamsOf.name}`;
  return [
    '',
    `  By day, ${daily.range.from} to ${daily.range.to}${of} (· is unknown)`,
    ...curves,
    ...weekTable(daily, currency),
  ];
}

interface Week {
  from: string;
  values: Record<'spend' | 'impressions' | 'linkClicks' | 'streams', { sum: number; known: number }>;
  days: number;
}

const weekColumns = ['spend', 'impressions', 'linkClicks', 'streams'] as const;

function weeks(daily: Daily): Week[] {
  const found: Week[] = [];
  daily.days.forEach((day, index) => {
    if (index % 7 === 0) {
      const zero = () => ({ sum: 0, known: 0 });
      found.push({
        from: day.date,
        days: 0,
        values: { spend: zero(), impressions: zero(), linkClicks: zero(), streams: zero() },
      });
    }
    const week = found.at(-1);
    if (!week) return;
    week.days += 1;
    for (const column of weekColumns) {
      const value = numberOf(day[column]);
      if (value === null) continue;
      week.values[column].sum += value;
      week.values[column].known += 1;
    }
  });
  return found;
}

/** Weeks of the campaign; a sum with unknown days in it is marked, because it is no whole week. */
function weekTable(daily: Daily, currency: string | null): string[] {
  const rows = weeks(daily).map((week) => [
    week.from,
    ...weekColumns.map((column) => {
      const { sum, known } = week.values[column];
      if (known === 0) return '–';
      const text = formatMetric(column, { value: column === 'spend' ? sum.toFixed(2) : sum, reason: null }, null);
      return known < week.days ? `${text} (${known} of ${week.days} days)` : text;
    }),
  ]);
  const spendHead = currency === null ? 'spend' : `spend ${currency}`;
  return [
    '',
    ...table(
      [
        ['  week from', spendHead, 'impressions', 'link clicks', 'streams'],
        ...rows.map(([from = '', ...rest]) => [`  ${from}`, ...rest]),
      ],
      '',
    ),
  ];
}

/** A campaign's report as lines of text. */
export function campaignLines(report: CampaignReport): string[] {
  const { campaign, totals, periods, daily, quality } = report;
  const lines = [`CAMPAIGN   ${campaign.name}`];
  if (totals) {
    const { range, basis, currency, values } = totals;
    const how = basis === 'period' ? 'as the platform states the period' : 'sum of the days';
    lines.push(`  ${range.from} to ${range.to}, ${how}`, ...table(metricRows(values, currency), '    '));
  }
  if (periods.length > 1)
    lines.push(`  ${periods.length} statements for different periods or settings; the longest is shown`);
  if (daily) lines.push(...dailyLines(daily, totals?.currency ?? null));
  if (quality.length > 0)
    lines.push('', '  What is missing or to know', ...quality.map(({ message }) => `    - ${message}`));
  return lines;
}
