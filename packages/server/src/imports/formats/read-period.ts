import type { DateOrder } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import type { MetaLayout } from './meta-layout.ts';
import type { RowErrorCode } from './parsed-row.ts';
import { dateReader } from './read-date.ts';
import type { TableRow } from './read-table.ts';
import { saysAll, saysNothing } from './says-all.ts';

type Period = { granularity: 'day' | 'period'; date: string; periodEnd: string | null };
type PeriodAnswer = Period | { code: RowErrorCode; column: string | null; message: string; value?: string };

const notADate = 'Not a calendar date that can be read; written as 2026-01-31 it can.';

/**
 * Reads the day or period of a row. A `Day` cell makes a day; where it is blank or says "All" (a totals row), or there is no
 * such column, the row is about its period. Throws an ImportFault where 03/04/2026 is met and nothing says which is the month.
 */
export function periodReader(
  format: RecognisedFormat,
  layout: Pick<MetaLayout, 'day' | 'periodStart' | 'periodEnd' | 'periodRange'>,
  order: DateOrder | null,
): (row: TableRow) => PeriodAnswer {
  const { periodStart, periodEnd } = format.given;
  const read = dateReader(order);
  const headerOf = (index: number) => format.columns[index]?.header ?? null;
  const cellOf = ({ cells }: TableRow, index: number) =>
    index < 0 || saysNothing(cells[index]) ? '' : (cells[index]?.trim() ?? '');
  const badDate = (index: number, value: string) =>
    ({ code: 'bad_date', column: headerOf(index), message: notADate, value }) as const;

  return (row) => {
    const day = cellOf(row, layout.day);
    if (day !== '' && !saysAll(day)) {
      const date = read(day, row.line);
      return date ? { granularity: 'day', date, periodEnd: null } : badDate(layout.day, day);
    }
    const range = cellOf(row, layout.periodRange);
    if (range !== '' && !saysAll(range)) {
      const period = readRange(range, (cell) => read(cell, row.line));
      return period ?? badDate(layout.periodRange, range);
    }
    const [start, end] = [cellOf(row, layout.periodStart), cellOf(row, layout.periodEnd)];
    if (start === '' && end === '' && periodStart && periodEnd) {
      return { granularity: 'period', date: periodStart, periodEnd };
    }
    if (start === '' || end === '') {
      return { code: 'missing_date', column: headerOf(layout.day), message: 'The row has neither a day nor a period.' };
    }
    const [first, last] = [read(start, row.line), read(end, row.line)];
    if (!first) return badDate(layout.periodStart, start);
    if (!last) return badDate(layout.periodEnd, end);
    if (first > last) {
      const message = `The period ends (${last}) before it starts (${first}).`;
      return { code: 'period_reversed', column: headerOf(layout.periodEnd), message, value: end };
    }
    return { granularity: 'period', date: first, periodEnd: last };
  };
}

function readRange(cell: string, read: (cell: string) => string | null): Period | null {
  const month = /^(\d{4})-(\d{2})$/.exec(cell);
  if (month) {
    const last = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0));
    const first = read(`${cell}-01`);
    return first ? { granularity: 'period', date: first, periodEnd: last.toISOString().slice(0, 10) } : null;
  }
  const [from, to, ...more] = cell.split(/ (?:-|\u2013|to) /);
  if (from === undefined || to === undefined || more.length > 0) return null;
  const [first, last] = [read(from), read(to)];
  return first && last && first <= last ? { granularity: 'period', date: first, periodEnd: last } : null;
}
