import { CommandError } from '../errors.ts';
import { isPosition } from './match-paths.ts';
import { type Doc, isPlainObject } from './values.ts';

export type Path = readonly string[];

/** Finds array positions for the placeholders of an update path. */
export interface Positions {
  /** The element that the query matched, for `$`; -1 when none. */
  matched(path: Path): number;
  /** Whether an element passes the array filter of that name, for `$[name]`. */
  passes(name: string, element: unknown): boolean;
}

const MAX_PADDING = 1_500_000;

/** The concrete paths of an update path in this document: `$`, `$[]` and `$[name]` replaced by positions. */
export function expandPath(doc: Doc, path: Path, positions: Positions): Path[] {
  const at = path.findIndex((part) => part === '$' || part.startsWith('$['));
  if (at < 0) return [path];
  const head = path.slice(0, at);
  const array = valueAt(doc, head);
  const placeholder = path[at] as string;
  if (placeholder === '$') {
    const position = positions.matched(head);
    if (position < 0)
      throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
    return expandPath(doc, [...head, String(position), ...path.slice(at + 1)], positions);
  }
  if (!Array.isArray(array)) {
    throw new CommandError(
      'BadValue',
      array === undefined
        ? `The path '${head.join('.')}' must exist in the document in order to apply array updates.`
        : `Cannot apply array updates to non-array element ${head.at(-1)}`,
    );
  }
  const name = placeholder.slice(2, -1);
  return array.flatMap((element, position) =>
    name === '' || positions.passes(name, element)
      ? expandPath(doc, [...head, String(position), ...path.slice(at + 1)], positions)
      : [],
  );
}

export function valueAt(doc: Doc, path: Path): unknown {
  let value: unknown = doc;
  for (const name of path) {
    if (Array.isArray(value)) value = isPosition(name) ? value[Number(name)] : undefined;
    else if (isPlainObject(value)) value = Object.hasOwn(value, name) ? value[name] : undefined;
    else return undefined;
  }
  return value;
}

/** Sets a value, creating documents on the way; error 28 where something that isn't one stands in the way. */
export function setAt(doc: Doc, path: Path, value: unknown): void {
  let holder: unknown = doc;
  for (let i = 0; i < path.length - 1; i++) {
    const name = path[i] as string;
    let next = child(holder, name);
    if (next === undefined) {
      next = {};
      put(holder, name, next, path, i);
    }
    holder = next;
  }
  put(holder, path.at(-1) as string, value, path, path.length - 1);
}

/** Removes a field; an array element becomes null, so that the others keep their positions. */
export function unsetAt(doc: Doc, path: Path): void {
  const holder = path.length === 1 ? doc : valueAt(doc, path.slice(0, -1));
  const name = path.at(-1) as string;
  if (Array.isArray(holder)) {
    if (isPosition(name) && Number(name) < holder.length) holder[Number(name)] = null;
  } else if (isPlainObject(holder)) {
    delete holder[name];
  }
}

function child(holder: unknown, name: string): unknown {
  if (Array.isArray(holder)) return isPosition(name) ? holder[Number(name)] : undefined;
  return isPlainObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function put(holder: unknown, name: string, value: unknown, path: Path, at: number): void {
  if (Array.isArray(holder)) {
    if (!isPosition(name)) throw notViable(name, path[at - 1]);
    const position = Number(name);
    if (position > holder.length + MAX_PADDING)
      throw new CommandError(
        'CannotIndexParallelArrays',
        `Can't add element at position ${position}: too far behind the end of the array`,
      );
    while (holder.length < position) holder.push(null);
    holder[position] = value;
  } else if (isPlainObject(holder)) {
    if (name === '__proto__')
      Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
    else holder[name] = value;
  } else {
    throw notViable(name, path[at - 1]);
  }
}

function notViable(name: string, parent: string | undefined): CommandError {
  return new CommandError('PathNotViable', `Cannot create field '${name}' in element {${parent ?? ''}}`);
}
