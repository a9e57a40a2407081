import {
  describeAbsence,
  describeMetric,
  formatMetric,
  type MetricId,
  type MetricValues,
  type ReportContent,
  type ReportGoal,
} from '@songtrackpro/contracts';
import { weeksOf } from '../weeks.ts';
import { colours, type Sheets, sheet, textWidth } from './page.ts';
import { drawTable } from './table.ts';

/** What a manager looks at first. */
const first: readonly MetricId[] = [
  'spend',
  'impressions',
  'reach',
  'frequency',
  'linkClicks',
  'linkCtr',
  'linkCpc',
  'cpm',
  'results',
  'costPerResult',
  'conversions',
  'conversionRate',
  'streams',
  'blendedCostPerStream',
  'roas',
  'roi',
];
const perRow = 4;
const cell = { width: textWidth / perRow, height: 36 } as const;

const absent = { value: null, reason: 'unavailable' };

/** Totals that are known, then what isn’t and why; what nobody could have stated is left out. */
export function drawTotals(sheets: Sheets, { totals, roi, currency }: ReportContent): void {
  const values: MetricValues = { ...totals, roi: roi.roi ?? absent };
  const known = first.filter((id) => values[id] != null && values[id].value !== null);
  for (const [index, id] of known.entries()) {
    const column = index % perRow;
    if (column === 0) {
      sheets.need(cell.height);
      if (index > 0) sheets.y += cell.height;
    }
    const x = sheet.margin + column * cell.width;
    sheets.doc.rect(x, sheets.y, cell.width - 6, cell.height - 6).fill(colours.shade);
    const width = cell.width - 18;
    sheets.write(describeMetric(id).name, x + 6, sheets.y + 4, { size: 7, colour: colours.quiet, width });
    const text = formatMetric(id, values[id] ?? absent, currency);
    sheets.write(text, x + 6, sheets.y + 14, { size: 11, bold: true, width });
  }
  if (known.length > 0) sheets.y += cell.height + 2;
  const unknown = first.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  const byReason = Map.groupBy(unknown, (id) => describeAbsence(values[id]?.reason ?? 'unavailable'));
  const said = [...byReason].map(
    ([reason, ids]) => `${ids.map((id) => describeMetric(id).name).join(', ')} (${reason})`,
  );
  sheets.paragraph(`Not known: ${said.join('; ')}.`, { size: 8, colour: colours.quiet });
  sheets.y += 4;
}

const weekColumns = ['spend', 'impressions', 'linkClicks', 'streams'] as const;

/** Weeks from Monday; a sum with unknown days in it says so, because it is no whole week. */
export function drawWeeks(sheets: Sheets, { days, currency }: ReportContent): void {
  const weeks = weeksOf(days, weekColumns);
  if (weeks.length === 0) return;
  sheets.heading('By week');
  const columns = [
    { title: 'Week', share: 1.3 },
    ...weekColumns.map((id) => ({
      title: id === 'spend' && currency !== null ? `Spend ${currency}` : describeMetric(id).name,
      share: 1.2,
    })),
  ];
  const rows = weeks.map(({ from, to, sums }) => [
    `${from} to ${to.slice(5)}`,
    ...weekColumns.map((id) => {
      const { value, known, of } = sums[id];
      if (value === null) return '–';
      const text = formatMetric(id, { value, reason: null }, null);
      return known < of ? `${text} (${known} of ${of} days)` : text;
    }),
  ]);
  drawTable(sheets, columns, rows);
}

const share = ({ share: part }: ReportGoal) => (part === null ? '–' : `${Math.round(part * 100)}%`);
const reasons = {
  no_subject: 'no artist or track is linked',
  no_ad_campaign: 'no ad campaign is linked',
  no_start: 'the campaign has no first day',
  no_facts: 'nothing is known',
  not_additive: 'cannot be added up',
  expired_before: 'a part of it has expired',
} as const;

export function drawGoals(sheets: Sheets, { goals }: ReportContent): void {
  if (goals.length === 0) return;
  sheets.heading('Goals');
  const columns = [
    { title: 'Goal', share: 1 },
    { title: 'From', share: 0.8 },
    { title: 'Target', share: 0.8 },
    { title: 'Reached so far', share: 1.6 },
    { title: 'Way', share: 0.6 },
    { title: 'Due', share: 0.9 },
    { title: 'Stands', share: 0.9 },
  ];
  const count = (value: number) => formatMetric('impressions', { value, reason: null }, null);
  const rows = goals.map((goal) => [
    `${goal.type[0]?.toUpperCase() ?? ''}${goal.type.slice(1)}`,
    count(goal.baseline),
    count(goal.target),
    goal.current === null ? `– (${reasons[goal.reason ?? 'no_facts']})` : count(goal.current),
    share(goal),
    goal.dueDate ?? '–',
    goal.status?.replaceAll('_', ' ') ?? '–',
  ]);
  drawTable(sheets, columns, rows);
}

const partColumns = ['spend', 'impressions', 'linkClicks', 'linkCtr', 'cpm'] as const;

function drawPart(sheets: Sheets, title: string, name: string, rows: { name: string; values: MetricValues }[]): void {
  if (rows.length === 0) return;
  sheets.heading(title);
  const columns = [
    { title: name, share: 1.6 },
    ...partColumns.map((id) => ({ title: describeMetric(id).name, share: 1 })),
  ];
  const cells = rows.map(({ name: first, values }) => [
    first,
    ...partColumns.map((id) => {
      const value = values[id] ?? absent;
      return value.value === null ? '–' : formatMetric(id, value, null);
    }),
  ]);
  drawTable(sheets, columns, cells);
}

/** Countries, ages and genders; a table for what the source tells. */
export function drawParts(sheets: Sheets, { locations, demographics, currency }: ReportContent): void {
  const money = currency === null ? '' : `, money in ${currency}`;
  const places = locations.map(({ country, values }) => ({ name: country, values }));
  drawPart(sheets, `Countries${money}`, 'Country', places);
  const people = demographics.map(({ age, gender, values }) => ({
    name: [age, gender].filter((part) => part !== null).join(', '),
    values,
  }));
  drawPart(sheets, `Ages and genders${money}`, 'Age, gender', people);
}
