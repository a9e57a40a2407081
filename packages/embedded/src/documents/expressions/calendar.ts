import { CommandError } from '../errors.ts';

const DAY = 86_400_000;
const FIXED: Record<string, number> = {
  week: 7 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
/** MongoDB counts bins from the start of 2000. */
const REFERENCE = Date.UTC(2000, 0, 1);

/** All functions here take and give local time: milliseconds whose UTC fields are the clock on the wall. */

/** Adds calendar units; a day that the target month doesn't have becomes its last one. */
export function addUnits(local: number, unit: string, amount: number): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) return local + fixed * amount;
  const date = new Date(local);
  const month = date.getUTCMonth() + amount * monthsOf(unit);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(month);
  date.setUTCDate(Math.min(day, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()));
  return date.getTime();
}

/** The start of the bin of `size` units that holds the time. */
export function truncateTo(local: number, unit: string, size: number, startOfWeek: unknown): number {
  const fixed = FIXED[unit];
  if (fixed !== undefined) {
    const origin =
      unit === 'week'
        ? REFERENCE + ((weekday(startOfWeek) - new Date(REFERENCE).getUTCDay() + 7) % 7) * DAY
        : REFERENCE;
    const bin = fixed * size;
    return origin + Math.floor((local - origin) / bin) * bin;
  }
  const bin = monthsOf(unit) * size;
  const months = monthsSince(local);
  return addUnits(REFERENCE, 'month', Math.floor(months / bin) * bin);
}

/** Boundaries of the unit between two times. */
export function differenceIn(start: number, end: number, unit: string, startOfWeek: unknown): number {
  const [from, to] = [truncateTo(start, unit, 1, startOfWeek), truncateTo(end, unit, 1, startOfWeek)];
  const fixed = FIXED[unit];
  if (fixed !== undefined) return Math.round((to - from) / fixed);
  return (monthsSince(to) - monthsSince(from)) / monthsOf(unit);
}

export function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
}

/** Week of the year from 0, beginning on Sundays. */
export function weekOfYear(date: Date): number {
  return Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7);
}

export function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

export function isUnit(unit: string): boolean {
  return unit in FIXED || unit in MONTHS;
}

function monthsSince(local: number): number {
  const date = new Date(local);
  return (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
}

function monthsOf(unit: string): number {
  const months = MONTHS[unit];
  if (months === undefined) throw new CommandError('FailedToParse', `unknown time unit value: ${unit}`);
  return months;
}

function weekday(name: unknown): number {
  if (name === undefined || name === null) return 0;
  const text = String(name).toLowerCase();
  const day = WEEKDAYS.findIndex((full) => full === text || full.slice(0, 3) === text);
  if (day < 0) throw new CommandError('FailedToParse', `unknown day of week value: ${String(name)}`);
  return day;
}
