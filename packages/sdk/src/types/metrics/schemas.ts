// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';

export interface DailyInput {
  subjectKind: SubjectKind;
  /** UUID; version 7 where SongTrackPro made it. */
  subjectId: string;
  /** First day; the first one known unless given. */
  from?: CalendarDate | undefined;
  /** Last day; the last one known unless given. */
  to?: CalendarDate | undefined;
  source?: MetricSource | undefined;
  attribution?: string | undefined;
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

export interface DailyMetrics {
  subject: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  /** Null when nothing is known about the subject. */
  source: MetricSource | null;
  /** Attribution setting of conversions in this series. */
  attribution: string | null;
  /** Other series of the same subject that also exist; never added to this one. */
  alternatives: {
    source: MetricSource;
    attribution: string | null;
  }[];
  zone: string | null;
  currency: string | null;
  /** Point in time, ISO 8601 in UTC. */
  asOf: Instant;
  range: DateRange | null;
  /** One entry for each known day, oldest first. */
  days: DayFact[];
  /** Days of the range that no source has stated: unknown, not zero. */
  missing: DateRange[];
  /** Days before this one may have been stored so long ago that they have expired; null where none can be missing. Without `from` the range begins here. A range that begins earlier has no totals (reason `expired_before`). */
  expiredBefore: CalendarDate | null;
  totals: MetricValues;
}

export interface DateRange {
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
}

export interface DayFact {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  state: FactState;
  values: MetricValues;
  provenance: Provenance;
}

/** provisional: the source may still restate it. undone: its import was taken back. */
export type FactState = 'provisional' | 'final' | 'withdrawn' | 'undone';

export type MetricName =
  | 'impressions'
  | 'reach'
  | 'reportedFrequency'
  | 'spend'
  | 'results'
  | 'clicks'
  | 'linkClicks'
  | 'outboundClicks'
  | 'uniqueClicks'
  | 'uniqueLinkClicks'
  | 'uniqueOutboundClicks'
  | 'landingPageViews'
  | 'instagramProfileVisits'
  | 'conversions'
  | 'leads'
  | 'websiteLeads'
  | 'formLeads'
  | 'contacts'
  | 'contentViews'
  | 'searches'
  | 'subscriptions'
  | 'registrations'
  | 'addsToCart'
  | 'checkouts'
  | 'purchases'
  | 'websitePurchases'
  | 'purchaseValue'
  | 'websitePurchaseValue'
  | 'appInstalls'
  | 'messagingConversations'
  | 'pageEngagements'
  | 'postEngagements'
  | 'postReactions'
  | 'postComments'
  | 'postSaves'
  | 'postShares'
  | 'follows'
  | 'instagramFollows'
  | 'photoViews'
  | 'eventResponses'
  | 'checkIns'
  | 'adRecallLift'
  | 'videoPlays'
  | 'videoPlays2s'
  | 'uniqueVideoPlays2s'
  | 'videoPlays3s'
  | 'thruPlays'
  | 'videoPlays25'
  | 'videoPlays50'
  | 'videoPlays75'
  | 'videoPlays95'
  | 'videoPlays100'
  | 'videoAveragePlayTime'
  | 'streams'
  | 'listeners'
  | 'monthlyListeners'
  | 'monthlyActiveListeners'
  | 'superListeners'
  | 'followers'
  | 'saves'
  | 'playlistAdds'
  | 'chartPosition'
  | 'units'
  | 'earnings'
  | 'plays'
  | 'playsUnder30s'
  | 'skips'
  | 'completes'
  | 'playsWithPlaytime'
  | 'totalCost'
  | 'revenue'
  | 'ctr'
  | 'linkCtr'
  | 'cpc'
  | 'linkCpc'
  | 'cpm'
  | 'frequency'
  | 'costPerReach'
  | 'costPerResult'
  | 'costPerLandingPageView'
  | 'conversionRate'
  | 'costPerConversion'
  | 'thruPlayRate'
  | 'roas'
  | 'roi'
  | 'streamsPerListener'
  | 'saveRate'
  | 'intentActionsPerListener'
  | 'skipRate'
  | 'sub30Rate'
  | 'completionRate'
  | 'blendedCostPerStream'
  | 'blendedCostPerSave';

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

export interface MetricValue {
  value: number | string | null;
  /** Why the value is null, for example `unavailable` or `no_impressions`. */
  reason: string | null;
}

export type MetricValues = Record<string, MetricValue>;

export interface PeriodFact {
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  state: FactState;
  source: MetricSource;
  /** Zone of its days; null where the source does not say. */
  zone: string | null;
  currency: string | null;
  /** Attribution setting of conversions, as the source words it. */
  attribution: string | null;
  /** Rows of the file that this fact sums. */
  rows: number;
  labels: Record<string, string>;
  values: MetricValues;
  provenance: Provenance;
}

export interface Provenance {
  importId: string | null;
  fileName: string | null;
  /** Key or person that brought it: that pushed or uploaded it, or undid the import; null for a sync. */
  broughtBy: string | null;
  /** Request that pushed it. */
  requestId: string | null;
  /** When the source said it. */
  observedAt: Instant;
  /** When it was stored here. */
  recordedAt: Instant;
  /** How often this fact was stated differently, including this time. */
  versions: number;
}

export type ReportedMetricName =
  | 'impressions'
  | 'reach'
  | 'reportedFrequency'
  | 'spend'
  | 'results'
  | 'clicks'
  | 'linkClicks'
  | 'outboundClicks'
  | 'uniqueClicks'
  | 'uniqueLinkClicks'
  | 'uniqueOutboundClicks'
  | 'landingPageViews'
  | 'instagramProfileVisits'
  | 'conversions'
  | 'leads'
  | 'websiteLeads'
  | 'formLeads'
  | 'contacts'
  | 'contentViews'
  | 'searches'
  | 'subscriptions'
  | 'registrations'
  | 'addsToCart'
  | 'checkouts'
  | 'purchases'
  | 'websitePurchases'
  | 'purchaseValue'
  | 'websitePurchaseValue'
  | 'appInstalls'
  | 'messagingConversations'
  | 'pageEngagements'
  | 'postEngagements'
  | 'postReactions'
  | 'postComments'
  | 'postSaves'
  | 'postShares'
  | 'follows'
  | 'instagramFollows'
  | 'photoViews'
  | 'eventResponses'
  | 'checkIns'
  | 'adRecallLift'
  | 'videoPlays'
  | 'videoPlays2s'
  | 'uniqueVideoPlays2s'
  | 'videoPlays3s'
  | 'thruPlays'
  | 'videoPlays25'
  | 'videoPlays50'
  | 'videoPlays75'
  | 'videoPlays95'
  | 'videoPlays100'
  | 'videoAveragePlayTime'
  | 'streams'
  | 'listeners'
  | 'monthlyListeners'
  | 'monthlyActiveListeners'
  | 'superListeners'
  | 'followers'
  | 'saves'
  | 'playlistAdds'
  | 'chartPosition'
  | 'units'
  | 'earnings'
  | 'plays'
  | 'playsUnder30s'
  | 'skips'
  | 'completes'
  | 'playsWithPlaytime'
  | 'totalCost'
  | 'revenue';

export type SubjectKind = 'adAccount' | 'campaign' | 'adSet' | 'ad' | 'artist' | 'track';
