// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { MetricSource } from './campaigns.ts';

export interface DailyInput {
  subjectKind: SubjectKind;
  /** UUID; version 7 where SongTrackPro made it. */
  subjectId: string;
  /** First day; the first one known unless given. */
  from?: string | undefined;
  /** Last day; the last one known unless given. */
  to?: string | undefined;
  source?: MetricSource | undefined;
  attribution?: string | undefined;
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: string | undefined;
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
  asOf: string;
  range: DateRange | null;
  /** One entry for each known day, oldest first. */
  days: DayFact[];
  /** Days of the range that no source has stated: unknown, not zero. */
  missing: DateRange[];
  /** Days before this one may have been stored so long ago that they have expired; null where none can be missing. Without `from` the range begins here. A range that begins earlier has no totals (reason `expired_before`). */
  expiredBefore: string | null;
  totals: MetricValues;
}

export interface DateRange {
  /** Calendar day, `YYYY-MM-DD`. */
  from: string;
  /** Calendar day, `YYYY-MM-DD`. */
  to: string;
}

export interface DayFact {
  /** Calendar day, `YYYY-MM-DD`. */
  date: string;
  state: FactState;
  values: MetricValues;
  provenance: Provenance;
}

export interface FactBatch {
  facts: PushedFact[];
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

/** provisional: the source may still restate it. */
export type FactState = 'provisional' | 'final' | 'withdrawn';

export interface MetricValue {
  value: number | string | null;
  /** Why the value is null, for example `unavailable` or `no_impressions`. */
  reason: string | null;
}

export type MetricValues = Record<string, MetricValue>;

export interface Provenance {
  importId: string | null;
  fileName: string | null;
  /** Key or person that pushed it; null for an import. */
  pushedBy: string | null;
  /** Request that pushed it. */
  requestId: string | null;
  /** When the source said it. */
  observedAt: string;
  /** When it was stored here. */
  recordedAt: string;
  /** How often this fact was stated differently, including this time. */
  versions: number;
}

export interface PushedFact {
  subjectKind: 'artist' | 'track' | 'campaign';
  /** UUID; version 7 where SongTrackPro made it. */
  subjectId: string;
  /** The day, in `zone`. */
  date: string;
  /** When your source said it. A later moment restates the day; the history is kept. */
  observedAt: string;
  values: PushedValues;
  /** Zone of the day; UTC unless given. */
  zone?: string | undefined;
  /** ISO 4217; needed where a value is money. */
  currency?: string | undefined;
}

/** By reported metric: counts as numbers, money and seconds as decimal text, null for unknown. */
export type PushedValues = Record<string, number | string | null>;

export type SubjectKind = 'adAccount' | 'campaign' | 'adSet' | 'ad' | 'artist' | 'track';
