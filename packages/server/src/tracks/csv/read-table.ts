import { csvRowLimit, type TrackColumn, trackColumns } from '@songtrackpro/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../core/app-error.ts';
import { unmarkFormula } from './formula-cell.ts';

export type Column = TrackColumn | 'link';

/** A row by its columns; cells that are empty are left out. */
export interface CsvRow {
  line: number;
  cells: Map<Column, string>;
  /** What is wrong with the row as a whole. */
  fault: string | null;
}

const known: readonly Column[] = [...trackColumns, 'link'];
/** `Release Date`, `release-date` and `releaseDate` are one column. */
const letters = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
const byLetters = new Map(known.map((column) => [letters(column), column]));

const refuse = (message: string) => new AppError('invalid_input', { details: { fields: [{ path: 'csv', message }] } });

function guessDelimiter(header: string): string {
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

function readHeader(names: readonly string[]): Column[] {
  const columns = names.map((name) => {
    const column = byLetters.get(letters(name));
    if (column) return column;
    const said = name.trim() === '' ? 'A column has no name.' : `The column “${name.trim()}” is not known.`;
    throw refuse(`${said} Known are: ${known.join(', ')}.`);
  });
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw refuse(`The column ${twice} stands in the header twice.`);
  if (!columns.includes('title') && !columns.includes('id')) {
    throw refuse('The header names neither title nor id; one of them says which track a row is about.');
  }
  return columns;
}

interface Parsed {
  record: string[];
  /** Line on which it ends, from 1. */
  lastLine: number;
}

function parseRecords(text: string): Parsed[] {
  const delimiter = guessDelimiter(text.slice(0, text.indexOf('\n')));
  const records: Parsed[] = [];
  const onRecord = (record: string[], { lines }: { lines: number }) => {
    records.push({ record, lastLine: lines });
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n', on_record: onRecord });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const near = typeof error.lines === 'number' ? ` near line ${error.lines} of the part` : '';
    throw refuse(`The quotation marks are broken${near}. Export the file again instead of editing it as text.`);
  }
}

/** The rows of a part of a catalogue file; a header that isn't one, or a part that is too long, refuses it. */
export function readTable(csv: string, firstLine: number): CsvRow[] {
  const text = `${csv.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')}\n`;
  const [header, ...records] = parseRecords(text);
  if (!header || header.record.every((name) => name.trim() === '')) {
    throw refuse('The first line must be the header with the names of the columns.');
  }
  const columns = readHeader(header.record);
  let last = header.lastLine;
  const rows: CsvRow[] = [];
  for (const { record, lastLine } of records) {
    const line = firstLine + last - header.lastLine;
    last = lastLine;
    if (record.every((cell) => cell.trim() === '')) continue;
    const fault =
      record.length > columns.length ? `has ${record.length} cells, and the header has ${columns.length}` : null;
    const cells = columns.flatMap((column, index) => {
      const cell = unmarkFormula(record[index]?.trim() ?? '');
      return cell === '' ? [] : [[column, cell] as const];
    });
    rows.push({ line, cells: new Map(cells), fault });
  }
  if (rows.length > csvRowLimit)
    throw refuse(`A part has at most ${csvRowLimit} rows; send the file in several parts.`);
  return rows;
}
