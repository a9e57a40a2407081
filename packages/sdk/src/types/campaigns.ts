// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Origin } from './artists.ts';
import type { CalendarDate, Currency, Instant, MinorUnits } from './core.ts';

export interface AdCampaignLinks {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** Imported campaigns, newest first. */
  adCampaigns: Campaign[];
}

/** What the ad platform is to optimise for. */
export type AdObjective = 'awareness' | 'traffic' | 'engagement' | 'leads' | 'sales' | 'app_promotion';

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

export interface CampaignBudgetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
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

export interface CampaignCreatives {
  version: 1;
  variants: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    kind: 'image' | 'video' | 'text';
    /** Where the image or the video lies, over https; for front ends and ad platforms, never fetched here. */
    assetUrl: string | null;
    headline: string | null;
    body: string | null;
    callToAction: string | null;
    destinationUrl: string | null;
    utm: {
      source: string;
      medium: string;
      campaign: string;
      content?: string | undefined;
      term?: string | undefined;
    } | null;
  }[];
}

export interface CampaignDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignDeleteManyInput {
  ids: string[];
}

export interface CampaignDeleteTemplateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignFromTemplate {
  /** UUID; version 7 where SongTrackPro made it. */
  templateId: string;
  name: string;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId?: string | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  trackId?: string | undefined;
  /** First day; the end and the goals’ deadlines follow from the template. */
  startDate?: CalendarDate | undefined;
  /** Another budget than the template’s. */
  budgetMinor?: MinorUnits | undefined;
}

export interface CampaignGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignGetPlatformChangeInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignGetTemplateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignLinkAdCampaignsInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  adCampaignIds: string[];
}

export interface CampaignListAdCampaignsInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
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

export interface CampaignOverviewPage {
  items: CampaignStanding[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
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

export interface CampaignPage {
  items: Campaign[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface CampaignPublication {
  /** A campaign of ours. */
  id: string;
  /** Ad account that is chosen under a connection. */
  adAccountId: string;
  objective?: AdObjective | undefined;
  /** As the platform’s rules demand them; none for music. */
  specialAdCategories?:
    | ('CREDIT' | 'EMPLOYMENT' | 'HOUSING' | 'ISSUES_ELECTIONS_POLITICS' | 'ONLINE_GAMBLING_AND_GAMING')[]
    | undefined;
}

export interface CampaignReadiness {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** Null for an imported campaign, which is started at its platform. */
  status: CampaignStatus | null;
  /** Whether it may become active now, as far as it is up to the plan. */
  ready: boolean;
  /** What it lacks to be active; empty where it is ready. */
  missing: ('track' | 'budget' | 'dates' | 'goal' | 'audiences' | 'links' | 'begun' | 'not_over' | 'budget_left')[];
  /** Links that fail or contradict themselves: the need `links`. */
  errors: LinkFault[];
  /** What keeps nobody from starting it. */
  warnings: LinkFault[];
}

export interface CampaignReadinessInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignRestoreManyInput {
  ids: string[];
}

export interface CampaignRestoreTemplateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
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

export type CampaignStatus = 'draft' | 'active' | 'paused' | 'completed' | 'archived';

export interface CampaignStatusChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the step. */
  version: number;
  status: CampaignStatus;
}

export interface CampaignTargeting {
  version: 1;
  countries: string[];
  regions: {
    id: string;
    name: string;
    country: string;
  }[];
  cities: {
    id: string;
    name: string;
    country: string;
  }[];
  ages: {
    from: number;
    to: number | null;
  } | null;
  genders: ('female' | 'male' | 'other')[];
  interests: {
    id: string;
    name: string;
  }[];
  languages: string[];
  placements: string[];
  devices: string[];
  audienceIds: string[];
  excludedAudienceIds: string[];
}

export interface CampaignTemplate {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  content: CampaignTemplateContent;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  deletedAt: Instant | null;
}

export interface CampaignTemplateChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Days from the first to the last, both counted; null for no last day. */
  days?: number | null | undefined;
  budgetMinor?: MinorUnits | null | undefined;
  /** Null for the organization’s. */
  currency?: Currency | null | undefined;
  budgetKind?: BudgetKind | undefined;
  /** The organization’s `budgetWarningPercent` unless given, or `stopPercent` where that is less; null for no warning. */
  warnPercent?: number | null | undefined;
  /** 100 unless given; null for no stop. */
  stopPercent?: number | null | undefined;
  targeting?: NewCampaignTargeting | undefined;
  creatives?: NewCampaignCreatives | undefined;
  tags?: string[] | undefined;
  /** Replaced as a whole. */
  goals?: CampaignTemplateGoal[] | undefined;
}

export interface CampaignTemplateContent {
  version: 1;
  days: number | null;
  budgetKind: BudgetKind;
  budgetMinor: MinorUnits | null;
  currency: Currency | null;
  warnPercent: number | null;
  stopPercent: number | null;
  targeting: CampaignTargeting;
  creatives: CampaignCreatives;
  tags: string[];
  goals: {
    type: GoalType;
    baseline: number;
    target: number;
    dueAfterDays: number | null;
  }[];
}

export interface CampaignTemplateGoal {
  type: GoalType;
  baseline?: number | undefined;
  target: number;
  /** Days from the first day to the deadline; null where it is the campaign’s last day. */
  dueAfterDays?: number | null | undefined;
}

export interface CampaignTemplateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only templates whose name contains this; accents and case don’t matter. */
  text?: string | undefined;
  /** True lists what was deleted instead. */
  deleted?: boolean | undefined;
  /** `name` from A to Z. */
  sort?: 'newest' | 'name' | undefined;
}

export interface CampaignTemplatePage {
  items: CampaignTemplate[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface CampaignUnlinkAdCampaignsInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  adCampaignIds: string[];
}

export interface Goal {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  type: GoalType;
  unit: 'streams' | 'people' | 'engagements' | 'conversions';
  baseline: number;
  target: number;
  /** Last day; the campaign’s last one where none is set. */
  dueDate: CalendarDate | null;
  progress: GoalProgress;
  /** Null where nothing is known of the progress, or a part of it that doesn’t reach the target. */
  status: GoalStatus | null;
  /** When it was first seen reached; stays when a source takes it back. */
  reachedAt: Instant | null;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  deletedAt: Instant | null;
}

export interface GoalProgress {
  /** Computed from the numbers, never typed in; may go down when a source restates. */
  current: number | null;
  /** Why nothing is known; `expired_before`: facts that belong to it may have expired. */
  reason: 'no_subject' | 'no_ad_campaign' | 'no_start' | 'no_facts' | 'not_additive' | 'expired_before' | null;
  /** What the facts that are still there come to: `current` where it is known, else less than or equal to it. */
  atLeast: number | null;
  /** Facts of days before this one may have expired; null where none can be missing. */
  expiredBefore: CalendarDate | null;
  source: MetricSource | null;
  /** When the newest of these numbers was stated. */
  asOf: Instant | null;
  /** Last day that the numbers cover. */
  through: CalendarDate | null;
  /** Part of the way from baseline to target: 0 at the baseline, 1 at the target. */
  share: number | null;
}

export type GoalStatus = 'on_track' | 'behind' | 'reached' | 'missed';

export type GoalType = 'streams' | 'followers' | 'engagement' | 'conversions' | 'reach';

export interface IntegrationFault {
  message: string;
  /** Code of the provider, with its subcode where there is one. */
  providerCode: string | null;
  /** What the provider’s support asks for. */
  traceId: string | null;
  /** Point in time, ISO 8601 in UTC. */
  at: Instant;
  /** Failures since the last success; 0 where it has worked since. */
  count: number;
}

export interface LinkFault {
  /** The creative. */
  variantId: string;
  code:
    | 'link_not_web'
    | 'link_encoding'
    | 'link_placeholder'
    | 'utm_conflict'
    | 'utm_ambiguous'
    | 'utm_repeated'
    | 'utm_missing'
    | 'utm_placeholder'
    | 'utm_unencoded'
    | 'utm_without_link'
    | 'parameter_repeated'
    | 'query_broken';
  /** `error`: the link fails or contradicts itself, and the campaign is not started. `warning`: visits are counted less well. */
  severity: 'error' | 'warning';
  /** Of the query, for example `utm_source`; null where it is none’s. */
  parameter: string | null;
  message: string;
}

/** meta_api: what a connected ad account is asked for; mapped_file: a table that was read by a column mapping; push: what a program stated. */
export type MetricSource =
  | 'meta_api'
  | 'meta_ads_manager'
  | 'spotify_for_artists'
  | 'spotify_charts'
  | 'distrokid'
  | 'tunecore'
  | 'symphonic'
  | 'believe'
  | 'ddex_dsr'
  | 'mapped_file'
  | 'push';

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

export interface NewCampaignCreatives {
  version: 1;
  variants?:
    | {
        /** UUID; version 7 where SongTrackPro made it. */
        id: string;
        kind: 'image' | 'video' | 'text';
        /** Where the image or the video lies, over https; for front ends and ad platforms, never fetched here. */
        assetUrl: string | null;
        headline: string | null;
        body: string | null;
        callToAction: string | null;
        destinationUrl: string | null;
        utm: {
          source: string;
          medium: string;
          campaign: string;
          content?: string | undefined;
          term?: string | undefined;
        } | null;
      }[]
    | undefined;
}

export interface NewCampaignTargeting {
  version: 1;
  countries?: string[] | undefined;
  regions?:
    | {
        id: string;
        name: string;
        country: string;
      }[]
    | undefined;
  cities?:
    | {
        id: string;
        name: string;
        country: string;
      }[]
    | undefined;
  ages?:
    | {
        from: number;
        to: number | null;
      }
    | null
    | undefined;
  genders?: ('female' | 'male' | 'other')[] | undefined;
  interests?:
    | {
        id: string;
        name: string;
      }[]
    | undefined;
  languages?: string[] | undefined;
  placements?: string[] | undefined;
  devices?: string[] | undefined;
  audienceIds?: string[] | undefined;
  excludedAudienceIds?: string[] | undefined;
}

export interface NewCampaignTemplate {
  /** Campaign that is kept as a template. */
  campaignId: string;
  name: string;
}

export interface PlatformBudgetChange {
  /** An imported campaign. */
  id: string;
  budgetKind?: BudgetKind | undefined;
  /** In the currency of the ad account. */
  budgetMinor: MinorUnits;
}

export interface PlatformChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The campaign that it is about: ours where one is created, else the platform’s. */
  campaignId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  adAccountId: string;
  wish:
    | {
        kind: 'create';
        /** Name at the platform: the campaign’s, and the tag. */
        name: string;
        /** Stands in the name and in no other: by it the campaign is found after an answer was lost. */
        tag: string;
        objective: AdObjective;
        specialAdCategories: string[];
        budgetKind: BudgetKind;
        /** Null where the money lies with the ad sets. */
        budgetMinor: MinorUnits | null;
        /** ISO 4217 currency code. */
        currency: Currency;
      }
    | {
        kind: 'status';
        status: 'active' | 'paused';
      }
    | {
        kind: 'budget';
        budgetKind: BudgetKind;
        /** Whole minor units of the currency beside it, for example cents. */
        budgetMinor: MinorUnits;
        /** ISO 4217 currency code. */
        currency: Currency;
      };
  /** `open`: not known to be done yet, and looked after. `refused`: for good. `superseded`: a later one took its place. */
  status: 'open' | 'done' | 'refused' | 'superseded';
  /** The platform’s campaign here, once it is known. */
  adCampaignId: string | null;
  /** The same at the platform. */
  externalId: string | null;
  tries: number;
  /** Of an open one, when the platform is asked again. */
  nextTryAt: Instant | null;
  fault: IntegrationFault | null;
  /** What a person does about it; null where nothing is to be done. */
  nextStep: string | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
}

export interface PlatformChangeListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only changes about this campaign. */
  campaignId?: string | undefined;
  status?: 'open' | 'done' | 'refused' | 'superseded' | undefined;
}

export interface PlatformChangePage {
  items: PlatformChange[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface PlatformStatusChange {
  /** An imported campaign. */
  id: string;
  status: 'active' | 'paused';
}
