import { daysBetween, weekday } from './calendar.ts';
import type { Random } from './seeded-random.ts';
import { type AdSet, type Campaign, campaigns } from './story.ts';

/** What an ad set got on one day, or a sum of such days. Money in cents, so that sums are exact. */
export interface Delivery {
  spend: number;
  impressions: number;
  linkClicks: number;
  clicks: number;
  results: number;
  landingPageViews: number;
}

export interface DayOfAdSet extends Delivery {
  campaign: Campaign;
  adSet: AdSet;
  day: string;
}

/** The weekend is cheaper and busier for music; Sunday first. */
const weekRhythm = [1.08, 0.94, 0.92, 0.95, 0.99, 1.07, 1.12];

export function deliverAds(random: Random): DayOfAdSet[] {
  return campaigns.flatMap((campaign) =>
    campaign.adSets.flatMap((adSet) =>
      daysBetween(campaign.first, campaign.last).map((day, index) => deliverDay(campaign, adSet, day, index, random)),
    ),
  );
}

function deliverDay(campaign: Campaign, adSet: AdSet, day: string, index: number, random: Random): DayOfAdSet {
  const learning = index === 0 ? 0.55 : index < 3 ? 0.85 : 1;
  const rhythm = weekRhythm[weekday(day)] ?? 1;
  const spend = Math.round(random.around(adSet.dailyBudget * learning, 0.06));
  // An audience tires: the longer it sees the ads, the dearer it gets.
  const price = random.around((adSet.cpm * (1 + index * 0.006)) / rhythm, 0.09);
  const impressions = Math.round((spend / price) * 1000);
  const linkClicks = Math.round(random.around(impressions * adSet.linkRate * rhythm, 0.14));
  const clicks = linkClicks + Math.round(random.around(impressions * 0.0058, 0.2));
  const landingPageViews = Math.round(random.around(linkClicks * 0.71, 0.05));
  const { of, rate } = campaign.resultRate;
  const results = of === 'linkClicks' ? landingPageViews : Math.round(random.around(impressions * rate, 0.07));
  return { campaign, adSet, day, spend, impressions, linkClicks, clicks, results, landingPageViews };
}

export function sumDeliveries(parts: readonly Delivery[]): Delivery {
  const total = { spend: 0, impressions: 0, linkClicks: 0, clicks: 0, results: 0, landingPageViews: 0 };
  for (const part of parts) {
    for (const key of Object.keys(total) as (keyof Delivery)[]) total[key] += part[key];
  }
  return total;
}

/**
 * Distinct people among impressions: the more impressions an audience gets, the more often they meet someone again.
 * `audience` is how many could be reached at all.
 */
export function reachOf(impressions: number, audience: number): number {
  return Math.round((impressions * audience) / (audience + impressions * 0.82));
}
