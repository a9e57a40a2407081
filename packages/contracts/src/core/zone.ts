const minuteMs = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day, `YYYY-MM-DD`, that it is in a zone at an instant. */
export function dateIn(zone: string, instant: Date): string {
  let format = formats.get(zone);
  if (!format) {
    // The Swedish way of writing a date is ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(instant);
}

/**
 * The instant at which a calendar day begins in a zone, to the minute: its midnight, or the first moment after it where
 * the clocks skip midnight. Where a zone skipped a whole day, the beginning of the next one.
 */
export function startOfDay(zone: string, date: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Zones are at most 14 hours ahead of UTC and 12 behind it.
  let [before, reached] = [midnight / minuteMs - 15 * 60, midnight / minuteMs + 15 * 60];
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (dateIn(zone, new Date(middle * minuteMs)) >= date) reached = middle;
    else before = middle;
  }
  return new Date(reached * minuteMs);
}

const dayMs = 24 * 60 * minuteMs;

/** A calendar day some days later, earlier where `days` is negative. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Days from one calendar day to another: 0 for the same day. No clock change can shift it. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
