import type { NullReason } from './definitions.ts';

/** Why a number is null, beside the zero bases of calculated metrics. */
export type AbsenceReason =
  | 'unavailable'
  | 'not_additive'
  | 'ambiguous_rows'
  | 'mixed_sources'
  | 'mixed_results'
  | 'mixed_currencies'
  | 'unknown_currency'
  | 'expired_before'
  | 'overlapping_periods'
  | 'no_common_days'
  | 'withdrawn'
  | 'not_recorded';

/** Every reason for null, with what it means. */
export const metricAbsence: Readonly<Record<AbsenceReason | NullReason, string>> = {
  unavailable: 'No source has stated it.',
  not_additive: 'It can’t be summed, and no source states it for exactly this period and group.',
  ambiguous_rows: 'Several rows of one file couldn’t be told apart, and it can’t be summed.',
  mixed_sources: 'It would add facts of different sources. Name one source, or group by it.',
  mixed_results: 'It would add results of different kinds. Ask for campaigns of one objective, or group by campaign.',
  mixed_currencies: 'It would add money of several currencies. Name a report currency.',
  unknown_currency: 'The source doesn’t say the currency, so the money can’t be converted or added to other money.',
  expired_before: 'Days of the period may have expired.',
  overlapping_periods: 'It would add sales of periods that overlap, for example of a month and of its quarter.',
  no_common_days: 'There is no day on which all parts of the ratio are known.',
  withdrawn: 'What was stated has been taken back.',
  not_recorded: 'Nothing had been recorded by then.',
  out_of_range: 'The quotient is beyond what a number holds exactly.',
  no_impressions: 'There were no impressions.',
  no_reach: 'Nobody was reached.',
  no_clicks: 'There were no clicks.',
  no_link_clicks: 'There were no link clicks.',
  no_landing_page_views: 'There were no landing page views.',
  no_results: 'There were no results.',
  no_conversions: 'There were no conversions.',
  no_spend: 'Nothing was spent.',
  no_cost: 'There was no cost.',
  no_streams: 'There were no streams.',
  no_listeners: 'There were no listeners.',
  no_saves: 'There were no saves.',
  no_plays: 'There were no plays.',
  no_video_plays: 'There were no video plays.',
};
