import {
  Binary,
  calculateObjectSize,
  Decimal128,
  Double,
  deserialize,
  Int32,
  Long,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import type { Json } from './suite.ts';

/** Looks up entities for `$$matchesEntity` and `$$sessionLsid`. */
export type Lookup = (name: string) => unknown;

/**
 * Why `actual` doesn't match `expected` by the rules of the unified test format; null when it does. A document at
 * the root may have fields that weren't expected, one further inside may not.
 */
export function mismatch(actual: unknown, expected: unknown, lookup: Lookup, path = '', root = true): string | null {
  if (isDocument(expected)) {
    const [operator] = Object.keys(expected);
    if (operator?.startsWith('$$') && Object.keys(expected).length === 1)
      return special(operator, expected[operator], actual, lookup, path, root);
    const doc = asDocument(actual);
    if (!doc) return `${path}: expected a document, got ${show(actual)}`;
    for (const [key, value] of Object.entries(expected)) {
      const inner = mismatch(doc[key], value, lookup, `${path}.${key}`, false);
      if (inner) return inner;
    }
    if (root) return null;
    const extra = Object.keys(doc).find((key) => doc[key] !== undefined && !(key in expected));
    return extra ? `${path}: unexpected field ${extra}` : null;
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${path}: expected an array, got ${show(actual)}`;
    if (actual.length !== expected.length)
      return `${path}: expected ${expected.length} elements, got ${actual.length}: ${show(actual)}`;
    for (let i = 0; i < expected.length; i++) {
      const inner = mismatch(actual[i], expected[i], lookup, `${path}[${i}]`, root);
      if (inner) return inner;
    }
    return null;
  }
  return equal(actual, expected) ? null : `${path}: expected ${show(expected)}, got ${show(actual)}`;
}

function special(
  operator: string,
  argument: unknown,
  actual: unknown,
  lookup: Lookup,
  path: string,
  root: boolean,
): string | null {
  const missing = actual === undefined;
  switch (operator) {
    case '$$exists':
      return missing === !argument
        ? null
        : `${path}: expected ${argument ? 'a value' : 'nothing'}, got ${show(actual)}`;
    case '$$unsetOrMatches':
      return missing || actual === null ? null : mismatch(actual, argument, lookup, path, root);
    case '$$type': {
      const types = Array.isArray(argument) ? argument : [argument];
      return types.some((type) => isType(actual, String(type)))
        ? null
        : `${path}: expected type ${types.join(' or ')}, got ${show(actual)}`;
    }
    case '$$matchesEntity':
      return mismatch(actual, lookup(String(argument)), lookup, path, false);
    case '$$sessionLsid': {
      const session = lookup(String(argument)) as { id: unknown };
      return equal(actual, session.id) ? null : `${path}: expected the session's id`;
    }
    case '$$matchesHexBytes':
      return Buffer.isBuffer(actual) && actual.toString('hex') === argument
        ? null
        : `${path}: expected bytes ${String(argument)}`;
    case '$$lte':
      return Number(actual) <= Number(argument)
        ? null
        : `${path}: expected at most ${show(argument)}, got ${show(actual)}`;
    case '$$matchAsDocument':
      return mismatch(typeof actual === 'string' ? JSON.parse(actual) : actual, argument, lookup, path, false);
    case '$$matchAsRoot':
      return mismatch(actual, argument, lookup, path, true);
    default:
      return `${path}: the runner doesn't know ${operator}`;
  }
}

/** Equality of BSON values where only the value of a number counts, not its type. */
export function equal(a: unknown, b: unknown): boolean {
  const [x, y] = [plain(a), plain(b)];
  if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return true;
  if (Array.isArray(x)) return Array.isArray(y) && x.length === y.length && x.every((item, i) => equal(item, y[i]));
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
  const [left, right] = [asDocument(x), asDocument(y)];
  if (!left || !right) return Buffer.from(serialize({ v: x })).equals(Buffer.from(serialize({ v: y })));
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && equal(left[key], right[key]));
}

function plain(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Timestamp) return value;
  if (value instanceof Long) return value.toNumber();
  return typeof value === 'bigint' ? Number(value) : value;
}

function isDocument(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

/** Plain documents, the driver's result objects and maps (by key as text). */
function asDocument(value: unknown): Json | null {
  if (value instanceof Map) return Object.fromEntries([...value.entries()].map(([key, item]) => [String(key), item]));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if ('_bsontype' in value || value instanceof Date || value instanceof RegExp || ArrayBuffer.isView(value))
    return null;
  return value as Json;
}

function isType(value: unknown, type: string): boolean {
  const number = plain(value);
  switch (type) {
    case 'double':
    case 'int':
    case 'long':
    case 'number':
      return typeof number === 'number';
    case 'decimal':
      return value instanceof Decimal128;
    case 'string':
      return typeof value === 'string';
    case 'object':
      return isDocument(value);
    case 'array':
      return Array.isArray(value);
    case 'binData':
      return value instanceof Binary || ArrayBuffer.isView(value);
    case 'objectId':
      return value instanceof ObjectId;
    case 'bool':
      return typeof value === 'boolean';
    case 'date':
      return value instanceof Date;
    case 'null':
      return value === null;
    case 'timestamp':
      return value instanceof Timestamp;
    default:
      return false;
  }
}

export function show(value: unknown): string {
  const text = JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item)) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** A deep copy by way of BSON, so that an event's command isn't changed by what the driver does next. */
export function snapshot(doc: Json): Json {
  if (calculateObjectSize(doc) > 1024 * 1024) return doc;
  return deserialize(serialize(doc, { ignoreUndefined: true }), { promoteValues: true }) as Json;
}
