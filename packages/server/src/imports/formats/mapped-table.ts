import type { ReportedMetricId } from '@songtrackpro/contracts';
import type { Dialect } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { isCurrency } from './normalise-header.ts';
import { parseMonth } from './parse-month.ts';
import type { FactSubject, ParsedRow, RowError, RowWarning } from './parsed-row.ts';
import { readAmount } from './read-amount.ts';
import { isBlank, readMetric } from './read-metric.ts';
import { periodReader } from './read-period.ts';
import type { TableRow } from './read-table.ts';
import { rowError } from './row-error.ts';
import { layOutTable, type TableLayout } from './table-layout.ts';
import { readIsrc, readSpotifyId, trackSubject } from './track-subject.ts';

type Values = Partial<Record<ReportedMetricId, number | string>>;

/** Turns rows of charts, sales reports, song lists and mapped tables into facts, one for each row. */
export function mappedTableParser(format: RecognisedFormat, dialect: Dialect): (row: TableRow) => ParsedRow {
  const layout = layOutTable(format);
  const readTime = timeReader(format, layout, dialect);
  const currencyOf = currencyReader(format, layout);
  const { given, source } = format;

  return (row) => {
    const { line, cells } = row;
    const subject = subjectOf(cells, layout);
    if (!subject) return rowError(line, null, 'missing_name', 'The row names no track.');
    const time = readTime(row);
    if ('code' in time) return rowError(line, time.column, time.code, time.message, time.value);
    const currency = currencyOf(row);
    const read = readValues(row, layout, dialect, currency);
    if ('error' in read) return read;
    const values = source === 'spotify_for_artists' ? withoutUnavailable(read.values) : read.values;
    const breakdown = { ...given.breakdown, ...keyed(cells, layout.breakdowns) };
    return {
      fact: {
        line,
        subject,
        ...time,
        zone: given.zone,
        currency,
        source,
        breakdown,
        attribution: cellOf(cells, layout.attribution) || null,
        values,
        labels: keyed(cells, layout.labels),
        warnings: read.warnings,
      },
    };
  };
}

const cellOf = (cells: readonly string[], index: number) => (index < 0 ? '' : (cells[index]?.trim() ?? ''));

function subjectOf(cells: readonly string[], { track }: TableLayout): FactSubject | null {
  if (!track) return { kind: 'target' };
  const first = (indexes: readonly number[]) => indexes.map((index) => cellOf(cells, index)).find((cell) => cell) ?? '';
  const firstOf = (indexes: readonly number[], read: (cell: string) => string | undefined) =>
    indexes.map((index) => read(cellOf(cells, index))).find((id) => id !== undefined);
  return trackSubject({
    title: first(track.title),
    artist: first(track.artist),
    isrc: firstOf(track.isrc, readIsrc),
    spotifyId: firstOf(track.spotifyId, readSpotifyId),
  });
}

function timeReader(format: RecognisedFormat, layout: TableLayout, { dateOrder }: Dialect) {
  const readPeriod = periodReader(format, layout, dateOrder);
  const { day } = format.given;
  return (row: TableRow): ReturnType<typeof readPeriod> => {
    if (day !== undefined) return { granularity: 'day', date: day, periodEnd: null };
    if (layout.month < 0) return readPeriod(row);
    const cell = cellOf(row.cells, layout.month);
    const column = format.columns[layout.month]?.header ?? null;
    if (cell === '') return { code: 'missing_date', column, message: 'The row has no month.' };
    const month = parseMonth(cell, dateOrder);
    if (month) return { granularity: 'period', ...month };
    return { code: 'bad_date', column, message: 'Not a month or quarter that can be read.', value: cell };
  };
}

const REVERSAL = /void|return|refund|revers|cancel/i;

function readValues(
  { line, cells }: TableRow,
  layout: TableLayout,
  { decimalSeparator }: Dialect,
  currency: string | null,
): { values: Values; warnings: RowWarning[] } | { error: RowError } {
  const values: Values = {};
  const warnings: RowWarning[] = [];
  const reversed = REVERSAL.test(cellOf(cells, layout.reversal)) || isRefund({ line, cells }, layout, decimalSeparator);
  for (const { metric, unit, index, header } of layout.metrics) {
    const cell = cells[index] ?? '';
    if (isBlank(cell)) continue;
    // What is taken back is counted below zero, however the report writes it; any other negative count is an error.
    const taken = reversed && metric === 'units';
    const text = taken
      ? cell
          .trim()
          .replace(/^[-\u2212]/, '')
          .replace(/^\((.+)\)$/, '$1')
      : cell;
    const read =
      unit === 'money' ? readAmount(text, currency, decimalSeparator) : readMetric(text, unit, decimalSeparator);
    if (!read.ok) return rowError(line, header, read.code, read.message, cell);
    if (unit === 'money') {
      if (currency === null) return rowError(line, header, 'missing_currency', 'The amount has no currency.', cell);
      if (String(read.value).startsWith('-')) warnings.push('negative_money');
    }
    values[metric] = taken ? -Number(read.value) : read.value;
  }
  return { values, warnings };
}

/** Units below zero beside earnings below zero: a sale that was given back. */
function isRefund({ cells }: TableRow, { metrics }: TableLayout, separator: Dialect['decimalSeparator']): boolean {
  const isBelowZero = (metric: ReportedMetricId) => {
    const cell = cells[metrics.find((one) => one.metric === metric)?.index ?? -1]?.trim() ?? '';
    const amount = /[-\u2212(]/.test(cell) && !isBlank(cell) ? readAmount(cell, null, separator) : null;
    return amount?.ok === true && String(amount.value).startsWith('-');
  };
  return isBelowZero('units') && isBelowZero('earnings');
}

/**
 * The all-time list of songs says 0 listeners and 0 saves for every song: not available, not zero. Streams without a
 * listener can't be, so such a row tells its streams alone.
 */
function withoutUnavailable(values: Values): Values {
  const { listeners, saves, ...rest } = values;
  if (listeners !== 0 || Number(values.streams ?? 0) === 0) return values;
  return saves === undefined || saves === 0 ? rest : { ...rest, saves };
}

function keyed(cells: readonly string[], columns: readonly { key: string; index: number }[]): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap(({ key, index }) => {
      const text = cellOf(cells, index);
      return text === '' ? [] : [[key, text]];
    }),
  );
}

/** The one currency of the file: given, in a header, or in a column that must not change. */
function currencyReader(format: RecognisedFormat, layout: TableLayout): (row: TableRow) => string | null {
  let known = format.given.currency;
  return ({ line, cells }) => {
    const cell = cellOf(cells, layout.currency).toUpperCase();
    if (cell === known || !isCurrency(cell)) return known;
    if (known !== null) {
      const message = `The file has amounts in ${known} and, on line ${line}, in ${cell}. Export one file for each currency.`;
      throw new ImportFault('two_currencies', message, line);
    }
    known = cell;
    return known;
  };
}
