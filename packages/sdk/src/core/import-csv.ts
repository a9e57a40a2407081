import type { TrackCsvInput, TrackCsvResult, TrackCsvRow } from '../types.ts';
import { csvParts } from './csv-parts.ts';
import type { CallOptions } from './options.ts';
import type { Content } from './upload.ts';

/** How far the import of a file is, and what came of it so far. */
export interface CsvImportProgress {
  readBytes: number;
  totalBytes: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
}

export interface CsvImportOptions extends CallOptions {
  /** Called after each part. */
  onProgress?: (progress: CsvImportProgress) => void;
  /** Receives the result of every row, part by part, for files whose results are too many to keep. */
  onRows?: (rows: readonly TrackCsvRow[]) => void;
}

export interface CsvImportResult {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  createdArtists: number;
  /** The first 1,000 rows that were refused, each with line, column and reason. */
  errors: TrackCsvRow[];
}

const keptErrors = 1000;

/** Sends a catalogue file part by part; each part is taken in whole or not at all. */
export async function importCsvFile(
  content: Content,
  send: (part: TrackCsvInput, options: CallOptions) => Promise<TrackCsvResult>,
  { onProgress, onRows, idempotencyKey, ...options }: CsvImportOptions,
): Promise<CsvImportResult> {
  const blob = content instanceof Blob ? content : new Blob([content]);
  const total: CsvImportResult = { created: 0, updated: 0, unchanged: 0, refused: 0, createdArtists: 0, errors: [] };
  for await (const { csv, firstLine, readBytes } of csvParts(blob)) {
    const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}-${firstLine}` };
    const { rows, ...counts } = await send({ csv, firstLine }, { ...options, ...key });
    total.created += counts.created;
    total.updated += counts.updated;
    total.unchanged += counts.unchanged;
    total.refused += counts.refused;
    total.createdArtists += counts.createdArtists;
    const refused = rows.filter(({ status }) => status === 'refused');
    total.errors.push(...refused.slice(0, keptErrors - total.errors.length));
    onRows?.(rows);
    const { created, updated, unchanged } = total;
    onProgress?.({ readBytes, totalBytes: blob.size, created, updated, unchanged, refused: total.refused });
  }
  return total;
}
