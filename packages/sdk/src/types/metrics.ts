// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { MetricSource } from './campaigns.ts';
import type { CalendarDate, Currency, Instant } from './core.ts';

import type { ReportedMetricName } from './imports.ts';

export interface ComparedRange {
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
}

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

export interface EventCounter {
  interval: 'hour' | 'day';
  /** First instant of the hour or day, in UTC. */
  start: Instant;
  /** `play` events. */
  plays: number;
  /** `skip` events. */
  skips: number;
  /** `complete` events. */
  completes: number;
  /** Events that report a play time. */
  playsWithPlaytime: number;
  /** Events with a play time under 30 seconds. */
  playsUnder30s: number;
  /** Events with a play time of 30 seconds and more. */
  streams: number;
  playtimeMs: number;
  track: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    title: string;
  };
}

export interface FactBatch {
  facts: PushedFact[];
}

export interface FactChange {
  /** The fact, as `metrics.revisions` names it. */
  id: string;
  subject: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  granularity: 'day' | 'period';
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  source: MetricSource;
  attribution: string | null;
  breakdown: Record<string, string>;
  /** `recorded`: nothing held before; `restated`: other numbers held; `withdrawn`: nothing holds any more. */
  change: 'recorded' | 'restated' | 'withdrawn';
  /** Reported metrics whose number changed; calculated ones follow from them. */
  metrics: string[];
  /** Point in time, ISO 8601 in UTC. */
  recordedAt: Instant;
}

export interface FactReceipt {
  /** Facts that are recorded now. */
  recorded: number;
  /** Facts that had been pushed already in the same words. */
  repeated: number;
  /** Facts that are not recorded; every other one is. */
  refused: {
    /** Place of the fact in the batch, from 0. */
    index: number;
    reason: FactRefusal;
  }[];
}

export type FactRefusal = 'unknown_subject' | 'in_the_future' | 'conflict';

/** provisional: the source may still restate it. undone: its import was taken back. */
export type FactState = 'provisional' | 'final' | 'withdrawn' | 'undone';

export interface LiveBatch {
  /** Where the stream stands after this event; also the id of the event. */
  position: string;
  /** Facts that were stated, restated or withdrawn, in the order of the changes. */
  facts: FactChange[];
  /** Counts of events that changed; each replaces the one of the same track, interval and start. */
  counts: EventCounter[];
}

export interface MetricChange {
  metric: string;
  before: MetricValue;
  after: MetricValue;
  /** After less before, exact; null where one of them is unknown. */
  difference: string | null;
}

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

export interface MetricValue {
  value: number | string | null;
  /** Why the value is null, for example `unavailable` or `no_impressions`. */
  reason: string | null;
}

export type MetricValues = Record<string, MetricValue>;

export interface MetricWatchInput {
  /** The position of the last event that was seen, by this program or an earlier run of it; at most 7 days old. Without it the stream begins now. */
  after?: string | undefined;
}

export interface Provenance {
  importId: string | null;
  fileName: string | null;
  /** Key or person that pushed it; null for an import. */
  pushedBy: string | null;
  /** Request that pushed it. */
  requestId: string | null;
  /** When the source said it. */
  observedAt: Instant;
  /** When it was stored here. */
  recordedAt: Instant;
  /** How often this fact was stated differently, including this time. */
  versions: number;
}

export interface PushedFact {
  subjectKind: 'artist' | 'track' | 'campaign';
  /** UUID; version 7 where SongTrackPro made it. */
  subjectId: string;
  /** The day, in `zone`. */
  date: CalendarDate;
  /** When your source said it. A later moment restates the day; the history is kept. */
  observedAt: Instant;
  values: PushedValues;
  /** Zone of the day; UTC unless given. */
  zone?: string | undefined;
  /** ISO 4217; needed where a value is money. */
  currency?: Currency | undefined;
}

/** By reported metric: counts as numbers, money and seconds as decimal text, null for unknown. */
export type PushedValues = Record<string, number | string | null>;

export interface Revision {
  /** The fact. */
  id: string;
  subject: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  granularity: 'day' | 'period';
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  source: MetricSource;
  attribution: string | null;
  breakdown: Record<string, string>;
  zone: string | null;
  currency: string | null;
  /** When the newest of the statements was recorded. */
  changedAt: Instant;
  /** Numbers that differ; none where a statement about an earlier moment joined the history. */
  changes: MetricChange[];
  /** What brought it, oldest recording first. */
  statements: {
    /** sync: a connected account was asked. */
    kind: 'import' | 'push' | 'sync';
    importId: string | null;
    fileName: string | null;
    /** Key or person that pushed it; null for an import. */
    pushedBy: string | null;
    /** Request that pushed it. */
    requestId: string | null;
    state: FactState;
    /** Point in time, ISO 8601 in UTC. */
    observedAt: Instant;
    /** Point in time, ISO 8601 in UTC. */
    recordedAt: Instant;
  }[];
}

export interface RevisionPage {
  items: Revision[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface RevisionsInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only what was recorded after this moment. */
  since: Instant;
  subjectKind?: SubjectKind | undefined;
  /** Only facts about this subject; needs `subjectKind`. */
  subjectId?: string | undefined;
  metric?: ReportedMetricName | undefined;
  source?: MetricSource | undefined;
  /** Only what was recorded by then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

export interface Series {
  range: DateRange;
  buckets: SeriesBucket[];
  /** One without `groupBy`. */
  groups: SeriesGroup[];
  totals: SeriesGroup;
  /** Of all money in it; null where there is none, or of several. */
  currency: string | null;
  interval: SeriesInterval;
  timeZone: string;
  /** Point in time, ISO 8601 in UTC. */
  asOf: Instant;
  comparison: SeriesComparison | null;
  /** Where the numbers come from, the first 200. */
  readings: SeriesReading[];
  /** Names of the subjects in groups, by id. */
  names: Record<string, string>;
  /** Reference rates that were used. */
  rates: SeriesRate[];
  notes: SeriesNote[];
}

export interface SeriesBucket {
  /** For example `2026-03-29`, `2026-W13`, `2026-03`, `2026-Q1`, `2026` or `all`. */
  key: string;
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  /** Point in time, ISO 8601 in UTC. */
  startsAt: Instant;
  /** The first moment that is no longer part of it. */
  endsAt: Instant;
  /** 23 or 25 for a day on which the clocks change. */
  hours: number;
  /** False where the range cuts the week, month, quarter or year. */
  whole: boolean;
}

export interface SeriesChange {
  /** 0.25 is plus 25 percent. */
  change: number | null;
  /** `from_zero`, or `unavailable` where one of the two is unknown. */
  reason: string | null;
  /** Exact, in the unit of the metric. */
  difference: string | null;
}

export interface SeriesComparison {
  range: DateRange;
  buckets: SeriesBucket[];
  /** One without `groupBy`. */
  groups: SeriesGroup[];
  totals: SeriesGroup;
  /** Of all money in it; null where there is none, or of several. */
  currency: string | null;
  /** Of the totals, by metric: from this range to the one asked for. */
  changes: Record<string, SeriesChange>;
}

export interface SeriesFile {
  fileName: string;
  /** A row for each bucket and group; a null is an empty cell. Text that a spreadsheet would run is escaped. */
  csv: string;
}

export interface SeriesGroup {
  /** Member by dimension; of a kind of subject, the id. */
  group: Record<string, string>;
  /** One for each bucket. */
  points: SeriesPoint[];
  totals: MetricValues;
}

export interface SeriesInput {
  metrics: MetricName[];
  /** Added together, unless `groupBy` keeps them apart. An organization stands for all that it has. */
  subjects: SeriesSubject[];
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  interval?: SeriesInterval | undefined;
  /** Zone of the axis; the organization’s own unless given. */
  timeZone?: string | undefined;
  /** `source`, a kind of subject, or any breakdown that the facts carry, for example `country` or `age`. */
  groupBy?: string[] | undefined;
  /** Members by breakdown, as the source writes them: only facts of these are added. */
  filters?: Record<string, string[]> | undefined;
  source?: MetricSource | undefined;
  attribution?: string | undefined;
  /** `zero`: 0 where the facts say that there was nothing. What nobody has stated stays null. */
  fill?: 'null' | 'zero' | undefined;
  /** The days directly before, the same days a year before, or a range. */
  compare?: 'previous_period' | 'previous_year' | ComparedRange | undefined;
  /** Money is converted by the reference rate of each fact’s day. Unless given, the organization’s own where every rate is known, else none; null for none. */
  reportCurrency?: Currency | null | undefined;
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

/** Weeks are those of ISO 8601, from Monday. */
export type SeriesInterval = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'all';

export interface SeriesNote {
  code:
    | 'zones_mixed'
    | 'zone_differs'
    | 'zone_unknown'
    | 'days_missing'
    | 'expired'
    | 'period_only'
    | 'attributions_mixed'
    | 'groups_differ'
    | 'common_days'
    | 'no_streams_linked'
    | 'report_currency'
    | 'report_currency_unused';
  message: string;
}

export interface SeriesPoint {
  values: MetricValues;
  /** Days of the bucket of which something is known. */
  days: number;
  /** `provisional` where a part may still be restated; null where nothing is known. */
  state: FactState | null;
}

export interface SeriesRate {
  /** ISO 4217 currency code. */
  from: Currency;
  /** ISO 4217 currency code. */
  to: Currency;
  /** Day of the reference rate. */
  date: CalendarDate;
  /** Units of `to` for one of `from`. */
  rate: string;
}

export interface SeriesReading {
  /** The subject that was asked for. */
  of: {
    kind: SeriesSubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
  };
  /** Whose facts were read for it. */
  subject: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  /** Null where nothing is known, or where it is grouped by source. */
  source: MetricSource | null;
  attribution: string | null;
  zone: string | null;
  currency: string | null;
  /** Days of the range that nobody has stated: unknown, not zero. */
  missing: DateRange[];
}

export interface SeriesSubject {
  kind: SeriesSubjectKind;
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type SeriesSubjectKind = 'adAccount' | 'campaign' | 'adSet' | 'ad' | 'artist' | 'track' | 'organization';

export type SubjectKind = 'adAccount' | 'campaign' | 'adSet' | 'ad' | 'artist' | 'track';
