import { type ReportedMetricId, type ReportedValues, sumDecimals } from '@songtrackpro/contracts';
import type { InsightRow } from '../../providers/index.ts';

type Actions = InsightRow['actions'];

/**
 * Which of Meta's action types tells a metric. Several carry the same number under different names: the first that is
 * there counts, and they are never added.
 */
const actionTypes: Partial<Record<ReportedMetricId, readonly string[]>> = {
  landingPageViews: ['landing_page_view', 'omni_landing_page_view'],
  leads: ['lead'],
  websiteLeads: ['offsite_conversion.fb_pixel_lead'],
  formLeads: ['onsite_conversion.lead_grouped'],
  contentViews: ['omni_view_content', 'view_content'],
  searches: ['omni_search', 'search'],
  registrations: ['omni_complete_registration', 'complete_registration'],
  addsToCart: ['omni_add_to_cart', 'add_to_cart'],
  checkouts: ['omni_initiated_checkout', 'initiate_checkout'],
  purchases: ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'],
  websitePurchases: ['offsite_conversion.fb_pixel_purchase'],
  appInstalls: ['omni_app_install', 'mobile_app_install'],
  messagingConversations: ['onsite_conversion.messaging_conversation_started_7d'],
  pageEngagements: ['page_engagement'],
  postEngagements: ['post_engagement'],
  postReactions: ['post_reaction'],
  postComments: ['comment'],
  postSaves: ['onsite_conversion.post_save'],
  postShares: ['post'],
  follows: ['like'],
  photoViews: ['photo_view'],
  videoPlays3s: ['video_view'],
};

const valueTypes = {
  purchaseValue: ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'],
  websitePurchaseValue: ['offsite_conversion.fb_pixel_purchase'],
} as const satisfies Partial<Record<ReportedMetricId, readonly string[]>>;

const first = (actions: Actions, types: readonly string[]): string | undefined =>
  types
    .map((type) => actions?.find(({ action_type }) => action_type === type)?.value)
    .find((value) => value !== undefined);

const count = (text: string | undefined): number => Math.round(Number(text ?? 0));

/**
 * The metrics of a row. Meta leaves out what is zero, so a count that isn't there is 0; money of conversions that isn't
 * there stays unknown, since an account without a pixel has none either.
 */
export function valuesOf(row: InsightRow): ReportedValues {
  const values: ReportedValues = {
    impressions: count(row.impressions),
    reach: count(row.reach),
    clicks: count(row.clicks),
    linkClicks: count(row.inline_link_clicks),
    outboundClicks: count(sumDecimals((row.outbound_clicks ?? []).map(({ value }) => value ?? '0'))),
    thruPlays: count(sumDecimals((row.video_thruplay_watched_actions ?? []).map(({ value }) => value ?? '0'))),
    spend: row.spend ?? '0',
  };
  if (row.frequency !== undefined) values.reportedFrequency = row.frequency;
  for (const [id, types] of Object.entries(actionTypes)) {
    values[id as keyof typeof actionTypes] = count(first(row.actions, types));
  }
  for (const [id, types] of Object.entries(valueTypes)) {
    const value = first(row.action_values, types);
    if (value !== undefined) values[id as keyof typeof valueTypes] = value;
  }
  return values;
}
