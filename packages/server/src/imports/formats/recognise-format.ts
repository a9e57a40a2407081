import { recogniseDsr } from './ddex-dsr.ts';
import { detectDialect } from './detect-dialect.ts';
import type { Dialect, ParseOptions } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import { ImportFault } from './import-fault.ts';
import { recogniseMeta } from './meta-format.ts';
import type { TableRow } from './read-table.ts';
import { recogniseMapped } from './recognise-mapped.ts';
import { recogniseTable } from './recognise-table.ts';
import { explainUnknown, likelyHeader, understood } from './refuse-unknown.ts';
import { collectEvidence } from './resolve-dialect.ts';
import { recogniseSpotifyTimeline } from './spotify-format.ts';

/** Why a file is refused by its head, before any row is read. */
export const refusalCodes = [
  'empty_file',
  'binary_file',
  'header_only',
  'unknown_format',
  'duplicate_header',
  'record_too_large',
  'mixed_date_orders',
  'two_currencies',
  'needs_period',
  'needs_currency',
  'needs_country',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Recognition =
  | { ok: true; format: RecognisedFormat; dialect: Dialect }
  | {
      ok: false;
      code: RefusalCode;
      message: string;
      /** Headers that were understood. */
      recognised: string[];
      /** What would have to be there, or be said: a column, `period`, `currency`. */
      missing: string[];
      /** Cells of the first row, by which a saved mapping is found. */
      header: string[];
    };

/**
 * What kind of export a file is, from its first `headBytes` bytes (a shorter head is taken for the whole file) and its
 * name. Never throws for bad content.
 */
export function recognise(head: Uint8Array, fileName: string, options: ParseOptions = {}): Recognition {
  const detected = detectDialect(head, options);
  if (!detected.ok) return refuse(detected.code, detected.message);
  const { dialect, rows, whole, isBroken } = detected;
  const header = rows[0]?.cells;
  if (!header) {
    const message = 'The first row does not end within the first 65,536 bytes: this is no table with a header.';
    return whole
      ? refuse('unknown_format', 'The first row is broken: a quotation mark is missing in it.')
      : refuse('record_too_large', message);
  }

  const dsr = recogniseDsr(rows.map(({ cells }) => cells));
  if (dsr) return { ok: true, format: dsr, dialect };
  const found = recogniseColumns(
    rows.map(({ cells }) => cells),
    fileName,
    options,
  );
  if (!found) {
    const likely = likelyHeader(rows.slice(0, titleRows).map(({ cells }) => cells));
    const { message, missing } = explainUnknown(likely);
    return refuse('unknown_format', message, likely, missing);
  }
  if (!found.ok) return refuse(found.code, found.message, header, found.missing);
  const { format, headerIndex } = found;
  const names = format.columns.map((column) => column.header);
  const skipLines = headerIndex === 0 ? dialect.skipLines : (rows[headerIndex]?.line ?? 1) - 1;

  const data = rows.slice(headerIndex + 1);
  // Rows that can't be read are no lack of rows; the reader says where they begin.
  if (whole && !isBroken && data.every(({ cells }) => cells.every((cell) => cell.trim() === ''))) {
    const message = `${format.label}: the file has a header and no rows. Export it again for a period with data.`;
    return refuse('header_only', message, names);
  }
  const duplicate = findContradiction(names, data);
  if (duplicate) return refuse('duplicate_header', duplicate, names);
  return settle(format, { ...dialect, skipLines }, data, names);
}

type ColumnsAnswer =
  | { ok: true; format: RecognisedFormat; headerIndex: number }
  | { ok: false; code: RefusalCode; message: string; missing: string[] };

/** A known table, an Ads Manager export, a timeline, or what the user says the columns are. */
function recogniseColumns(
  rows: readonly (readonly string[])[],
  fileName: string,
  options: ParseOptions,
): ColumnsAnswer | null {
  const table = recogniseTable(rows, fileName, options);
  if (table) return table;
  // Reports may carry a title above their header.
  for (const [headerIndex, header] of rows.slice(0, titleRows).entries()) {
    const { columns: _, ...unmapped } = options;
    const isKnown = recogniseMeta(header, unmapped) !== null;
    const answer = isKnown ? recogniseMeta(header, options) : recogniseMapped(header, options);
    if (answer) return answer.ok ? { ...answer, headerIndex } : answer;
    const timeline = recogniseSpotifyTimeline(header, fileName, options);
    if (timeline) return timeline.ok ? { ...timeline, headerIndex } : timeline;
  }
  return null;
}

/** Rows among which the header is looked for. */
const titleRows = 6;

/** Reads what the rows of the head prove about numbers and dates. */
function settle(
  format: RecognisedFormat,
  dialect: Dialect,
  rows: readonly TableRow[],
  header: readonly string[],
): Recognition {
  const evidence = collectEvidence(format, dialect);
  try {
    for (const row of rows) evidence.see(row);
  } catch (error) {
    if (error instanceof ImportFault) return refuse('mixed_date_orders', error.message, header);
    throw error;
  }
  return { ok: true, format, dialect: evidence.result() };
}

/** Columns that carry one name are harmless while their cells agree; returns why they aren't. */
export function findContradiction(header: readonly string[], rows: readonly TableRow[]): string | null {
  for (const [index, name] of header.entries()) {
    const first = header.indexOf(name);
    if (first === index || name.trim() === '') continue;
    const row = rows.find(({ cells }) => cells[first] !== cells[index]);
    if (row) {
      return `There are two columns "${name}", and on line ${row.line} they differ. Remove or rename one of them.`;
    }
  }
  return null;
}

function refuse(
  code: RefusalCode,
  message: string,
  header: readonly string[] = [],
  missing: string[] = [],
): Extract<Recognition, { ok: false }> {
  return { ok: false, code, message, recognised: understood(header), missing, header: [...header] };
}
