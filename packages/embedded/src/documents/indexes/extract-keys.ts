import { CommandError } from '../errors.ts';
import { type Doc, isPlainObject } from '../query/values.ts';
import { KeyWriter } from './encode-key.ts';
import type { IndexDefinition } from './index-definition.ts';

export interface ExtractedKeys {
  keys: Buffer[];
  /** An array was met on the way: the index no longer holds exactly one key per document. */
  multikey: boolean;
}

const writer = new KeyWriter();
const EMPTY_ARRAY = Symbol('empty array');

/**
 * The keys under which an index holds a document. An array gives one key per element, an empty one a key of its own;
 * at most one path of a compound index may meet an array (error 171). A sparse index skips documents that have none
 * of its fields. `fields` needs to hold only the top-level fields that the index names.
 */
export function extractKeys(index: IndexDefinition, fields: Doc): ExtractedKeys {
  const { parts, sparse } = index;
  let present = false;
  let arrayPart = -1;
  const columns: unknown[][] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as IndexDefinition['parts'][number];
    const column: unknown[] = [];
    if (collect(fields, part.path, 0, column)) {
      if (arrayPart >= 0 && !sharesArray(parts[arrayPart]?.path, part.path, fields)) {
        throw new CommandError(
          'CannotIndexParallelArrays',
          `cannot index parallel arrays [${part.path.join('.')}] [${parts[arrayPart]?.path.join('.')}]`,
        );
      }
      arrayPart = i;
    }
    present ||= column.some((value) => value !== undefined);
    columns.push(column);
  }
  if (sparse && !present) return { keys: [], multikey: false };
  if (arrayPart < 0) return { keys: [encodeRow(index, columns, 0)], multikey: false };
  return { keys: arrayRows(index, columns), multikey: true };
}

function arrayRows(index: IndexDefinition, columns: unknown[][]): Buffer[] {
  const rows = Math.max(...columns.map((column) => column.length));
  const seen = new Map<string, Buffer>();
  for (let row = 0; row < rows; row++) {
    const key = encodeRow(index, columns, row);
    seen.set(key.toString('latin1'), key);
  }
  return [...seen.values()];
}

function encodeRow(index: IndexDefinition, columns: unknown[][], row: number): Buffer {
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as unknown[];
    const descending = index.parts[i]?.descending;
    const value = column.length === 1 ? column[0] : column[row];
    if (value === EMPTY_ARRAY) writer.writeEmptyArray(descending);
    else writer.write(index.fold && typeof value === 'string' ? index.fold(value) : value, descending);
  }
  return writer.take();
}

/** Collects the values at a path into `out`; true when an array lay on the way. */
function collect(value: unknown, path: readonly string[], at: number, out: unknown[]): boolean {
  if (at === path.length) {
    if (!Array.isArray(value)) {
      out.push(value);
      return false;
    }
    if (value.length === 0) out.push(EMPTY_ARRAY);
    for (const item of value) out.push(item);
    return true;
  }
  const name = path[at] as string;
  if (Array.isArray(value)) {
    if (/^\d+$/.test(name) && Number(name) < value.length) {
      collect(value[Number(name)], path, at + 1, out);
      return true;
    }
    if (value.length === 0) out.push(undefined);
    for (const item of value) {
      if (isPlainObject(item)) collect(item, path, at, out);
      else out.push(undefined);
    }
    return true;
  }
  if (!isPlainObject(value)) {
    out.push(undefined);
    return false;
  }
  return collect(value[name], path, at + 1, out);
}

/** Two paths through the same array (a.b and a.c where a is it) give parallel columns; two arrays do not. */
function sharesArray(first: readonly string[] | undefined, second: readonly string[], fields: Doc): boolean {
  if (!first) return false;
  let value: unknown = fields;
  for (let i = 0; i < Math.min(first.length, second.length) - 1; i++) {
    if (first[i] !== second[i] || !isPlainObject(value)) return false;
    value = value[first[i] as string];
    if (Array.isArray(value)) {
      const nested = (item: unknown) =>
        isPlainObject(item) && [first, second].some((path) => Array.isArray(item[path[i + 1] as string]));
      return !value.some(nested);
    }
  }
  return false;
}
