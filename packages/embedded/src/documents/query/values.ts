import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  deserialize,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';
import { CommandError } from '../errors.ts';

export type Doc = Record<string, unknown>;

/**
 * The server's view of BSON values, chosen so that every number returns as the type it came in:
 * int32 is a number, int64 a bigint, a double a number unless it holds a small integer (then bson's `Double`,
 * because a bare 5 would be written back as int32), decimal128 bson's `Decimal128`.
 */
export function decodeByCodec(bytes: Uint8Array): Doc {
  const doc = deserialize(bytes, { promoteValues: false, promoteLongs: false, bsonRegExp: true });
  return settle(doc) as Doc;
}

/** Error 10334 where the document doesn't fit into the codec's 17 MB. */
export function encode(doc: Doc): Uint8Array {
  try {
    return serialize(doc, { ignoreUndefined: true });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new CommandError(
      'BSONObjectTooLarge',
      'BSONObj size is invalid: a document must not be larger than 16777216 bytes (16MB)',
    );
  }
}

export function isPlainObject(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

export function isNumeric(value: unknown): value is number | bigint | Double | Decimal128 | Long | Int32 {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Decimal128 ||
    value instanceof Int32 ||
    (value instanceof Long && !(value instanceof Timestamp))
  );
}

/** A double as this server holds it: wrapped exactly where a bare number would be written as int32. */
export function double(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** Whether bson would write this bare number as int32. */
export function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff && !Object.is(value, -0);
}

/** A count or option given as any BSON number; NaN when it is none. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (value instanceof Decimal128 || value instanceof Long) return Number(value.toString());
  return Number.NaN;
}

function settle(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'object' && item !== null) value[i] = settle(item);
    }
    return value;
  }
  switch (value.constructor) {
    case Object: {
      const doc = value as Doc;
      for (const key in doc) {
        const item = doc[key];
        if (typeof item === 'object' && item !== null) doc[key] = settle(item);
      }
      return doc;
    }
    case Int32:
      return (value as Int32).value;
    case Double: {
      const number = (value as Double).value;
      return isInt32(number) ? value : number;
    }
    case Long:
      return (value as Long).toBigInt();
    case DBRef: {
      const { collection, oid, db, fields } = value as DBRef;
      const plain: Doc = { $ref: collection, $id: settle(oid) };
      if (db !== undefined) plain.$db = db;
      return Object.assign(plain, settle(fields));
    }
    default:
      return value;
  }
}

/** Name of a value's BSON type as `$type` spells it; undefined is `missing`. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Double) return 'double';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Int32) return 'int';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Long) return 'long';
  if (value instanceof Binary || value instanceof Uint8Array) return 'binData';
  if (value instanceof RegExp || value instanceof BSONRegExp) return 'regex';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  return 'object';
}

/** BSON type numbers as `$type` accepts them. */
export const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};
