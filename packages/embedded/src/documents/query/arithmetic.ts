import { Decimal128, Double } from 'bson';
import { CommandError } from '../errors.ts';
import {
  addDecimals,
  type Decimal,
  divideDecimals,
  fromDecimal,
  multiplyDecimals,
  remainderDecimals,
  toDecimal,
} from './decimal.ts';
import { double, isInt32, toNumber } from './values.ts';

/** Any BSON number in this server's representation. */
export type Numeric = number | bigint | Double | Decimal128;

const INT64_MAX = 0x7fffffffffffffffn;

/** Whether the value is a double, not an int32. */
export function isDouble(value: Numeric): boolean {
  return value instanceof Double || (typeof value === 'number' && !isInt32(value));
}

/** MongoDB's numeric promotion: decimal before double before long before int; an int that overflows becomes a long. */
export function add(a: Numeric, b: Numeric): Numeric {
  return combine(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
    addDecimals,
  );
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  const minus = (x: Decimal, y: Decimal) => addDecimals(x, { ...y, coefficient: -y.coefficient });
  return combine(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
    minus,
  );
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  return combine(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
    multiplyDecimals,
  );
}

/** Always a double, or a decimal where one takes part. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (toNumber(b) === 0) throw new CommandError('BadValue', "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimals(a, b, divideDecimals, (x, y) => x / y);
  return double(toNumber(a) / toNumber(b));
}

export function remainder(a: Numeric, b: Numeric): Numeric {
  if (toNumber(b) === 0) throw new CommandError(16610, "can't $mod by zero");
  return combine(
    a,
    b,
    (x, y) => x % y,
    (x, y) => x % y,
    remainderDecimals,
  );
}

function combine(
  a: Numeric,
  b: Numeric,
  ofDoubles: (x: number, y: number) => number,
  ofLongs: (x: bigint, y: bigint) => bigint,
  ofDecimals: (x: Decimal, y: Decimal) => Decimal,
): Numeric {
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimals(a, b, ofDecimals, ofDoubles);
  if (isDouble(a) || isDouble(b)) return double(ofDoubles(toNumber(a), toNumber(b)));
  if (typeof a === 'number' && typeof b === 'number') {
    const result = ofDoubles(a, b) + 0;
    return isInt32(result) ? result : inInt64(ofLongs(BigInt(a), BigInt(b)));
  }
  return inInt64(ofLongs(toBigInt(a), toBigInt(b)));
}

/** A long, or a double where int64 is too small for it. */
function inInt64(value: bigint): Numeric {
  return value > INT64_MAX || value < -INT64_MAX - 1n ? double(Number(value)) : value;
}

function decimals(
  a: Numeric,
  b: Numeric,
  ofDecimals: (x: Decimal, y: Decimal) => Decimal,
  ofDoubles: (x: number, y: number) => number,
): Numeric {
  const [x, y] = [finite(a), finite(b)];
  if (x && y) return fromDecimal(ofDecimals(x, y));
  const special = ofDoubles(toNumber(a), toNumber(b));
  return Decimal128.fromString(String(special));
}

function finite(value: Numeric): Decimal | null {
  return toDecimal(value instanceof Double ? value.value : value);
}

function toBigInt(value: Numeric): bigint {
  return typeof value === 'bigint' ? value : BigInt(toNumber(value));
}
