import type { FakeAd, FakeAdTree } from './ad-tree.ts';
import { addDelivered, breakDown, type Delivered, type FakeDelivery, isBreakdown, nothing } from './delivery.ts';
import { GraphRefusal } from './graph-errors.ts';
import type { FakeAdAccount } from './state.ts';

export interface InsightsRequest {
  account: FakeAdAccount;
  level: string;
  fields: string[];
  breakdowns: string[];
  since: string;
  until: string;
  /** `1` for days; anything else for the whole range. */
  increment: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;
const invalid = (message: string) => new GraphRefusal({ code: 100, message: `(#100) ${message}` });

function parseRange(text: string): { since: string; until: string } {
  try {
    const { since, until } = JSON.parse(text);
    if (day.test(since) && day.test(until) && since <= until) return { since, until };
  } catch {}
  throw invalid('time_range must be {"since":"YYYY-MM-DD","until":"YYYY-MM-DD"}');
}

/** Breakdowns that Meta combines. */
const combinations = ['age,gender', 'publisher_platform,platform_position', 'publisher_platform,impression_device'];

export function parseInsights(account: FakeAdAccount, parameters: Record<string, string>, now: Date): InsightsRequest {
  const { level = 'account', fields = 'impressions,spend', breakdowns = '' } = parameters;
  if (!['account', 'campaign', 'adset', 'ad'].includes(level))
    throw invalid('level must be one of account, campaign, adset, ad');
  const names = breakdowns.split(',').filter(Boolean);
  if (!names.every(isBreakdown)) throw invalid(`breakdowns: unknown value in ${breakdowns}`);
  if (names.length > 1 && !combinations.includes(breakdowns))
    throw invalid(`Current combination of data breakdown columns (${breakdowns}) is invalid`);
  const range = parseRange(parameters.time_range ?? '');
  const oldest = new Date(now);
  oldest.setUTCMonth(oldest.getUTCMonth() - 37);
  if (range.since < oldest.toISOString().slice(0, 10))
    throw new GraphRefusal({
      code: 3018,
      message: '(#3018) The start date of the time range cannot be beyond 37 months from the current date',
    });
  const increment = parameters.time_increment ?? 'all_days';
  return { account, level, fields: fields.split(','), breakdowns: names, ...range, increment };
}

function daysOf(since: string, until: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(since); at <= Date.parse(until); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

const levelKey: Record<string, (ad: FakeAd) => string> = {
  account: () => '',
  campaign: (ad) => ad.campaignId,
  adset: (ad) => ad.adSetId,
  ad: (ad) => ad.id,
};

const money = (cents: number) => (cents / 100).toFixed(2);
const ratio = (part: number, whole: number) => (part / whole).toFixed(6);
const action = (type: string, count: number) => ({ action_type: type, value: String(count) });
const windows = (type: string, value: string) => ({
  action_type: type,
  value,
  '1d_click': value,
  '7d_click': value,
  '28d_click': value,
});

/** Every field that the fake knows; what is zero or has no base is left out, as Meta does. */
function fieldsOf(d: Delivered, tree: FakeAdTree, account: FakeAdAccount, ad: FakeAd): Record<string, unknown> {
  const campaign = tree.campaigns.get(ad.campaignId);
  const adSet = tree.adSets.get(ad.adSetId);
  const created = campaign?.createdAt.toISOString().slice(0, 10);
  const actions: [string, number][] = [
    ['link_click', d.linkClicks],
    ['page_engagement', d.postEngagements],
    ['post_engagement', d.postEngagements],
    ['landing_page_view', d.landingPageViews],
    ['video_view', d.videoViews],
    ['purchase', d.purchases],
    ['omni_purchase', d.purchases],
    ['offsite_conversion.fb_pixel_purchase', d.purchases],
  ];
  const counted = actions.filter(([, count]) => count > 0);
  const perAction = (count: number) => ratio(d.spendCents / 100, count);
  return {
    account_currency: account.currency,
    account_id: account.id.slice(4),
    account_name: account.name,
    campaign_id: ad.campaignId,
    campaign_name: campaign?.name,
    adset_id: ad.adSetId,
    adset_name: adSet?.name,
    ad_id: ad.id,
    ad_name: ad.name,
    buying_type: 'AUCTION',
    objective: campaign?.objective,
    optimization_goal: 'LINK_CLICKS',
    created_time: created,
    updated_time: created,
    attribution_setting: '7d_click_1d_view',
    impressions: String(d.impressions),
    reach: String(d.reach),
    frequency: ratio(d.impressions, d.reach),
    clicks: String(d.clicks),
    spend: money(d.spendCents),
    cpm: ratio(d.spendCents * 10, d.impressions),
    ctr: ratio(d.clicks * 100, d.impressions),
    ...(d.clicks > 0 && { cpc: perAction(d.clicks) }),
    ...(d.postEngagements > 0 && {
      inline_post_engagement: String(d.postEngagements),
      cost_per_inline_post_engagement: perAction(d.postEngagements),
    }),
    ...(d.linkClicks > 0 && {
      inline_link_clicks: String(d.linkClicks),
      inline_link_click_ctr: ratio(d.linkClicks * 100, d.impressions),
      cost_per_inline_link_click: perAction(d.linkClicks),
      website_ctr: [action('link_click', 0)].map((one) => ({
        ...one,
        value: ratio(d.linkClicks * 100, d.impressions),
      })),
    }),
    ...(d.outboundClicks > 0 && {
      outbound_clicks: [action('outbound_click', d.outboundClicks)],
      outbound_clicks_ctr: [{ action_type: 'outbound_click', value: ratio(d.outboundClicks * 100, d.impressions) }],
      cost_per_outbound_click: [{ action_type: 'outbound_click', value: perAction(d.outboundClicks) }],
    }),
    ...(counted.length > 0 && {
      actions: counted.map(([type, count]) => windows(type, String(count))),
      cost_per_action_type: counted.map(([type, count]) => windows(type, perAction(count))),
    }),
    ...(d.purchaseValueCents > 0 && {
      action_values: [
        windows('purchase', money(d.purchaseValueCents)),
        windows('omni_purchase', money(d.purchaseValueCents)),
      ],
      purchase_roas: [{ action_type: 'omni_purchase', value: ratio(d.purchaseValueCents, d.spendCents) }],
    }),
    ...(d.videoViews > 0 && {
      video_thruplay_watched_actions: [action('video_view', Math.ceil(d.videoViews / 2))],
    }),
  };
}

const ofLevel: Record<string, RegExp> = {
  account: /^(campaign|adset|ad)_|^(objective|optimization_goal|buying_type|created_time|updated_time)$/,
  campaign: /^(adset|ad)_/,
  adset: /^ad_/,
  ad: /^$/,
};

/** The rows of a request in the order in which Meta gives them: by day, then by object. */
export function insightRows(
  tree: FakeAdTree,
  delivery: FakeDelivery,
  request: InsightsRequest,
): Record<string, unknown>[] {
  const { account, level, fields, breakdowns, since, until, increment } = request;
  const ads = tree.ofAccount(tree.ads, account.id);
  const keyOf = levelKey[level] ?? (() => '');
  const groups = [...Map.groupBy(ads, keyOf).values()];
  const spans = increment === '1' ? daysOf(since, until).map((date) => [date]) : [daysOf(since, until)];
  return spans.flatMap((dates) =>
    groups.flatMap((group) => {
      const [first] = group;
      const all = dates.flatMap((date) => group.flatMap((ad) => delivery.of(ad, date) ?? []));
      if (!first || all.length === 0) return [];
      const whole = all.reduce(addDelivered, nothing);
      return breakDown(whole, breakdowns).map(({ segment, delivered }) => {
        const known = fieldsOf(delivered, tree, account, first);
        const asked = fields.filter((field) => known[field] !== undefined && !ofLevel[level]?.test(field));
        return {
          ...Object.fromEntries(asked.map((field) => [field, known[field]])),
          date_start: dates[0],
          date_stop: dates.at(-1),
          ...segment,
        };
      });
    }),
  );
}

/** Meta's own sums over all rows. */
export function summarise(rows: readonly Record<string, unknown>[], names: readonly string[]): Record<string, string> {
  const sumOf = (name: string) => {
    const cents = rows.reduce((sum, row) => sum + Math.round(Number(row[name] ?? 0) * 100), 0);
    return name === 'spend' ? money(cents) : String(cents / 100);
  };
  return Object.fromEntries(names.map((name) => [name, sumOf(name)]));
}
