import type { DateOrder } from './dialect.ts';
import { monthOf } from './month-names.ts';
import { parseDate } from './parse-date.ts';

export interface MonthPeriod {
  date: string;
  periodEnd: string;
}

/**
 * The month or quarter of a sales report as its first and last day: `2026-01`, `2026-01-01`, `202601`, `01/2026`,
 * `January 2026`, `Jan-26`, `2026M1`, `2026 Q1`. A day within a month is taken for the month only if it is its first or last one,
 * so where no order is known `01/02/2026` is February: as January it would be the second day. Null for anything else.
 */
export function parseMonth(cell: string, order: DateOrder | null): MonthPeriod | null {
  if (/^\d{1,2}([-/.])\d{1,2}\1\d{4}(?: |$)/.test(cell.trim())) {
    const read = (one: DateOrder) => {
      const day = parseDate(cell.trim(), one);
      return day.ok ? parseMonth(day.date, null) : null;
    };
    return order ? read(order) : (read('day_first') ?? read('month_first'));
  }
  const text = cell.trim().toLowerCase();
  const quarter = /^(?:(\d{4})[ -]?q([1-4])|q([1-4])[ /-]?(\d{4}))$/.exec(text);
  if (quarter) {
    const first = (Number(quarter[2] ?? quarter[3]) - 1) * 3 + 1;
    return span(Number(quarter[1] ?? quarter[4]), first, first + 2);
  }
  const yearFirst = /^(\d{4})[-/.]?m?(\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ]00:00(?::00(?:\.0+)?)?z?)?$/.exec(text);
  if (yearFirst) {
    const whole = span(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[2]));
    const day = yearFirst[3];
    if (!whole || day === undefined) return whole;
    const days = [whole.date.slice(8), whole.periodEnd.slice(8)];
    return days.includes(day.padStart(2, '0')) ? whole : null;
  }
  const yearLast = /^(\d{1,2})[-/.](\d{4})$/.exec(text);
  if (yearLast) return span(Number(yearLast[2]), Number(yearLast[1]), Number(yearLast[1]));
  const [, name, shortYear] = /^(\p{L}{3,10})\.?[ ,-]+(?:de )?(\d{4}|\d{2})$/u.exec(text) ?? [];
  const [, longYear, nameLast] = /^(\d{4})[ -](\p{L}{3,10})$/u.exec(text) ?? [];
  const index = monthOf(name ?? nameLast ?? '');
  return index === 0 ? null : span(Number((longYear ?? shortYear ?? '').padStart(4, '20')), index, index);
}

function span(year: number, first: number, last: number): MonthPeriod | null {
  if (year < 1990 || year > 2200 || first < 1 || last > 12) return null;
  const end = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  return { date: `${year}-${String(first).padStart(2, '0')}-01`, periodEnd: end };
}
