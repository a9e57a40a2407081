import type { MetricId } from '@songtrackpro/contracts';

/** What a report tells, in the order in which people read it. */
export const metricsOfReport = {
  ads: [
    'spend',
    'impressions',
    'reach',
    'frequency',
    'clicks',
    'ctr',
    'linkClicks',
    'linkCtr',
    'linkCpc',
    'cpm',
    'landingPageViews',
    'results',
    'costPerResult',
    'conversions',
    'conversionRate',
    'costPerConversion',
    'purchaseValue',
    'roas',
    'totalCost',
    'revenue',
    'roi',
  ],
  streams: ['streams', 'listeners', 'saves', 'followers', 'streamsPerListener', 'blendedCostPerStream'],
  /** Of each day. */
  daily: ['spend', 'impressions', 'clicks', 'linkClicks', 'results', 'conversions', 'streams', 'listeners', 'saves'],
  /** Of each country, age and gender. */
  parts: ['spend', 'impressions', 'reach', 'linkClicks', 'linkCtr', 'linkCpc', 'cpm', 'results', 'costPerResult'],
  roi: ['spend', 'purchaseValue', 'roas', 'totalCost', 'revenue', 'roi', 'streams', 'blendedCostPerStream'],
} as const satisfies Record<string, readonly MetricId[]>;
