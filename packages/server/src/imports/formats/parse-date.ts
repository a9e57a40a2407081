import type { DateOrder } from './dialect.ts';
import { monthOf } from './month-names.ts';

type DateAnswer = { ok: true; date: string } | { ok: false; code: 'bad_date' | 'ambiguous_date' };

// A time of midnight is what a spreadsheet adds to a date; any other time would make it an instant, which has no day.
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: (?:0?0:00(?::00)?|12:00(?::00)? AM))?$/i;
// `31 Jan 2026`, `31. Januar 2026`, `1er févr. 2026`, `31 de enero de 2026`, `Jan 31, 2026`.
const NAMED =
  /^(?:(\d{1,2})(?:\.|º|er)? (?:de )?(\p{L}{3,10})\.?,?(?: de)? (\d{4})|(\p{L}{3,10})\.? (\d{1,2}),? (\d{4}))$/iu;

/**
 * A calendar day as YYYY-MM-DD. 03/04/2026 needs `order`; with points (03.04.2026) the day always comes first. Two-digit
 * years are refused.
 */
export function parseDate(cell: string, order: DateOrder | null): DateAnswer {
  const yearFirst = YEAR_FIRST.exec(cell);
  if (yearFirst) return toDate(yearFirst[1], yearFirst[3], yearFirst[4]);
  const yearLast = YEAR_LAST.exec(cell);
  if (yearLast) {
    const [, first, separator, second, year] = yearLast;
    const decided = separator === '.' ? 'day_first' : (order ?? dateEvidence(cell));
    if (decided === 'day_first') return toDate(year, second, first);
    if (decided === 'month_first') return toDate(year, first, second);
    if (first === second) return toDate(year, first, second);
    return { ok: false, code: Number(first) > 12 ? 'bad_date' : 'ambiguous_date' };
  }
  const named = NAMED.exec(cell);
  if (named) {
    return toDate(named[3] ?? named[6], String(monthOf(named[2] ?? named[4] ?? '')), named[1] ?? named[5]);
  }
  return { ok: false, code: 'bad_date' };
}

/** The order that one date proves: a number above 12 can't be a month. */
export function dateEvidence(cell: string): DateOrder | null {
  const match = YEAR_LAST.exec(cell);
  if (!match || match[2] === '.') return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first > 12 && second <= 12) return 'day_first';
  if (second > 12 && first <= 12) return 'month_first';
  return null;
}

function toDate(year = '', month = '', day = ''): DateAnswer {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const real = y >= 1900 && y <= 2200 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m);
  if (!real) return { ok: false, code: 'bad_date' };
  return { ok: true, date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `20260131` or `2026-01-31` as a calendar day; null for anything else. */
export function parseCompactDate(cell: string): string | null {
  const answer = parseDate(cell.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'), null);
  return answer.ok ? answer.date : null;
}
