export type InsightLevel = 'account' | 'campaign' | 'adset' | 'ad';

export const insightBreakdowns = [
  'age',
  'gender',
  'country',
  'region',
  'publisher_platform',
  'platform_position',
  'device_platform',
  'impression_device',
] as const;
export type InsightBreakdown = (typeof insightBreakdowns)[number];

/** Days of one level and one set of breakdowns; both ends included, in the ad account's zone. */
export interface InsightsQuery {
  level: InsightLevel;
  breakdowns: readonly InsightBreakdown[];
  since: string;
  until: string;
}

const parents: Record<InsightLevel, string[]> = {
  account: [],
  campaign: ['campaign_id', 'campaign_name'],
  adset: ['campaign_id', 'campaign_name', 'adset_id', 'adset_name'],
  ad: ['campaign_id', 'campaign_name', 'adset_id', 'adset_name', 'ad_id', 'ad_name'],
};

const metrics = [
  'impressions',
  'reach',
  'frequency',
  'clicks',
  'inline_link_clicks',
  'spend',
  'outbound_clicks',
  'actions',
  'action_values',
  'video_thruplay_watched_actions',
];

/** What is summed by Meta over all pages, to find that one is missing. */
export const summedFields = ['impressions', 'clicks', 'spend'] as const;

export function parametersOf(
  { level, breakdowns, since, until }: InsightsQuery,
  rowsPerPage: number,
): Record<string, string> {
  const fields = [
    'account_id',
    'account_name',
    'account_currency',
    ...parents[level],
    ...metrics,
    'attribution_setting',
  ];
  return {
    level,
    fields: fields.join(','),
    time_range: JSON.stringify({ since, until }),
    time_increment: '1',
    limit: String(rowsPerPage),
    summary: JSON.stringify(summedFields),
    ...(breakdowns.length > 0 && { breakdowns: breakdowns.join(',') }),
  };
}

const dayMs = 86_400_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** A query in two halves; null where it is of one day. */
export function halve(query: InsightsQuery): [InsightsQuery, InsightsQuery] | null {
  const [since, until] = [Date.parse(query.since), Date.parse(query.until)];
  const days = Math.round((until - since) / dayMs) + 1;
  if (days < 2) return null;
  const middle = since + (Math.floor(days / 2) - 1) * dayMs;
  return [
    { ...query, until: dayOf(middle) },
    { ...query, since: dayOf(middle + dayMs) },
  ];
}
