import type { DateRange } from '@songtrackpro/contracts';

const dayMs = 24 * 3600 * 1000;

/** Days since 1970-01-01 of a calendar date. Dates carry no zone, so no clock change can shift them. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const daysIn = (range: DateRange): number => dayNumber(range.to) - dayNumber(range.from) + 1;

export function* eachDate(range: DateRange): Iterable<string> {
  const last = dayNumber(range.to);
  for (let day = dayNumber(range.from); day <= last; day += 1) yield dateOfDay(day);
}

/** The stretches of a range in which no day is known. */
export function missingRanges(known: ReadonlySet<string>, range: DateRange): DateRange[] {
  const missing: DateRange[] = [];
  let open: DateRange | null = null;
  for (const date of eachDate(range)) {
    if (known.has(date)) open = null;
    else if (open) open.to = date;
    else {
      open = { from: date, to: date };
      missing.push(open);
    }
  }
  return missing;
}

export const overlaps = (a: DateRange, b: DateRange): boolean => a.from <= b.to && b.from <= a.to;

/** The days that two overlapping ranges share. */
export function sharedRange(a: DateRange, b: DateRange): DateRange {
  const [, from = a.from] = [a.from, b.from].sort();
  const [to = a.to] = [a.to, b.to].sort();
  return { from, to };
}
