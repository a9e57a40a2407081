import { reportedMetrics } from '@songtrackpro/contracts';
import type { DateOrder, DecimalSeparator, Dialect } from './dialect.ts';
import type { ColumnMeaning, EntityKind, RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { finestFirst } from './meta-layout.ts';
import { dateEvidence, parseDate } from './parse-date.ts';
import { decimalEvidence, parseNumber, wholeNumberEvidence } from './parse-number.ts';
import { splitAmount } from './read-amount.ts';
import { readTable, type TableRow } from './read-table.ts';
import { saysNothing } from './says-all.ts';

/**
 * Looks through the rest of a file for what its head left open: whether 1,234 is a thousand or a fraction, and whether
 * 03/04/2026 is in March or April. Reads nothing when nothing is open, and stops as soon as all is decided; what no value
 * decides stays open. Give it a fresh stream of the same file.
 */
export async function resolveDialect(
  bytes: AsyncIterable<Uint8Array>,
  format: RecognisedFormat,
  dialect: Dialect,
): Promise<Dialect> {
  if (dialect.open.length === 0) return dialect;
  const evidence = collectEvidence(format, dialect);
  let header = true;
  for await (const batch of readTable(bytes, dialect)) {
    for (const row of header ? batch.slice(1) : batch) evidence.see(row);
    header = false;
    if (evidence.result().open.length === 0) break;
  }
  return evidence.result();
}

/** Gathers what the cells of a file prove about its numbers and dates. */
export function collectEvidence(
  format: RecognisedFormat,
  dialect: Dialect,
): { see: (row: TableRow) => void; result: () => Dialect } {
  // Spotify writes no separators; there a number with one is an error, not a question.
  const separated = format.reading === 'ads' || format.reading === 'table' ? format.columns : [];
  const numbers = separated.flatMap(({ meaning }, index) => {
    const kind = numberKind(meaning);
    return kind ? [{ index, kind }] : [];
  });
  const levels = levelEvidence(format);
  const dates = format.columns.flatMap(({ meaning }, index) => (isDateColumn(meaning) ? [index] : []));
  let separator: DecimalSeparator | null = dialect.decimalSeparator;
  let order: DateOrder | null = dialect.dateOrder;
  const open = new Set(dialect.open);

  const seeDate = (cell: string, line: number) => {
    const proof = dateEvidence(cell);
    if (proof && order && proof !== order && dialect.dateOrder === null) {
      const message = `"${cell}" on line ${line} puts the ${proof === 'day_first' ? 'day' : 'month'} first, earlier dates the other way round.`;
      throw new ImportFault('mixed_date_orders', message, line);
    }
    order ??= proof;
    const answer = order ? null : parseDate(cell, null);
    if (answer && !answer.ok && answer.code === 'ambiguous_date') open.add('dateOrder');
  };

  return {
    see: ({ line, cells }) => {
      levels.see(cells);
      for (const index of dates) seeDate(cells[index]?.trim() ?? '', line);
      if (separator) return;
      for (const { index, kind } of numbers) {
        const cell = cells[index]?.trim() ?? '';
        const { number } = splitAmount(cell);
        separator ??= kind === 'whole' ? wholeNumberEvidence(cell) : decimalEvidence(number);
        const answer = separator ? null : parseNumber(number, null);
        if (answer && !answer.ok && answer.code === 'ambiguous_number') open.add('decimalSeparator');
      }
    },
    result: () => {
      if (separator) open.delete('decimalSeparator');
      if (order) open.delete('dateOrder');
      const blankLevels = levels.blank();
      if (blankLevels.length > 0) open.add('level');
      else open.delete('level');
      const { blankLevels: _, ...rest } = dialect;
      const known = { ...rest, decimalSeparator: separator, dateOrder: order, open: [...open] };
      return blankLevels.length > 0 ? { ...known, blankLevels } : known;
    },
  };
}

/** Which levels of ads no row names, from the finest that has columns down to the first that is named. */
function levelEvidence({ reading, columns }: RecognisedFormat) {
  let unnamed = (reading === 'ads' ? finestFirst : []).flatMap((kind) => {
    const indexes = columns.flatMap(({ meaning }, index) =>
      (meaning.as === 'name' || meaning.as === 'externalId') && meaning.of === kind ? [index] : [],
    );
    return indexes.length > 0 ? [{ kind, indexes }] : [];
  });
  return {
    see: (cells: readonly string[]) => {
      const named = unnamed.findIndex(({ indexes }) => indexes.some((index) => !saysNothing(cells[index])));
      if (named >= 0) unnamed = unnamed.slice(0, named);
    },
    blank: (): EntityKind[] => unnamed.map(({ kind }) => kind),
  };
}

/** Ratios that aren't kept still show how the file writes its fractions. */
function numberKind(meaning: ColumnMeaning): 'whole' | 'fraction' | null {
  if (meaning.as === 'ignored') return meaning.reason === 'calculated' ? 'fraction' : null;
  if (meaning.as !== 'metric') return null;
  // A return on ad spend may be a result, so 2.345 of them proves nothing.
  if (meaning.metric === 'results') return 'fraction';
  return reportedMetrics[meaning.metric].unit === 'count' ? 'whole' : 'fraction';
}

function isDateColumn({ as }: ColumnMeaning): boolean {
  return as === 'day' || as === 'month' || as === 'periodStart' || as === 'periodEnd';
}
