import { z } from 'zod';

/** A number in text, as every metric comes: exact, and not to be turned into a binary fraction. */
const NumberText = z.union([z.string().regex(/^-?\d+(\.\d+)?$/), z.number().transform(String)]);

const Action = z.object({ action_type: z.string(), value: NumberText.optional() });
const Actions = z.array(Action);

const CalendarDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** One row of insights. What is zero is often left out. */
export const InsightRow = z.object({
  date_start: CalendarDay,
  date_stop: CalendarDay,
  account_id: z.string().min(1),
  account_name: z.string().optional(),
  account_currency: z.string().regex(/^[A-Z]{3}$/),
  campaign_id: z.string().min(1).optional(),
  campaign_name: z.string().optional(),
  adset_id: z.string().min(1).optional(),
  adset_name: z.string().optional(),
  ad_id: z.string().min(1).optional(),
  ad_name: z.string().optional(),
  impressions: NumberText.optional(),
  reach: NumberText.optional(),
  frequency: NumberText.optional(),
  clicks: NumberText.optional(),
  unique_clicks: NumberText.optional(),
  inline_link_clicks: NumberText.optional(),
  spend: NumberText.optional(),
  outbound_clicks: Actions.optional(),
  actions: Actions.optional(),
  action_values: Actions.optional(),
  video_thruplay_watched_actions: Actions.optional(),
  attribution_setting: z.string().optional(),
  // Breakdowns
  age: z.string().optional(),
  gender: z.string().optional(),
  country: z.string().optional(),
  region: z.string().optional(),
  publisher_platform: z.string().optional(),
  platform_position: z.string().optional(),
  device_platform: z.string().optional(),
  impression_device: z.string().optional(),
});
export type InsightRow = z.infer<typeof InsightRow>;
