import { formatMetric, type MetricId, type Overview, type PeriodFact } from '@songtrackpro/sdk';
import { days } from './format-count.ts';
import { sparkline } from './sparkline.ts';

const headline: readonly [MetricId, string][] = [
  ['spend', 'spend'],
  ['impressions', 'impressions'],
  ['reach', 'reach'],
  ['linkClicks', 'link clicks'],
  ['frequency', 'frequency'],
  ['cpm', 'CPM'],
];

function periodLine(fact: PeriodFact): string {
  const parts = headline.flatMap(([id, name]) => {
    const value = fact.values[id];
    return value ? [`${name} ${formatMetric(id, value, fact.currency)}`] : [];
  });
  return `    ${fact.from} to ${fact.to}   ${parts.join('   ')}`;
}

function accountLines({ name, campaigns, periods }: Overview['accounts'][number]): string[] {
  const head = `  ${name}   ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'}`;
  if (periods.length === 0) return [head, '    no totals: no export known by then had a row for the whole account'];
  return [head, ...periods.map(periodLine)];
}

function timelineLines(timeline: Overview['timelines'][number]): string[] {
  const { subject, range, totals, missing } = timeline;
  const line = sparkline(timeline.streams);
  const unknown = timeline.streams.length - timeline.days;
  const streams = totals.streams ? `   ${formatMetric('streams', totals.streams, null)} streams` : '';
  const gaps =
    unknown === 0
      ? 'none missing'
      : `${days(unknown)} unknown in ${missing.length} ${missing.length === 1 ? 'gap' : 'gaps'}`;
  const lines = [`  ${subject.name}   ${range.from} to ${range.to}   ${days(timeline.days)}${streams}   ${gaps}`];
  if (line.highest === null) return lines;
  const scale = line.daysPerMark === 1 ? '' : `, ${line.daysPerMark} days a mark`;
  return [...lines, `    ${line.text}   highest day ${line.highest.toLocaleString('en-US')}${scale}`];
}

/** The overview as lines of text: account totals, timelines, and what to know before trusting them. */
export function overviewLines(overview: Overview): string[] {
  const { organization, accounts, timelines, quality, asOf } = overview;
  return [
    `OVERVIEW   ${organization.name}, as of ${asOf.slice(0, 16).replace('T', ' ')} UTC`,
    '',
    ...(accounts.length === 0
      ? []
      : ['Ad accounts, as the platform states them', ...accounts.flatMap(accountLines), '']),
    ...(timelines.length === 0 ? [] : ['Streams by day', ...timelines.flatMap(timelineLines), '']),
    ...(quality.length === 0 ? [] : ['To know', ...quality.map(({ message }) => `  - ${message}`), '']),
  ];
}
