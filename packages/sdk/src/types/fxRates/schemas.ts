// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface FxRate {
  /** Calendar day, `YYYY-MM-DD`. */
  date: string;
  /** ISO 4217 currency code. */
  currency: string;
  /** Units of the currency for one euro, exact as published. */
  rate: string;
  /** Point in time, ISO 8601 in UTC. */
  importedAt: string;
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
  currencies: string[];
  /** Calendar day, `YYYY-MM-DD`. */
  from: string;
  /** Calendar day, `YYYY-MM-DD`. */
  to: string;
}

export interface FxRateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** ISO 4217 currency code. */
  currency?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  from?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  to?: string | undefined;
}
