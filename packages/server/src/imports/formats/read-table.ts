import { Readable } from 'node:stream';
import { CsvError, type Info, type Options, parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import type { Dialect } from './dialect.ts';
import { ImportFault } from './import-fault.ts';
import { unquoteSparing } from './tab-quotes.ts';

export interface TableRow {
  /** Line of the file on which the row begins, from 1. */
  line: number;
  cells: string[];
}

/** Longest row in bytes. Ad texts run to a few thousand characters; a missing quote or line end runs to the file's end. */
export const longestRecordBytes = 1_000_000;

interface CsvRecord {
  record: string[];
  info: Info;
}

function csvOptions({ delimiter, skipLines, quoted }: Pick<Dialect, 'delimiter' | 'skipLines' | 'quoted'>): Options {
  return {
    ...((quoted === false || quoted === 'sparing') && { quote: null }),
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    from_line: skipLines + 1,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecordBytes,
    info: true,
  };
}

/**
 * The rows of a file, its header included, in batches as the bytes arrive; no more than a chunk is held. Throws an
 * ImportFault for bytes that aren't text of this dialect.
 */
export async function* readTable(bytes: AsyncIterable<Uint8Array>, dialect: Dialect): AsyncGenerator<TableRow[]> {
  const parser = parse(csvOptions(dialect));
  const source = Readable.from(decode(bytes, dialect, parser));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  const place = lineCounter();
  try {
    for await (const first of parser as AsyncIterable<CsvRecord>) {
      const batch: TableRow[] = [];
      for (let next: CsvRecord | null = first; next !== null; next = parser.read()) {
        batch.push({ line: place(next.record, next.info.lines), cells: cellsOf(next.record, dialect) });
      }
      yield batch;
    }
  } catch (error) {
    throw asFault(error);
  } finally {
    source.destroy();
  }
}

type RowDialect = Pick<Dialect, 'delimiter' | 'skipLines' | 'quoted'>;

function cellsOf(record: string[], dialect: RowDialect): string[] {
  if (dialect.quoted === 'sparing') return record.map(unquoteSparing);
  const [only = ''] = record;
  return record.length === 1 && only.includes(dialect.delimiter) ? unwrap(only, dialect) : record;
}

/**
 * A spreadsheet whose list separator is another one takes each row for a single cell, and saves it in quotation marks where it
 * has some: `"2026-01-01,""A, b"",5"`. A cell that stands alone and holds the delimiter can only be such a row.
 */
function unwrap(cell: string, dialect: RowDialect): string[] {
  try {
    const [row, ...more]: string[][] = parseWhole(cell, { ...csvOptions({ ...dialect, skipLines: 0 }), info: false });
    return row && more.length === 0 ? row : [cell];
  } catch {
    return [cell];
  }
}

/** The first complete rows of a text; what follows them may be cut anywhere. */
export function readFirstRows(text: string, dialect: RowDialect): { rows: TableRow[]; isBroken: boolean } {
  const parser = parse(csvOptions(dialect));
  parser.on('error', () => undefined);
  parser.write(text);
  const rows: TableRow[] = [];
  const place = lineCounter();
  for (let next = parser.read(); next !== null; next = parser.read()) {
    rows.push({ line: place(next.record, next.info.lines), cells: cellsOf(next.record, dialect) });
  }
  const isBroken = parser.errored !== null;
  parser.destroy();
  return { rows, isBroken };
}

/**
 * Line on which a record begins, from the parser's count of the line on which it ends. The parser counts CRLF inside a
 * quoted cell as two lines.
 */
function lineCounter(): (cells: string[], lastLine: number) => number {
  let previous = 0;
  let excess = 0;
  return (cells, lastLine) => {
    const single = lastLine === previous + 1;
    previous = lastLine;
    if (single) return lastLine - excess;
    const breaks = cells.flatMap((cell) => cell.match(/\r\n|\n|\r/g) ?? []);
    const pairs = breaks.filter((one) => one.length === 2).length;
    const line = lastLine - breaks.length - pairs - excess;
    excess += pairs;
    return line;
  };
}

async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  { encoding }: Dialect,
  parser: { readonly info: Info },
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let read = 0;
  const text = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (cause) {
      const near = `within the ${chunk?.length ?? 0} bytes after byte ${read}`;
      const advice = 'Save the file as UTF-8, or say which encoding it has.';
      throw new ImportFault('bad_encoding', `The file is not ${encoding} throughout (${near}). ${advice}`, null, cause);
    }
  };
  for await (const chunk of bytes) {
    const part = text(chunk);
    if (part.includes('\0')) {
      throw new ImportFault(
        'binary_file',
        `The file has a NUL character after byte ${read}: it is damaged or no text.`,
      );
    }
    // The parser's own limit counts the characters of cells; a record of nothing but delimiters has none.
    if (parser.info.bytes - parser.info.bytes_records > 2 * longestRecordBytes + chunk.length)
      throw tooLarge(parser.info);
    read += chunk.length;
    yield part;
  }
  const rest = text();
  if (rest !== '') yield rest;
}

function tooLarge(info: Info): ImportFault {
  const advice = 'Most likely a quotation mark or a line end is missing there.';
  const message = `The row that begins after line ${info.lines} is longer than ${longestRecordBytes} bytes. ${advice}`;
  return new ImportFault('record_too_large', message, info.lines);
}

function asFault(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === 'number' ? error.lines : null;
  const near = line === null ? '' : ` near line ${line}`;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new ImportFault(
        'truncated_file',
        `The file ends inside a quoted cell${near}: it was cut off. Export it again.`,
        line,
        error,
      );
    case 'CSV_MAX_RECORD_SIZE':
      return new ImportFault(
        'record_too_large',
        `A row${near} is longer than ${longestRecordBytes} bytes. Most likely a quotation mark or a line end is missing.`,
        line,
        error,
      );
    default:
      return new ImportFault(
        'broken_quotes',
        `The quotation marks are broken${near}. Export the file again instead of editing it as text.`,
        line,
        error,
      );
  }
}
