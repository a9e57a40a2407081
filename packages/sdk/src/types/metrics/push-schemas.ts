// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, Instant } from '../core/words.ts';

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
