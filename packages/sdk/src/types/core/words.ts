// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

/** A day of the calendar, `YYYY-MM-DD`, without a zone: that is the fact’s or the organization’s. `new Date(day)` would make it midnight of UTC, which is another day in half of the world. */
export type CalendarDate = string;

/** ISO 4217 code in upper case, for example `EUR`. */
export type Currency = string;

/** An exact decimal as text, for example `15978.28`: money of facts, as its source gave it. `Number()` of it is for display only. */
export type DecimalString = string;

/** A point in time: ISO 8601 in UTC with milliseconds, for example `2026-03-01T09:30:00.000Z`. `new Date(instant)` reads one, `date.toISOString()` makes one. */
export type Instant = string;

/** Our own money (budgets, plans, invoices) in whole minor units of the currency beside it: 1250 is 12.50 EUR, 1250 JPY, or 1.250 KWD. `toMinorUnits`, `fromMinorUnits` and `formatMinorUnits` convert. */
export type MinorUnits = number;
