import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { compareDecimals, type Decimal, toDecimal } from './decimal.ts';
import type { Doc } from './values.ts';

/** MongoDB's order of types; numbers of all types share one rank, strings and symbols another. */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return 3;
    case 'number':
    case 'bigint':
      return 10;
    case 'string':
      return 15;
    case 'boolean':
      return 40;
  }
  if (value === null) return 5;
  if (Array.isArray(value)) return 25;
  if (value instanceof ObjectId) return 35;
  if (value instanceof Date) return 45;
  if (value instanceof Binary || value instanceof Uint8Array) return 30;
  if (value instanceof Double || value instanceof Decimal128 || value instanceof Int32) return 10;
  if (value instanceof Timestamp) return 47;
  if (value instanceof Long) return 10;
  if (value instanceof BSONRegExp || value instanceof RegExp) return 50;
  if (value instanceof BSONSymbol) return 15;
  if (value instanceof Code) return value.scope ? 65 : 60;
  if (value instanceof MinKey) return 1;
  if (value instanceof MaxKey) return 127;
  return 20;
}

/** How two strings compare: by code point as the server does, or by a collation. */
export type StringOrder = (a: string, b: string) => number;

/** UTF-8 byte order. UTF-16 order differs from it only where surrogates meet U+E000–U+FFFF. */
export const compareStrings: StringOrder = (a, b) => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [highX, highY] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
    if (highX !== highY && x >= 0xd800 && y >= 0xd800) return highX ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
};

/** MongoDB's total order over values of any types; a missing value (undefined) comes before null. */
export function compareValues(a: unknown, b: unknown, strings: StringOrder = compareStrings): number {
  if (typeof a === 'number' && typeof b === 'number') return compareDoubles(a, b);
  if (typeof a === 'string' && typeof b === 'string') return strings(a, b);
  const [rankA, rankB] = [typeRank(a), typeRank(b)];
  if (rankA !== rankB) return rankA < rankB ? -1 : 1;
  switch (rankA) {
    case 10:
      return compareNumbers(a, b);
    case 15:
      return strings(String(a), String(b));
    case 20:
      return compareObjects(a as Doc, b as Doc, strings);
    case 25:
      return compareArrays(a as unknown[], b as unknown[], strings);
    case 30:
      return compareBinary(a as Binary, b as Binary);
    case 35:
      return order(Buffer.compare((a as ObjectId).id, (b as ObjectId).id));
    case 40:
      return Number(a) - Number(b);
    case 45:
      return order((a as Date).getTime() - (b as Date).getTime());
    case 47:
      return order((a as Timestamp).compare(b as Timestamp));
    case 50: {
      const [x, y] = [regexParts(a), regexParts(b)];
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    case 60:
    case 65:
      return compareStrings((a as Code).code, (b as Code).code);
    default:
      return 0;
  }
}

export function equalValues(a: unknown, b: unknown, strings?: StringOrder): boolean {
  return compareValues(a, b, strings) === 0;
}

export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof BSONRegExp) return value;
  const { source, flags } = value as RegExp;
  return { pattern: source, options: flags };
}

function order(difference: number): number {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/** NaN equals itself and comes before every other number; -0 equals 0. */
function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** Exact across int, long, double and decimal: nothing is rounded before it is compared. */
function compareNumbers(a: unknown, b: unknown): number {
  const [x, y] = [plainNumber(a), plainNumber(b)];
  if (typeof x === 'number' && typeof y === 'number') return compareDoubles(x, y);
  if (!(x instanceof Decimal128) && !(y instanceof Decimal128)) {
    if (Number.isNaN(x)) return -1;
    if (Number.isNaN(y)) return 1;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [left, right] = [exact(x), exact(y)];
  if (typeof left === 'number' && typeof right === 'number') return compareDoubles(left, right);
  if (typeof left === 'number') return left === Number.POSITIVE_INFINITY ? 1 : -1;
  if (typeof right === 'number') return right === Number.POSITIVE_INFINITY ? -1 : 1;
  return compareDecimals(left, right);
}

function plainNumber(value: unknown): number | bigint | Decimal128 {
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (value instanceof Long) return value.toBigInt();
  return value as number | bigint | Decimal128;
}

/** The exact decimal expansion of any finite number; NaN and infinities stay numbers. */
export function exact(value: number | bigint | Decimal128): Decimal | number {
  if (typeof value !== 'number') return toDecimal(value) ?? Number(value.toString());
  if (!Number.isFinite(value)) return value;
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  let [mantissa, halvings] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings += 1;
  }
  // m / 2^h = m × 5^h / 10^h
  return { coefficient: BigInt(mantissa) * 5n ** BigInt(halvings), exponent: -halvings };
}

function compareObjects(a: Doc, b: Doc, strings: StringOrder): number {
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  const length = Math.min(keysA.length, keysB.length);
  for (let i = 0; i < length; i++) {
    const [keyA, keyB] = [keysA[i] as string, keysB[i] as string];
    const [valueA, valueB] = [a[keyA], b[keyB]];
    const result =
      order(typeRank(valueA) - typeRank(valueB)) ||
      compareStrings(keyA, keyB) ||
      compareValues(valueA, valueB, strings);
    if (result !== 0) return result;
  }
  return order(keysA.length - keysB.length);
}

function compareArrays(a: unknown[], b: unknown[], strings: StringOrder): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const result = compareValues(a[i], b[i], strings);
    if (result !== 0) return result;
  }
  return order(a.length - b.length);
}

export function binaryParts(value: Binary | Uint8Array): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Binary) return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type };
  return { bytes: value, subtype: 0 };
}

/** Length, then subtype, then bytes. */
function compareBinary(a: Binary | Uint8Array, b: Binary | Uint8Array): number {
  const [x, y] = [binaryParts(a), binaryParts(b)];
  return (
    order(x.bytes.length - y.bytes.length) || order(x.subtype - y.subtype) || order(Buffer.compare(x.bytes, y.bytes))
  );
}
