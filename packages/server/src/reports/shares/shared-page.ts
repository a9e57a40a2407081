import {
  describeMetric,
  formatMetric,
  type MetricId,
  type MetricValues,
  type ReportContent,
  type StoredReport,
} from '@songtrackpro/contracts';
import { html } from 'hono/html';
import { type Page, page } from '../../core/pages.ts';
import { metricsOfReport } from '../content/metrics-of-report.ts';
import { describeGap, describeProvisional } from '../files/describe-quality.ts';
import { weeksOf } from '../files/weeks.ts';

const absent = { value: null, reason: 'unavailable' };

const rows = (cells: readonly (readonly string[])[], tag: 'th' | 'td' = 'td') =>
  cells.map(
    (row) => html`<tr>${row.map((cell) => (tag === 'th' ? html`<th>${cell}</th>` : html`<td>${cell}</td>`))}</tr>`,
  );

const table = (head: readonly string[], body: readonly (readonly string[])[]) =>
  body.length === 0 ? '' : html`<table>${rows([head], 'th')}${rows(body)}</table>`;

const name = (id: MetricId) => describeMetric(id).name;
const ordered: readonly MetricId[] = [...metricsOfReport.ads, ...metricsOfReport.streams];

function totalRows({ totals, currency }: ReportContent): string[][] {
  return ordered.flatMap((id) => {
    const value = totals[id];
    return value ? [[name(id), formatMetric(id, value, currency)]] : [];
  });
}

const partColumns = ['spend', 'impressions', 'linkClicks', 'linkCtr', 'cpm'] as const;
const partRow = (label: string, values: MetricValues) => [
  label,
  ...partColumns.map((id) => formatMetric(id, values[id] ?? absent, null)),
];

const weekColumns = ['spend', 'impressions', 'linkClicks', 'streams'] as const;

function weekRows({ days }: ReportContent): string[][] {
  return weeksOf(days, weekColumns).map(({ from, to, sums }) => [
    `${from} to ${to}`,
    ...weekColumns.map((id) => {
      const { value, known, of } = sums[id];
      if (value === null) return '–';
      const text = formatMetric(id, { value, reason: null }, null);
      return known < of ? `${text} (${known} of ${of} days)` : text;
    }),
  ]);
}

/** A version of a report for somebody without an account. Nothing is loaded, and nothing runs in it. */
export function sharedPage({ content, version, builtAt, contentHash }: StoredReport): Page {
  const { campaign, organization, range, currency, goals, locations, demographics, quality, asOf } = content;
  const days = range === null ? 'no days are known' : `${range.from} to ${range.to}`;
  const money = currency === null ? '' : `Money in ${currency}. `;
  return page(campaign.name, [
    html`<p>Campaign report of ${organization.name}, ${days}. ${money}Version ${version}, built ${builtAt} from what had been recorded by ${asOf}.</p>
<p><a href="?format=pdf">PDF</a> · <a href="?format=csv">CSV</a> · <a href="?format=json">JSON</a></p>`,
    html`<h2>Totals</h2>${table(['', ''], totalRows(content))}`,
    html`<h2>What is missing, and what to know</h2><ul>${[
      ...quality.missing.map(describeGap),
      describeProvisional(quality),
      ...quality.flags.map(({ message }) => message),
    ].map((line) => html`<li>${line}</li>`)}</ul>`,
    html`<h2>By week</h2>${table(['Week', ...weekColumns.map(name)], weekRows(content))}`,
    goals.length === 0
      ? ''
      : html`<h2>Goals</h2>${table(
          ['Goal', 'Target', 'So far', 'Stands'],
          goals.map(({ type, target, current, status }) => [
            type,
            String(target),
            String(current ?? '–'),
            status ?? '–',
          ]),
        )}`,
    locations.length === 0
      ? ''
      : html`<h2>Countries</h2>${table(
          ['Country', ...partColumns.map(name)],
          locations.map(({ country, values }) => partRow(country, values)),
        )}`,
    demographics.length === 0
      ? ''
      : html`<h2>Ages and genders</h2>${table(
          ['Age, gender', ...partColumns.map(name)],
          demographics.map(({ age, gender, values }) =>
            partRow([age, gender].filter((part) => part !== null).join(', '), values),
          ),
        )}`,
    html`<h2>Sources</h2>${table(
      ['File', 'Source', 'Days', 'Facts', 'Stated', 'SHA-256'],
      quality.sources.map(({ fileName, source, from, to, facts, observedAt, sha256 }) => [
        fileName ?? 'pushed by a program',
        source,
        `${from} to ${to}`,
        String(facts),
        observedAt,
        sha256 ?? '–',
      ]),
    )}<p>SHA-256 of the content: <code>${contentHash}</code></p>`,
  ]);
}

/** What every link answers that shows nothing: it doesn’t tell which of the reasons it is. */
export const nothingHere = (): Page =>
  page(
    'Nothing here',
    html`<p>This link shows nothing, or shows it no longer. Ask whoever gave it to you for a new one.</p>`,
  );
