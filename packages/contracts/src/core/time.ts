import { z } from 'zod';

/** The calendar of ISO 8601 has a year 0, and PostgreSQL has none. */
const hasYear = (text: string): boolean => !text.startsWith('0000');
const noSuchYear = 'must not be before the year 1';

/** A point in time: ISO 8601 in UTC with milliseconds, for example `2026-03-01T09:30:00.000Z`. */
export const Instant = z.iso
  .datetime()
  .refine(hasYear, noSuchYear)
  .meta({ description: 'Point in time, ISO 8601 in UTC.' });

/** A calendar day without a zone, `YYYY-MM-DD`; the zone belongs to the fact or the organization. */
export const CalendarDate = z.iso
  .date()
  .refine(hasYear, noSuchYear)
  .meta({ description: 'Calendar day, `YYYY-MM-DD`.' });

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const TimeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, 'is not an IANA time zone; write for example Europe/Berlin')
  .meta({ description: 'IANA time zone name.' });
