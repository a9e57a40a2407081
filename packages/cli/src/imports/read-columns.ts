import { readFile } from 'node:fs/promises';
import type { NewImport } from '@songtrackpro/sdk';
import { CommandError } from '../terminal.ts';

type Columns = NonNullable<NewImport['columns']>;

const example = '{"Song": {"as": "track", "part": "title"}, "Spins": {"as": "metric", "metric": "plays"}}';

/**
 * What the columns of a table mean, from a file of JSON; the server says which of the meanings are none.
 *
 * @throws CommandError where there is no such file, or it is no JSON object
 */
export async function readColumns(path: string): Promise<Columns> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const columns = parse(text.replace(/^\ufeff/, ''));
  if (isObject(columns)) return columns;
  throw new CommandError(`${path} is no JSON object that says what columns mean by their header, such as ${example}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Columns {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
