import type { MetricSource, ReportedMetricId } from '@songtrackpro/contracts';

/** A subject as a file names it: exports often carry names and no ids. */
export interface NamedSubject {
  /** As written. Where the file has only an id, the id. */
  name: string;
  externalId?: string;
}

export type FactSubject =
  /** The artist or track that the import is for. */
  | { kind: 'target' }
  /** A track as the row names it; without an artist it is the target's. */
  | { kind: 'track'; name: string; artist?: string; isrc?: string; spotifyId?: string }
  | { kind: 'adAccount'; name?: string; externalId?: string }
  | ({
      kind: 'campaign' | 'adSet' | 'ad';
      campaign?: NamedSubject;
      adSet?: NamedSubject;
      adAccount?: { name?: string; externalId?: string };
    } & NamedSubject);

/**
 * Kept as it is, but worth showing. `blank_breakdown`: some member of a breakdown is blank; it is kept as "" and not taken
 * for a total. `damaged_id`: a spreadsheet turned a long id into 1.2E+17; the id is left out. `fractional_results`: the result
 * is a ratio such as a return on ad spend, so it is left out.
 */
export const rowWarnings = [
  'clicks_exceed_impressions',
  'negative_money',
  'blank_breakdown',
  'damaged_id',
  'fractional_results',
] as const;
export type RowWarning = (typeof rowWarnings)[number];

/** One row of a file as a fact: what the source says about one subject on one day or in one period. */
export interface ParsedFact {
  /** Line of the file on which the row begins; the header is normally line 1. */
  line: number;
  subject: FactSubject;
  granularity: 'day' | 'period';
  /** The day, or the first day of the period: YYYY-MM-DD in `zone`. */
  date: string;
  /** Last day of a period; null for a day. A period of one day stays a period. */
  periodEnd: string | null;
  /** Zone of its days, null where the file doesn't say (an ad account's own zone). */
  zone: string | null;
  currency: string | null;
  source: MetricSource;
  /** Members by breakdown key (`age`, `country`, `text` ...), values as written; empty for a whole subject. */
  breakdown: Record<string, string>;
  attribution: string | null;
  /** Counts as numbers; money, seconds and ratios as exact decimal strings. Absent means unknown, which is not 0. */
  values: Partial<Record<ReportedMetricId, number | string | null>>;
  /** Text worth keeping: `resultIndicator`, `delivery`, `objective` ... */
  labels: Record<string, string>;
  warnings: readonly RowWarning[];
  /** It is the file's own sum over its other rows. */
  isTotal?: true;
}

/** Why one row is refused; the others are not touched by it. */
export const rowErrorCodes = [
  'bad_date',
  'bad_number',
  'ambiguous_number',
  'fractional_count',
  'negative_value',
  'number_too_long',
  'duplicate_day',
  'missing_date',
  'missing_name',
  'name_too_long',
  'missing_currency',
  'missing_cells',
  'extra_cells',
  'period_reversed',
  'ambiguous_summary',
] as const;
export type RowErrorCode = (typeof rowErrorCodes)[number];

export interface RowError {
  line: number;
  /** Header of the column at fault, null for the row as a whole. */
  column: string | null;
  code: RowErrorCode;
  message: string;
  /** The cell as written, at most 200 characters. */
  value?: string;
}

export type ParsedRow = { fact: ParsedFact } | { error: RowError };
