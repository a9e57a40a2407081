import {
  describeMetric,
  formatMetric,
  isCalculatedMetric,
  isReportedMetric,
  type MetricId,
  type MetricValues,
} from '@songtrackpro/sdk';

/** What a manager looks at first, in this order; everything else is in the API's answer. */
const shown: readonly MetricId[] = [
  'spend',
  'impressions',
  'reach',
  'frequency',
  'linkClicks',
  'linkCtr',
  'linkCpc',
  'cpm',
  'landingPageViews',
  'results',
  'costPerResult',
  'conversions',
  'conversionRate',
  'roas',
];

/** Rows of a table: name and value of each metric that the source states. */
export function metricRows(values: MetricValues, currency: string | null): string[][] {
  return shown.flatMap((id) => {
    const value = values[id];
    if (!value || !(isReportedMetric(id) || isCalculatedMetric(id))) return [];
    return [[describeMetric(id).name, formatMetric(id, value, currency)]];
  });
}
