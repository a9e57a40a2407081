// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Origin } from '../artists/schemas.ts';
import type { CalendarDate, Currency, Instant, MinorUnits } from '../core/words.ts';
import type { Goal } from '../goals/schemas.ts';
import type { MetricSource } from '../metrics/schemas.ts';
import type { Campaign, CampaignStatus } from './schemas.ts';

export interface CampaignBudget {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** Point in time, ISO 8601 in UTC. */
  asOf: Instant;
  spend: CampaignSpend;
  /** Null until the campaign has a budget and both dates. */
  pace: CampaignPace | null;
  /** Which threshold the spend has reached; null where spend or budget is unknown, and where only part of the spend is known that reaches none. */
  level: 'ok' | 'warning' | 'stop' | null;
}

export interface CampaignOverviewInput {
  /** Rows in one page, 1 to 500. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  status?: CampaignStatus | undefined;
  origin?: Origin | undefined;
  /** Only campaigns for this artist. */
  artistId?: string | undefined;
  /** Only campaigns for this track. */
  trackId?: string | undefined;
  /** Only campaigns of this ad account. */
  adAccountId?: string | undefined;
  /** Only campaigns with this tag. */
  tag?: string | undefined;
  /** Only campaigns whose name contains this; accents and case don’t matter. */
  text?: string | undefined;
  /** Only campaigns that run on this day or later. */
  runningFrom?: CalendarDate | undefined;
  /** Only campaigns that run on this day or earlier. */
  runningTo?: CalendarDate | undefined;
  /** True lists what was deleted instead. */
  deleted?: boolean | undefined;
  /** `name` from A to Z, `startDate` and `endDate` the earliest first and those without a date last. */
  sort?: 'newest' | 'name' | 'startDate' | 'endDate' | undefined;
}

export interface CampaignPace {
  /** The whole budget; of a daily one the sum over all days. */
  totalMinor: MinorUnits;
  /** What a straight line from start to end has spent by now. */
  expectedMinor: MinorUnits;
  /** The same at the end of the last day that spend covers. */
  expectedThroughMinor: MinorUnits | null;
  /** Spend at the end if it goes on as it did so far. */
  forecastMinor: MinorUnits | null;
  /** Day on which the budget is used up at that rate; null if it lasts. */
  runsOutOn: CalendarDate | null;
  warnAtMinor: MinorUnits | null;
  stopAtMinor: MinorUnits | null;
}

export interface CampaignSpend {
  /** Spend of all linked ad campaigns, rounded once after summing. */
  spentMinor: MinorUnits | null;
  /** Why the spend is null; `expired_before`: facts that belong to it may have expired. */
  reason: 'no_ad_campaign' | 'no_facts' | 'currency_differs' | 'expired_before' | null;
  /** What the facts that are still there add up to: the spend where it is known, else less than or equal to it. */
  atLeastMinor: MinorUnits | null;
  /** Facts of days before this one may have expired; null where none can be missing. */
  expiredBefore: CalendarDate | null;
  currency: Currency | null;
  source: MetricSource | null;
  /** When the newest of these numbers was stated. */
  asOf: Instant | null;
  /** Last day that the numbers cover. */
  through: CalendarDate | null;
}

export interface CampaignStanding {
  campaign: Campaign;
  spend: CampaignSpend;
  goals: Goal[];
}
