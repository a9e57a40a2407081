import { Decimal128 } from 'bson';

/** An exact decimal: coefficient × 10^exponent. The exponent is kept, so 1.10 + 1.20 stays 2.30 as in MongoDB. */
export interface Decimal {
  coefficient: bigint;
  exponent: number;
}

/** IEEE 754 decimal128: 34 significant digits. */
const DIGITS = 34;
const LIMIT = 10n ** BigInt(DIGITS);
const PATTERN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** The exact value of a finite decimal128, number or bigint; null for NaN and the infinities. */
export function toDecimal(value: Decimal128 | number | bigint): Decimal | null {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    // The server converts a double to decimal128 with 15 significant digits.
    return parse(Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15))));
  }
  return parse(value.toString());
}

function parse(text: string): Decimal | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', power = '0'] = match;
  const magnitude = BigInt(`${whole}${fraction}` || '0');
  return { coefficient: sign === '-' ? -magnitude : magnitude, exponent: Number(power) - fraction.length };
}

export function fromDecimal({ coefficient, exponent }: Decimal): Decimal128 {
  let [value, power] = [coefficient, exponent];
  const excess = digits(value) - DIGITS;
  if (excess > 0) {
    value = divideHalfEven(value, 10n ** BigInt(excess));
    power += excess;
    if (value === LIMIT || value === -LIMIT) {
      value /= 10n;
      power += 1;
    }
  }
  return Decimal128.fromString(`${value}E${power}`);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: scaled(a, exponent) + scaled(b, exponent), exponent };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** Quotient to 34 digits, half to even, without trailing zeros beyond the ideal exponent; `b` must not be zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const ideal = a.exponent - b.exponent;
  const shift = Math.max(0, DIGITS + 1 + digits(b.coefficient) - digits(a.coefficient));
  let coefficient = a.coefficient * 10n ** BigInt(shift);
  const exact = coefficient % b.coefficient === 0n;
  coefficient = exact ? coefficient / b.coefficient : divideHalfEven(coefficient, b.coefficient);
  let exponent = ideal - shift;
  while (exact && exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return { coefficient, exponent };
}

export function remainderDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: scaled(a, exponent) % scaled(b, exponent), exponent };
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const [left, right] = [scaled(a, exponent), scaled(b, exponent)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Half to even at `places` digits behind the point (negative: before it). */
export function roundDecimal(value: Decimal, places: number): Decimal {
  const drop = -places - value.exponent;
  if (drop <= 0) return value;
  return { coefficient: divideHalfEven(value.coefficient, 10n ** BigInt(drop)), exponent: -places };
}

export function truncateDecimal(value: Decimal, places: number): Decimal {
  const drop = -places - value.exponent;
  if (drop <= 0) return value;
  return { coefficient: value.coefficient / 10n ** BigInt(drop), exponent: -places };
}

function scaled(value: Decimal, exponent: number): bigint {
  return value.exponent === exponent ? value.coefficient : value.coefficient * 10n ** BigInt(value.exponent - exponent);
}

function digits(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}

function divideHalfEven(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  const rest = value % by;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = by < 0n ? -by : by;
  if (twice < size || (twice === size && quotient % 2n === 0n)) return quotient;
  return quotient + (value < 0n === by < 0n ? 1n : -1n);
}
