// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CampaignStatus } from '../campaigns/schemas.ts';
import type { CalendarDate, Currency, Instant, MinorUnits } from '../core/words.ts';
import type { GoalStatus } from '../goals/schemas.ts';
import type { GoalType } from '../goals/types.ts';
import type { DateRange, MetricSource, MetricValues, SubjectKind } from '../metrics/schemas.ts';

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
