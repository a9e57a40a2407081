import type { CampaignReport, DateRange, MetricValue, ReportedMetricId } from '@songtrackpro/contracts';
import { eachDate, type Series, unavailable } from '../metrics/index.ts';

type Days = NonNullable<CampaignReport['daily']>['days'];

/** Ad numbers and streams of each day on one axis; a day that nobody stated is null and not zero. */
export function reportDays(range: DateRange, spend: Series | null, streams: Series | null): Days {
  const ads = new Map(spend?.facts.map((fact) => [fact.date, fact.current.values]));
  const plays = new Map(streams?.facts.map((fact) => [fact.date, fact.current.values]));
  return [...eachDate(range)].map((date) => {
    const pick = (values: typeof ads, id: ReportedMetricId): MetricValue => {
      const value = values.get(date)?.[id];
      return value == null ? unavailable : { value, reason: null };
    };
    return {
      date,
      spend: pick(ads, 'spend'),
      impressions: pick(ads, 'impressions'),
      linkClicks: pick(ads, 'linkClicks'),
      streams: pick(plays, 'streams'),
      listeners: pick(plays, 'listeners'),
    };
  });
}
