import { addDays, daysBetween } from '@songtrackpro/contracts';

/** Meta attributes and corrects for so long: older days are final. */
export const settledAfterDays = 28;
/** How far back Meta answers. */
const retainedMonths = 37;
/** Rows that are asked for at once, about: few enough to be answered directly. */
const rowsAtOnce = 5000;
const longestStretchDays = 90;

export interface Days {
  since: string;
  until: string;
}

/** The first day that Meta still answers, with a day to spare. */
export function oldestDay(today: string): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - retainedMonths);
  return addDays(date.toISOString().slice(0, 10), 2);
}

/** Days that are asked for at every sync: all that are not known to be final. */
export const openDays = (today: string, settledThrough: string): Days => ({
  since: addDays(settledThrough, 1),
  until: today,
});

/** How many days of so many rows each are asked for at once. */
export const stretchDays = (rowsOfDay: number): number =>
  Math.max(1, Math.min(longestStretchDays, Math.floor(rowsAtOnce / Math.max(1, rowsOfDay))));

/** Days in stretches, the newest first. */
export function* stretches({ since, until }: Days, days: number): Generator<Days> {
  for (let end = until; end >= since; end = addDays(end, -days)) {
    const start = addDays(end, 1 - days);
    // Calendar days in text order are in time order.
    yield { since: [start, since].toSorted()[1] ?? since, until: end };
  }
}

export const daysIn = ({ since, until }: Days): number => Math.max(0, daysBetween(since, until) + 1);
