// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Artist } from './artists.ts';
import type { Campaign, CampaignStatus, GoalStatus, GoalType, MetricSource } from './campaigns.ts';
import type { CalendarDate, Currency, Instant, MinorUnits } from './core.ts';
import type { DateRange, FactState, MetricValue, MetricValues, Provenance, SubjectKind } from './metrics.ts';
import type { Organization } from './organizations.ts';
import type { Track } from './tracks.ts';

export interface AccountOverview {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  currency: string | null;
  campaigns: number;
  /** Totals as the ad platform states them: alternatives, never added. */
  periods: PeriodFact[];
}

export interface CampaignReport {
  campaign: Campaign;
  artist: Artist | null;
  track: Track | null;
  /** Point in time, ISO 8601 in UTC. */
  asOf: Instant;
  totals: {
    /** A fact of the whole period, or the sum of days. */
    basis: 'period' | 'days';
    range: DateRange;
    source: MetricSource;
    currency: string | null;
    values: MetricValues;
  } | null;
  /** All period facts of the campaign: alternatives, never added. */
  periods: PeriodFact[];
  daily: {
    range: DateRange;
    streamsOf: {
      kind: SubjectKind;
      /** UUID; version 7 where SongTrackPro made it. */
      id: string;
      name: string;
    } | null;
    days: ReportDay[];
  } | null;
  quality: QualityNote[];
}

export interface CampaignReportInput {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

export interface NewReportSchedule {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  rhythm: ReportRhythm;
}

export interface NewReportShare {
  /** Of the report. */
  id: string;
  /** The link shows exactly this version, whatever is built later. */
  version: number;
  expiresInDays?: number | undefined;
  /** For whom it is; only members see it. */
  label?: string | undefined;
}

export interface Overview {
  organization: Organization;
  /** Point in time, ISO 8601 in UTC. */
  asOf: Instant;
  accounts: AccountOverview[];
  timelines: TimelineOverview[];
  /** The first 200 campaigns, newest first. */
  campaigns: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  }[];
  quality: QualityNote[];
}

export interface OverviewInput {
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

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

export interface QualityNote {
  code:
    | 'no_numbers'
    | 'period_only'
    | 'days_missing'
    | 'no_streams_linked'
    | 'no_streams_known'
    | 'periods_overlap'
    | 'days_differ_from_period'
    | 'rows_summed'
    | 'clocks_differ'
    | 'zone_unknown'
    | 'clicks_over_impressions'
    | 'totals_row_differs';
  /** What is missing or odd, and what to do. */
  message: string;
}

export interface ReportBuild {
  /** Of the campaign, period and `asOf`: the same for all versions. */
  id: string;
  /** 1 for the first; one more whenever inputs had changed. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  campaignName: string;
  /** First day that was asked for; null for all that is known. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Moment that was asked for; null for what holds when it is built. */
  asOf: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  builtAt: Instant;
  /** Since when this version can’t be changed; null if it isn’t frozen. */
  frozenAt: Instant | null;
  /** SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8. */
  contentHash: string;
  /** SHA-256 of the PDF; null until the version is frozen. */
  pdfHash: string | null;
  /** False where nothing had changed and the stored report is the answer. */
  built: boolean;
}

export interface ReportBuildInput {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** First day; with `to`. Without both, all that is known of the campaign. */
  from?: CalendarDate | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  to?: CalendarDate | undefined;
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

export interface ReportContent {
  campaign: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
    status: CampaignStatus | null;
    startDate: CalendarDate | null;
    endDate: CalendarDate | null;
    budgetMinor: MinorUnits | null;
    currency: Currency | null;
  };
  organization: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  /** Artist or track whose streams stand beside the spend. */
  streamsOf: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  } | null;
  /** Null where nothing is known that a range could be told from. */
  range: DateRange | null;
  /** The numbers are those that had been recorded by then. */
  asOf: Instant;
  /** The organization’s. */
  timeZone: string;
  /** Of all money in it; null where there is none, or of several. */
  currency: Currency | null;
  totals: MetricValues;
  /** Every day of the range; values are null where nobody has stated them. */
  days: {
    /** Calendar day, `YYYY-MM-DD`. */
    date: CalendarDate;
    state: 'provisional' | 'final' | null;
    values: MetricValues;
  }[];
  /** Countries as the source writes them, the first 20 by spend. */
  locations: {
    country: string;
    values: MetricValues;
  }[];
  /** As fine as the source tells, the first 40 by spend; null for a part that it doesn’t break down by. */
  demographics: {
    age: string | null;
    gender: string | null;
    values: MetricValues;
  }[];
  goals: ReportGoal[];
  roi: MetricValues;
  quality: ReportQuality;
}

export interface ReportDay {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  spend: MetricValue;
  impressions: MetricValue;
  linkClicks: MetricValue;
  streams: MetricValue;
  listeners: MetricValue;
}

export interface ReportDeleteScheduleInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ReportDeletion {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  version: number;
  /** Must be true to delete a version that is frozen. */
  evenFrozen?: boolean | undefined;
}

export interface ReportExportInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The newest unless given. */
  version?: number | undefined;
  format: ReportFormat;
}

export interface ReportFile {
  fileName: string;
  mediaType: string;
  /** How `content` carries the bytes of the file: a PDF as Base64. */
  encoding: 'utf8' | 'base64';
  content: string;
  /** Of the bytes of the file. */
  sha256: string;
}

export interface ReportFlag {
  code:
    | 'no_numbers'
    | 'no_streams_linked'
    | 'clicks_over_impressions'
    | 'totals_row_differs'
    | 'days_differ_from_period'
    | 'periods_overlap'
    | 'rows_summed'
    | 'zones_mixed'
    | 'zone_differs'
    | 'zone_unknown'
    | 'days_missing'
    | 'expired'
    | 'period_only'
    | 'attributions_mixed'
    | 'groups_differ'
    | 'common_days'
    | 'currencies_mixed'
    | 'members_left_out';
  /** What is odd, by how much, and what to do. */
  message: string;
}

export type ReportFormat = 'json' | 'csv' | 'pdf';

export interface ReportGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The newest unless given. */
  version?: number | undefined;
}

export interface ReportGetScheduleInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ReportGoal {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  type: GoalType;
  unit: 'streams' | 'people' | 'engagements' | 'conversions';
  baseline: number;
  target: number;
  dueDate: CalendarDate | null;
  /** Computed from the numbers, never typed in; may go down when a source restates. */
  current: number | null;
  /** Why nothing is known; `expired_before`: facts that belong to it may have expired. */
  reason: 'no_subject' | 'no_ad_campaign' | 'no_start' | 'no_facts' | 'not_additive' | 'expired_before' | null;
  /** Last day that the numbers cover. */
  through: CalendarDate | null;
  /** Part of the way from baseline to target: 0 at the baseline, 1 at the target. */
  share: number | null;
  /** As it stood when the report was built. */
  status: GoalStatus | null;
}

export interface ReportListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only reports of this campaign. */
  campaignId?: string | undefined;
}

export interface ReportQuality {
  /** Days of the range that nobody has stated: unknown, not zero. */
  missing: {
    subject: {
      kind: SubjectKind;
      /** UUID; version 7 where SongTrackPro made it. */
      id: string;
      name: string;
    };
    of: 'ads' | 'streams';
    days: number;
    ranges: DateRange[];
  }[];
  /** Facts that their source may still restate. */
  provisional: {
    facts: number;
    provisional: number;
    /** Null without facts. */
    share: number | null;
  };
  /** The first 200, the one with most facts first. */
  sources: ReportSource[];
  flags: ReportFlag[];
  /** Days before this one may have expired; null where none can be missing. */
  expiredBefore: CalendarDate | null;
  /** Zones in which the sources count their days; more than one are mixed. */
  zones: string[];
}

export interface ReportRevokeShareInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ReportRhythm {
  every: 'week' | 'month';
  /** Of a week 1 (Monday) to 7; of a month its day, or its last one where it is shorter. */
  day: number;
}

export interface ReportSchedule {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  rhythm: ReportRhythm;
  enabled: boolean;
  /** Day, in the organization’s zone, at whose beginning the next report is made. */
  nextRunOn: CalendarDate;
  /** The newest that it has made. */
  lastReport: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    version: number;
    /** Calendar day, `YYYY-MM-DD`. */
    from: CalendarDate;
    /** Calendar day, `YYYY-MM-DD`. */
    to: CalendarDate;
  } | null;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
}

export interface ReportScheduleChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  rhythm?: ReportRhythm | undefined;
  /** False pauses it; what falls due meanwhile isn’t made up for. */
  enabled?: boolean | undefined;
}

export interface ReportScheduleListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only schedules of this campaign. */
  campaignId?: string | undefined;
}

export interface ReportSchedulePage {
  items: ReportSchedule[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ReportShare {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  reportId: string;
  reportVersion: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  label: string | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  revokedAt: Instant | null;
  /** How often it was opened. */
  views: number;
  lastViewedAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
}

export interface ReportShareListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only links to this report. */
  reportId?: string | undefined;
}

export interface ReportSharePage {
  items: ReportShare[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ReportShareWithLink {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  reportId: string;
  reportVersion: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  label: string | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  revokedAt: Instant | null;
  /** How often it was opened. */
  views: number;
  lastViewedAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Address of the page on the API’s server; with `?format=json`, `csv` or `pdf` of the file. Shown once. */
  path: string | null;
  /** The same as a whole address; null unless the server knows its PUBLIC_URL. */
  url: string | null;
  /** Says, where the call was repeated, that the link was shown before. */
  hint?: string | undefined;
}

export interface ReportSource {
  source: MetricSource;
  /** Null for what was pushed. */
  importId: string | null;
  fileName: string | null;
  /** Of the imported file’s bytes; null where it isn’t known. */
  sha256: string | null;
  /** When the source said it; the latest of its facts. */
  observedAt: Instant;
  /** When it was stored here; the latest of its facts. */
  recordedAt: Instant;
  /** Facts of the report that it stated. */
  facts: number;
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
}

export interface ReportVerification {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  version: number;
  /** What was stored with the report. */
  contentHash: string;
  /** Of the content as it is now. */
  computedHash: string;
  pdfHash: string | null;
  /** Of the PDF as it is made now; null unless the version is frozen. */
  computedPdfHash: string | null;
  /** Whether the content is what it was. */
  matches: boolean;
  /** Whether the PDF is what it was; a newer SongTrackPro may draw another one of the same content. */
  pdfMatches: boolean | null;
}

export interface ReportVersion {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  version: number;
}

export interface StoredReport {
  /** Of the campaign, period and `asOf`: the same for all versions. */
  id: string;
  /** 1 for the first; one more whenever inputs had changed. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  campaignName: string;
  /** First day that was asked for; null for all that is known. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Moment that was asked for; null for what holds when it is built. */
  asOf: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  builtAt: Instant;
  /** Since when this version can’t be changed; null if it isn’t frozen. */
  frozenAt: Instant | null;
  /** SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8. */
  contentHash: string;
  /** SHA-256 of the PDF; null until the version is frozen. */
  pdfHash: string | null;
  content: ReportContent;
}

export interface StoredReportEntry {
  /** Of the campaign, period and `asOf`: the same for all versions. */
  id: string;
  /** 1 for the first; one more whenever inputs had changed. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  campaignName: string;
  /** First day that was asked for; null for all that is known. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Moment that was asked for; null for what holds when it is built. */
  asOf: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  builtAt: Instant;
  /** Since when this version can’t be changed; null if it isn’t frozen. */
  frozenAt: Instant | null;
  /** SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8. */
  contentHash: string;
  /** SHA-256 of the PDF; null until the version is frozen. */
  pdfHash: string | null;
}

export interface StoredReportPage {
  items: StoredReportEntry[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface TimelineOverview {
  subject: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  source: MetricSource;
  zone: string | null;
  range: DateRange;
  /** Days that are known. */
  days: number;
  missing: DateRange[];
  totals: MetricValues;
  /** Streams by day over the whole range; null where unknown. */
  streams: (number | null)[];
}
