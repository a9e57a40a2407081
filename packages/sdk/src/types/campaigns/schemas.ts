// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Origin } from '../artists/schemas.ts';
import type { CalendarDate, Currency, Instant, MinorUnits } from '../core/words.ts';
import type { NewCampaignCreatives } from './calls.ts';
import type { CampaignCreatives } from './creatives.ts';
import type { CampaignTargeting, NewCampaignTargeting } from './targeting.ts';

export interface AdCampaignLinks {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** Imported campaigns, newest first. */
  adCampaigns: Campaign[];
}

/** `daily`: for each day of the campaign; `lifetime`: for all of them. */
export type BudgetKind = 'daily' | 'lifetime';

export interface Campaign {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  /** Null for an imported campaign: its state is the ad platform’s. */
  status: CampaignStatus | null;
  origin: Origin;
  /** Artist whose streams this campaign is read beside. */
  artistId: string | null;
  trackId: string | null;
  /** Ad account that an imported campaign belongs to. */
  adAccountId: string | null;
  /** Id at the ad platform, where the export carried one. */
  externalId: string | null;
  /** How an imported campaign stood at the ad platform when it was asked last, for example `PAUSED`. */
  platformStatus: string | null;
  /** First day, in the organization’s zone. */
  startDate: CalendarDate | null;
  /** Last day, in the organization’s zone. */
  endDate: CalendarDate | null;
  /** Whether a draft starts by itself at the midnight of its start date. */
  scheduled: boolean;
  budgetKind: BudgetKind;
  budgetMinor: MinorUnits | null;
  currency: Currency | null;
  /** Hundredths of the whole budget at which people are warned. */
  warnPercent: number | null;
  /** Hundredths of the whole budget at which the campaign is paused. */
  stopPercent: number | null;
  targeting: CampaignTargeting;
  creatives: CampaignCreatives;
  tags: string[];
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  deletedAt: Instant | null;
}

export interface CampaignBulkChange {
  ids: string[];
  change:
    | {
        kind: 'pause';
      }
    | {
        kind: 'archive';
      }
    | {
        kind: 'tag';
        tag: string;
      }
    | {
        kind: 'untag';
        tag: string;
      };
}

export interface CampaignBulkResult {
  /** Campaigns that were changed. */
  changed: string[];
  /** Campaigns that were already as asked. */
  unchanged: string[];
  refused: {
    /** Place of the id in the input, from 0. */
    index: number;
    code: 'not_found' | 'wrong_status' | 'too_many_tags';
  }[];
}

export interface CampaignChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Null takes the link away. */
  artistId?: string | null | undefined;
  trackId?: string | null | undefined;
  /** Only while it is a draft. */
  startDate?: CalendarDate | null | undefined;
  endDate?: CalendarDate | null | undefined;
  budgetMinor?: MinorUnits | null | undefined;
  /** Only until money was spent. */
  currency?: Currency | undefined;
  budgetKind?: BudgetKind | undefined;
  /** The organization’s `budgetWarningPercent` unless given, or `stopPercent` where that is less; null for no warning. */
  warnPercent?: number | null | undefined;
  /** 100 unless given; null for no stop. */
  stopPercent?: number | null | undefined;
  targeting?: NewCampaignTargeting | undefined;
  creatives?: NewCampaignCreatives | undefined;
  tags?: string[] | undefined;
  /** Start by itself at the midnight of the start date; false unless given. */
  scheduled?: boolean | undefined;
}

export interface CampaignCopy {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The copied one’s with “(copy)” unless given. */
  name?: string | undefined;
  /** First day of the copy; its end and the goals’ deadlines move along. Without it the copy has no dates. */
  startDate?: CalendarDate | undefined;
}

export interface CampaignListInput {
  /** Rows in one page, 1 to 200. */
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

export type CampaignStatus = 'draft' | 'active' | 'paused' | 'completed' | 'archived';

export interface CampaignStatusChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the step. */
  version: number;
  status: CampaignStatus;
}

export interface NewCampaign {
  name: string;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId?: string | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  trackId?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  startDate?: CalendarDate | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  endDate?: CalendarDate | undefined;
  /** Whole minor units of the currency beside it, for example cents. */
  budgetMinor?: MinorUnits | undefined;
  /** The organization’s currency unless given. */
  currency?: Currency | undefined;
  budgetKind?: BudgetKind | undefined;
  /** The organization’s `budgetWarningPercent` unless given, or `stopPercent` where that is less; null for no warning. */
  warnPercent?: number | null | undefined;
  /** 100 unless given; null for no stop. */
  stopPercent?: number | null | undefined;
  targeting?: NewCampaignTargeting | undefined;
  creatives?: NewCampaignCreatives | undefined;
  tags?: string[] | undefined;
  /** Start by itself at the midnight of the start date; false unless given. */
  scheduled?: boolean | undefined;
}
