import type { ColumnMeaning, EntityKind } from './format.ts';

/** How the bytes of a file become cells, and how its cells are to be read. Plain data: it can be stored with an import. */
export interface Dialect {
  encoding: Encoding;
  delimiter: Delimiter;
  /** False where quotation marks are text; `sparing` where they are unless they can't be. */
  quoted?: boolean | 'sparing';
  /** Lines above the header, for example `sep=;`. */
  skipLines: number;
  /** Null as long as no value of the file has decided it. */
  decimalSeparator: DecimalSeparator | null;
  /** Null as long as no value has decided it; never asked for unambiguous dates such as 2026-01-31. */
  dateOrder: DateOrder | null;
  /** Levels of ads that have columns in which no row says anything; decided where `level` isn't open. */
  blankLevels?: readonly EntityKind[];
  /** What the head needs decided and doesn't decide; `resolveDialect` looks for it in the rest of the file. */
  open: readonly ('decimalSeparator' | 'dateOrder' | 'level')[];
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';
export type DecimalSeparator = '.' | ',';
export type DateOrder = 'day_first' | 'month_first';

/** What the person who imports has said about the file; it wins over what the file suggests. */
export interface ParseOptions {
  encoding?: Encoding;
  delimiter?: Delimiter;
  decimalSeparator?: DecimalSeparator;
  dateOrder?: DateOrder;
  /** First and last day of an export that carries no dates, YYYY-MM-DD. */
  periodStart?: string;
  periodEnd?: string;
  /** Whether the file is said to be about one track. */
  ofTrack?: boolean;
  /** Whether it is said to be about an artist. */
  ofArtist?: boolean;
  /** Two letters, or `global`, of a chart that names no country. */
  country?: string;
  /** ISO 4217 code for an export whose headers name no currency. */
  currency?: string;
  /** IANA zone of the ad account's days, where the caller knows it. */
  zone?: string;
  /** Meaning of columns by their header, over what the dictionary says: a saved column mapping. */
  columns?: Record<string, ColumnMeaning>;
}

/** How much of a file decides its format. A shorter file is taken to be whole. */
export const headBytes = 65_536;
