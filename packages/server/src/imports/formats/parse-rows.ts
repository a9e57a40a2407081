import { dsrParser } from './ddex-dsr.ts';
import type { Dialect } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { mappedTableParser } from './mapped-table.ts';
import { metaAdsManagerParser } from './meta-ads-manager.ts';
import type { ParsedRow } from './parsed-row.ts';
import { readTable, type TableRow } from './read-table.ts';
import { findContradiction } from './recognise-format.ts';
import { rowError } from './row-error.ts';
import type { RowParser } from './row-parser.ts';
import { spotifyTimelineParser } from './spotify-timeline.ts';

/**
 * Every row of a file as a fact or as an error, in file order, in batches as the bytes arrive. Throws an ImportFault for what makes
 * the whole file unusable; what was yielded before must then be dropped. `watch` sees each row that has the width of the header.
 */
export async function* parseRows(
  bytes: AsyncIterable<Uint8Array>,
  format: RecognisedFormat,
  dialect: Dialect,
  watch?: { see: (row: TableRow) => void },
): AsyncGenerator<ParsedRow[]> {
  const parser = rowParser(format, dialect);
  const headers = format.columns.map(({ header }) => header);
  const repeated = new Set(headers).size < headers.length;
  // The records of a DDEX report have no header and no common width.
  const isTable = format.reading !== 'dsr';
  let header = isTable;
  for await (const batch of readTable(bytes, dialect)) {
    const parsed: ParsedRow[] = [];
    for (const row of batch) {
      if (header) {
        header = false;
        continue;
      }
      const misfit = isTable ? checkWidth(row, headers) : null;
      if (misfit === 'blank') continue;
      if (!misfit && repeated) {
        const contradiction = findContradiction(headers, [row]);
        if (contradiction) throw new ImportFault('duplicate_header', contradiction, row.line);
      }
      if (!misfit) watch?.see(row);
      const answer = misfit ?? parser.parse(row);
      if (answer) parsed.push(answer);
    }
    yield parsed;
  }
  parser.end?.();
}

function rowParser(format: RecognisedFormat, dialect: Dialect): RowParser {
  switch (format.reading) {
    case 'ads':
      return { parse: metaAdsManagerParser(format, dialect) };
    case 'timeline':
      return { parse: spotifyTimelineParser(format, dialect) };
    case 'table':
      return { parse: mappedTableParser(format, dialect) };
    case 'dsr':
      return dsrParser();
  }
}

/** Rows of nothing but delimiters are what spreadsheets leave at the end; they say nothing and are passed over. */
function checkWidth({ line, cells }: TableRow, headers: readonly string[]): ParsedRow | 'blank' | null {
  const expected = headers.length;
  if (cells.length === expected && cells[0] !== '') return null;
  if (cells.every((cell) => cell.trim() === '')) return 'blank';
  if (cells.length < expected) {
    const message = `The row has ${cells.length} of ${expected} cells; it may have been cut off.`;
    return rowError(line, headers[cells.length] ?? null, 'missing_cells', message);
  }
  if (cells.slice(expected).some((cell) => cell.trim() !== '')) {
    return rowError(line, null, 'extra_cells', `The row has ${cells.length} cells, the header ${expected}.`);
  }
  return null;
}
