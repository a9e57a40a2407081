// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Artist } from '../artists/schemas.ts';
import type { Campaign } from '../campaigns/schemas.ts';
import type { CalendarDate, Instant } from '../core/words.ts';
import type {
  DateRange,
  MetricSource,
  MetricValue,
  MetricValues,
  PeriodFact,
  SubjectKind,
} from '../metrics/schemas.ts';
import type { Organization } from '../organizations/schemas.ts';
import type { Track } from '../tracks/schemas.ts';

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

export interface ReportDay {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  spend: MetricValue;
  impressions: MetricValue;
  linkClicks: MetricValue;
  streams: MetricValue;
  listeners: MetricValue;
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
