/** Kinds of text and numbers that the types name, so that a reader sees what a field holds. */
export const words = {
  Instant: {
    type: 'string',
    description:
      'A point in time: ISO 8601 in UTC with milliseconds, for example `2026-03-01T09:30:00.000Z`. `new Date(instant)` reads one, `date.toISOString()` makes one.',
  },
  CalendarDate: {
    type: 'string',
    description:
      'A day of the calendar, `YYYY-MM-DD`, without a zone: that is the fact’s or the organization’s. `new Date(day)` would make it midnight of UTC, which is another day in half of the world.',
  },
  Currency: { type: 'string', description: 'ISO 4217 code in upper case, for example `EUR`.' },
  DecimalString: {
    type: 'string',
    description:
      'An exact decimal as text, for example `15978.28`: money of facts, as its source gave it. `Number()` of it is for display only.',
  },
  MinorUnits: {
    type: 'number',
    description:
      'Our own money (budgets, plans, invoices) in whole minor units of the currency beside it: 1250 is 12.50 EUR, 1250 JPY, or 1.250 KWD. `toMinorUnits`, `fromMinorUnits` and `formatMinorUnits` convert.',
  },
} as const;

/** The name for a text of this form. */
export function wordName({ format, pattern }: { format?: string; pattern?: string }): string | null {
  if (format === 'date-time') return 'Instant';
  if (format === 'date') return 'CalendarDate';
  if (pattern === '^[A-Z]{3}$') return 'Currency';
  return pattern?.startsWith('^-?\\d{1,34}(') ? 'DecimalString' : null;
}

/** Amounts in minor units say so by their name, all over the contracts. */
export const isMinorUnits = (name: string): boolean => name.endsWith('Minor');
