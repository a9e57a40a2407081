import { createHash } from 'node:crypto';
import type { FakeAd } from './ad-tree.ts';

/** What was counted for one ad on one day, or for a part of it. Money in hundredths of a unit. */
export interface Delivered {
  impressions: number;
  reach: number;
  clicks: number;
  linkClicks: number;
  outboundClicks: number;
  postEngagements: number;
  landingPageViews: number;
  videoViews: number;
  purchases: number;
  spendCents: number;
  purchaseValueCents: number;
}

export const nothing: Delivered = {
  impressions: 0,
  reach: 0,
  clicks: 0,
  linkClicks: 0,
  outboundClicks: 0,
  postEngagements: 0,
  landingPageViews: 0,
  videoViews: 0,
  purchases: 0,
  spendCents: 0,
  purchaseValueCents: 0,
};

export function addDelivered(a: Delivered, b: Delivered): Delivered {
  const sum = { ...a };
  for (const name of Object.keys(nothing) as (keyof Delivered)[]) sum[name] += b[name];
  return sum;
}

function scale(delivered: Delivered, factor: number): Delivered {
  const scaled = { ...delivered };
  for (const name of Object.keys(nothing) as (keyof Delivered)[]) scaled[name] = Math.floor(delivered[name] * factor);
  return scaled;
}

interface Restatement {
  account: string;
  date: string;
  adId: string | null;
  factor: number;
}

/** What ads delivered: made from the ad and the day, so that it is always the same, and restated where it is told so. */
export class FakeDelivery {
  /** No ad delivered before this day. */
  firstDay = '0000-01-01';
  readonly #restatements: Restatement[] = [];

  get changes(): number {
    return this.#restatements.length;
  }

  /** Changes a past day by a factor, as invalid clicks or late conversions do; 0 takes its rows away. */
  restate(restatement: { account: string; date: string; factor: number; adId?: string }): void {
    this.#restatements.push({ adId: null, ...restatement });
  }

  of(ad: FakeAd, date: string): Delivered | null {
    if (date < this.firstDay) return null;
    const bytes = createHash('sha256').update(`${ad.id} ${date}`).digest();
    const share = (at: number) => bytes.readUInt16BE(at) / 65_536;
    const impressions = 200 + Math.floor(share(0) * 3800);
    const linkClicks = Math.floor(impressions * share(2) * 0.04);
    let delivered: Delivered = {
      impressions,
      reach: Math.floor(impressions * (0.6 + share(4) * 0.35)),
      clicks: linkClicks + Math.floor(impressions * share(6) * 0.02),
      linkClicks,
      outboundClicks: Math.floor(linkClicks * 0.9),
      postEngagements: linkClicks + Math.floor(impressions * share(8) * 0.05),
      landingPageViews: Math.floor(linkClicks * 0.7),
      videoViews: Math.floor(impressions * share(10) * 0.3),
      purchases: Math.floor(linkClicks * share(12) * 0.1),
      spendCents: 50 + Math.floor(impressions * (0.3 + share(14) * 0.5)),
      purchaseValueCents: 0,
    };
    delivered.purchaseValueCents = delivered.purchases * (999 + Math.floor(share(16) * 2000));
    for (const { account, date: restated, adId, factor } of this.#restatements) {
      if (account !== ad.account || restated !== date || (adId !== null && adId !== ad.id)) continue;
      delivered = scale(delivered, factor);
    }
    return delivered.impressions === 0 ? null : delivered;
  }
}

const segments: Record<string, readonly [string, number][]> = {
  age: [
    ['18-24', 0.6],
    ['25-34', 0.4],
  ],
  gender: [
    ['female', 0.55],
    ['male', 0.45],
  ],
  country: [
    ['DE', 0.7],
    ['AT', 0.3],
  ],
  region: [
    ['Berlin', 0.6],
    ['Hamburg', 0.4],
  ],
  publisher_platform: [
    ['instagram', 0.8],
    ['facebook', 0.2],
  ],
  platform_position: [
    ['feed', 0.6],
    ['story', 0.4],
  ],
  device_platform: [
    ['mobile_app', 0.95],
    ['desktop', 0.05],
  ],
  impression_device: [
    ['iphone', 0.6],
    ['android_smartphone', 0.4],
  ],
  product_id: [['PRODUCT_1', 1]],
};

export const isBreakdown = (name: string) => name in segments;

/** The parts of a day by breakdowns; those in which nothing was delivered don't exist. */
export function breakDown(
  delivered: Delivered,
  breakdowns: readonly string[],
): { segment: Record<string, string>; delivered: Delivered }[] {
  let parts: { segment: Record<string, string>; share: number }[] = [{ segment: {}, share: 1 }];
  for (const breakdown of breakdowns) {
    parts = parts.flatMap(({ segment, share }) =>
      (segments[breakdown] ?? []).map(([value, own]) => ({
        segment: { ...segment, [breakdown]: value },
        share: share * own,
      })),
    );
  }
  return parts.flatMap(({ segment, share }) => {
    const part = scale(delivered, share);
    return part.impressions === 0 ? [] : [{ segment, delivered: part }];
  });
}
