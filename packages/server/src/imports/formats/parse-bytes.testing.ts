import type { Dialect, ParseOptions } from './dialect.ts';
import { headBytes } from './dialect.ts';
import type { RecognisedFormat } from './format.ts';
import { parseRows } from './parse-rows.ts';
import type { ParsedFact, RowError } from './parsed-row.ts';
import { recognise } from './recognise-format.ts';
import { resolveDialect } from './resolve-dialect.ts';

export interface ParsedBytes {
  format: RecognisedFormat;
  dialect: Dialect;
  facts: ParsedFact[];
  errors: RowError[];
}

/** Bytes in chunks of an awkward size, so that characters, quotes and line ends are cut in the middle. */
export async function* inChunks(bytes: Uint8Array, size = 997): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** What a caller does with a whole file: recognise, resolve, parse. Throws for a refusal. */
export async function parseBytes(
  content: string | Uint8Array,
  fileName = 'export.csv',
  options: ParseOptions = {},
  chunkSize?: number,
): Promise<ParsedBytes> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const recognised = recognise(bytes.subarray(0, headBytes), fileName, options);
  if (!recognised.ok) throw new Error(`${recognised.code}: ${recognised.message}`);
  const { format } = recognised;
  const dialect = await resolveDialect(inChunks(bytes, chunkSize), format, recognised.dialect);
  const facts: ParsedFact[] = [];
  const errors: RowError[] = [];
  for await (const batch of parseRows(inChunks(bytes, chunkSize), format, dialect)) {
    for (const row of batch) {
      if ('fact' in row) facts.push(row.fact);
      else errors.push(row.error);
    }
  }
  return { format, dialect, facts, errors };
}

export function csv(...lines: string[]): string {
  return `${lines.join('\n')}\n`;
}
