// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, Instant } from '../core/words.ts';
import type { ComparedRange } from './calls.ts';
import type { DateRange, FactState, MetricName, MetricSource, MetricValues, SubjectKind } from './schemas.ts';

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
