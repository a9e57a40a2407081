import { CommandError } from '../errors.ts';
import { stringOrder } from './collation.ts';
import { compareValues, type StringOrder } from './compare-values.ts';
import { someAtPath } from './match-paths.ts';
import { type Doc, isNumeric, isPlainObject, toNumber } from './values.ts';

export interface SortField {
  path: readonly string[];
  direction: 1 | -1;
}

export function parseSort(sort: Doc): SortField[] {
  return Object.entries(sort).map(([field, direction]) => {
    if (isPlainObject(direction))
      throw new CommandError('NotImplemented', `Sorting by $meta is not supported by this server (field '${field}')`);
    const sign = toNumber(direction);
    if (!isNumeric(direction) || (sign !== 1 && sign !== -1)) {
      throw new CommandError(15975, `$sort key ordering must be 1 (for ascending) or -1 (for descending)`);
    }
    if (field === '' || field.startsWith('$'))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    return { path: field.split('.'), direction: sign };
  });
}

/** The values a document is ordered by: of an array the least element going up, the greatest going down. */
export function sortKey(fields: readonly SortField[], doc: Doc, strings: StringOrder): unknown[] {
  return fields.map(({ path, direction }) => {
    if (path.length === 1) {
      const value = doc[path[0] as string];
      if (!Array.isArray(value)) return value ?? null;
    }
    let [best, found]: [unknown, boolean] = [null, false];
    someAtPath(doc, path, 0, true, (value) => {
      if (Array.isArray(value) && value.length > 0) return false;
      // An empty array comes before null, as undefined does.
      const key = Array.isArray(value) ? undefined : (value ?? null);
      if (!found || compareValues(key, best, strings) * direction < 0) best = key;
      found = true;
      return false;
    });
    return best;
  });
}

export function compareKeys(
  fields: readonly SortField[],
  strings: StringOrder,
): (a: unknown[], b: unknown[]) => number {
  return (a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const result = compareValues(a[i], b[i], strings);
      if (result !== 0) return result * (fields[i] as SortField).direction;
    }
    return 0;
  };
}

/** A comparison of documents; equal ones keep their order. */
export function compileSort(sort: Doc, collation?: unknown): (a: Doc, b: Doc) => number {
  const fields = parseSort(sort);
  const strings = stringOrder(collation);
  const compare = compareKeys(fields, strings);
  return (a, b) => compare(sortKey(fields, a, strings), sortKey(fields, b, strings));
}
