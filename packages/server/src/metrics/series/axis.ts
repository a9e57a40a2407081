import type { DateRange, SeriesBucket, SeriesInterval } from '@songtrackpro/contracts';
import { dateOfDay, dayNumber, sharedRange } from '../calendar.ts';
import { dayStarts } from './day-start.ts';

/** Day 0, 1970-01-01, was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The whole calendar interval that a date lies in, and its name. */
function intervalOf(date: string, interval: Exclude<SeriesInterval, 'all'>): DateRange & { key: string } {
  const [year = '', month = ''] = date.split('-');
  const monthRange = (first: number, months: number) => {
    const pad = (value: number) => String(value).padStart(2, '0');
    const next = first + months > 12 ? `${Number(year) + 1}-01-01` : `${year}-${pad(first + months)}-01`;
    return { from: `${year}-${pad(first)}-01`, to: dateOfDay(dayNumber(next) - 1) };
  };
  const day = dayNumber(date);
  if (interval === 'day') return { key: date, from: date, to: date };
  if (interval === 'week') {
    const monday = day - weekdayOf(day);
    const thursdayYear = dateOfDay(monday + 3).slice(0, 4);
    const week = Math.floor((monday + 3 - dayNumber(`${thursdayYear}-01-01`)) / 7) + 1;
    return {
      key: `${thursdayYear}-W${String(week).padStart(2, '0')}`,
      from: dateOfDay(monday),
      to: dateOfDay(monday + 6),
    };
  }
  if (interval === 'month') return { key: `${year}-${month}`, ...monthRange(Number(month), 1) };
  if (interval === 'year') return { key: year, ...monthRange(1, 12) };
  const quarter = Math.ceil(Number(month) / 3);
  return { key: `${year}-Q${quarter}`, ...monthRange(quarter * 3 - 2, 3) };
}

/** Buckets of a range, in order and without a gap; the first and the last one are cut where the range cuts them. */
export function axisOf(range: DateRange, interval: SeriesInterval, zone: string): SeriesBucket[] {
  const startOf = dayStarts(zone);
  const buckets: SeriesBucket[] = [];
  for (let from = range.from; from <= range.to; ) {
    const full = interval === 'all' ? { key: 'all', ...range } : intervalOf(from, interval);
    const { to } = sharedRange(full, range);
    const next = dateOfDay(dayNumber(to) + 1);
    const [start, end] = [startOf(from), startOf(next)];
    buckets.push({
      key: full.key,
      from,
      to,
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(end).toISOString(),
      hours: (end - start) / 3_600_000,
      whole: full.from === from && full.to === to,
    });
    from = next;
  }
  return buckets;
}

/** The range that another one is compared with. */
export function comparedRange(range: DateRange, compare: 'previous_period' | 'previous_year' | DateRange): DateRange {
  if (typeof compare === 'object') return compare;
  const [from, to] = [dayNumber(range.from), dayNumber(range.to)];
  if (compare === 'previous_period') return { from: dateOfDay(from - (to - from) - 1), to: dateOfDay(from - 1) };
  const yearBefore = (date: string) => {
    const same = `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
    return same.endsWith('-02-29') ? same.replace('-02-29', '-02-28') : same;
  };
  return { from: yearBefore(range.from), to: yearBefore(range.to) };
}
