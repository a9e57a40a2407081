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

const times = new Map<string, Intl.DateTimeFormat>();

/** Day and time, `YYYY-MM-DD HH:MM`, that clocks of a zone show at an instant. */
function timeIn(zone: string, instant: Date): string {
  let format = times.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    times.set(zone, format);
  }
  return format.format(instant);
}

/** The first minute that fulfils a condition within the instants that a calendar day may have; none before it does. */
function firstMinute(date: string, isReached: (instant: Date) => boolean): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Zones are at most 14 hours ahead of UTC and 12 behind it.
  let [before, reached] = [midnight / minuteMs - 15 * 60, midnight / minuteMs + 39 * 60];
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (isReached(new Date(middle * minuteMs))) reached = middle;
    else before = middle;
  }
  return new Date(reached * minuteMs);
}

/**
 * The instant at which a calendar day begins in a zone, to the minute: its midnight, or the first moment after it where
 * the clocks skip midnight. Where a zone skipped a whole day, the beginning of the next one.
 */
export const startOfDay = (zone: string, date: string): Date =>
  firstMinute(date, (instant) => dateIn(zone, instant) >= date);

/** The instant at which clocks of a zone come to an hour of a calendar day; right after it where they skip it. */
export function startOfHour(zone: string, date: string, hour: number): Date {
  const wanted = `${date} ${String(hour).padStart(2, '0')}:00`;
  return firstMinute(date, (instant) => timeIn(zone, instant) >= wanted);
}

const dayMs = 24 * 60 * minuteMs;

/** A calendar day some days later, earlier where `days` is negative. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Days from one calendar day to another: 0 for the same day. No clock change can shift it. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
