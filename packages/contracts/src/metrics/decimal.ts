/**
 * Exact decimal arithmetic on bigint for money and other decimal strings.
 *
 * A decimal is a plain string such as `1250.07` or `-0.21996948851659`: optional sign, digits, optional fraction, no
 * exponent, no separators. Whole numbers may also be given as `number`; a fractional `number` is refused, because it
 * has already lost what these functions exist to keep.
 */

interface Scaled {
  units: bigint;
  /** Number of digits after the point: the value is `units / 10 ** scale`. */
  scale: number;
}

const PLAIN_DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** True for a string that these functions accept. */
export function isDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

function toScaled(value: string | number): Scaled {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new RangeError(`Not a safe whole number: ${value}; give decimals as strings`);
    return { units: BigInt(value), scale: 0 };
  }
  const match = PLAIN_DECIMAL.exec(value);
  if (!match) throw new RangeError(`Not a plain decimal: ${JSON.stringify(value.slice(0, 40))}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

function toText({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return units < 0n ? `-${text}` : text;
}

function align(a: Scaled, b: Scaled): [bigint, bigint, number] {
  if (a.scale === b.scale) return [a.units, b.units, a.scale];
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

/** Quotient of two integers, rounded half to even. `denominator` must not be 0. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = n / d;
  const twice = (n % d) * 2n;
  const up = twice > d || (twice === d && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** The one spelling of a value: no plus sign, no leading or trailing zeros, no `-0`. Equal values are equal strings. */
export function normaliseDecimal(value: string | number): string {
  return toText(toScaled(value));
}

export function addDecimals(a: string | number, b: string | number): string {
  return toText(add(toScaled(a), toScaled(b)));
}

export function sumDecimals(values: Iterable<string | number>): string {
  let total: Scaled = { units: 0n, scale: 0 };
  for (const value of values) total = add(total, toScaled(value));
  return toText(total);
}

export function subtractDecimals(a: string | number, b: string | number): string {
  const [x, y, scale] = align(toScaled(a), toScaled(b));
  return toText({ units: x - y, scale });
}

export function multiplyDecimals(a: string | number, b: string | number): string {
  const [x, y] = [toScaled(a), toScaled(b)];
  return toText({ units: x.units * y.units, scale: x.scale + y.scale });
}

/** -1, 0 or 1, by value: `1.50` equals `1.5`. */
export function compareDecimals(a: string | number, b: string | number): -1 | 0 | 1 {
  const [x, y] = align(toScaled(a), toScaled(b));
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

/** a / b rounded half to even at `scale` digits after the point. Throws a RangeError when b is 0. */
export function divideDecimals(a: string | number, b: string | number, scale: number): string {
  const [x, y] = align(toScaled(a), toScaled(b));
  if (y === 0n) throw new RangeError('Division by zero');
  return toText({ units: divideHalfEven(x * 10n ** BigInt(scale), y), scale });
}

/** `value` rounded half to even at `scale` digits after the point; for display, after summing. */
export function roundDecimal(value: string | number, scale: number): string {
  return divideDecimals(value, 1, scale);
}

/**
 * a / b as a number rounded half to even at 12 significant digits: enough for every rate shown or compared, few enough
 * that the same inputs print the same on every machine.
 */
export function divideToNumber(a: string | number, b: string | number): number {
  const [x, y] = align(toScaled(a), toScaled(b));
  return toNumber(x, y);
}

/** What a ratio is made of: (sum of `terms` × `multiplier` + `offset` × `denominator`) ÷ `denominator`. */
export interface Ratio {
  terms: readonly (string | number)[];
  multiplier: number;
  offset: number;
  denominator: string | number;
}

/** A ratio as `divideToNumber` rounds it, or in whole millionths, half to even; exact until that one rounding. */
export function ratioToNumber({ terms, multiplier, offset, denominator }: Ratio, unit: 'plain' | 'micros'): number {
  const divisor = toScaled(denominator);
  let sum: Scaled = { units: 0n, scale: 0 };
  for (const term of terms) sum = add(sum, toScaled(term));
  if (multiplier !== 1) sum = { units: sum.units * BigInt(multiplier), scale: sum.scale };
  if (offset !== 0) sum = add(sum, { units: divisor.units * BigInt(offset), scale: divisor.scale });
  const [x, y] = align(sum, divisor);
  if (unit === 'plain') return toNumber(x, y);
  if (y === 0n) throw new RangeError('Division by zero');
  return Number(divideHalfEven(x * 1_000_000n, y));
}

function add(a: Scaled, b: Scaled): Scaled {
  const [x, y, scale] = align(a, b);
  return { units: x + y, scale };
}

function toNumber(x: bigint, y: bigint): number {
  if (y === 0n) throw new RangeError('Division by zero');
  if (x === 0n) return 0;
  // The first try has 12 digits or one or two too many. Each try divides the exact values anew: rounding an already
  // rounded quotient would round twice.
  let scale = 12 - (digitCount(x) - digitCount(y));
  let quotient = scaledQuotient(x, y, scale);
  while (digitCount(quotient) > 12) {
    scale -= 1;
    quotient = scaledQuotient(x, y, scale);
  }
  return Number(`${quotient}e${-scale}`);
}

function scaledQuotient(x: bigint, y: bigint, scale: number): bigint {
  return scale >= 0 ? divideHalfEven(x * 10n ** BigInt(scale), y) : divideHalfEven(x, y * 10n ** BigInt(-scale));
}

function digitCount(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}
