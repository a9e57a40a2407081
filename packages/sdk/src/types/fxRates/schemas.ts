// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, DecimalString, Instant } from '../core/words.ts';

export interface FxRate {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  /** ISO 4217 currency code. */
  currency: Currency;
  /** Units of the currency for one euro, exact as published. */
  rate: DecimalString;
  /** Point in time, ISO 8601 in UTC. */
  importedAt: Instant;
}

export interface FxRateImport {
  /** Text of a file as the European Central Bank publishes it: a column `Date`, and one for each currency with its units for one euro; `N/A` or nothing where there is no rate. */
  csv: string;
  /** Take the new rate where another one is stored for the day; otherwise the import is refused. */
  replace?: boolean | undefined;
}

export interface FxRateImportResult {
  created: number;
  replaced: number;
  unchanged: number;
  currencies: Currency[];
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
}

export interface FxRateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** ISO 4217 currency code. */
  currency?: Currency | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  from?: CalendarDate | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  to?: CalendarDate | undefined;
}
