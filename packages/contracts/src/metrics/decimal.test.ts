import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  divideToNumber,
  isDecimal,
  multiplyDecimals,
  normaliseDecimal,
  roundDecimal,
  subtractDecimals,
  sumDecimals,
} from './decimal.ts';

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 16 }))
  .map(([units, scale]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
    const cut = digits.length - scale;
    return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${scale === 0 ? '' : `.${digits.slice(cut)}`}`;
  });

test('sums real export rows of up to 16 decimals without losing a digit', () => {
  expect(sumDecimals(['0.1', '0.2', '12.2335714285710001'])).toBe('12.5335714285710001');
  expect(sumDecimals([])).toBe('0');
});

test('writes equal values the same way', () => {
  expect(normaliseDecimal('+001.500')).toBe('1.5');
  expect(normaliseDecimal('-0.00')).toBe('0');
  expect(normaliseDecimal(5000)).toBe('5000');
});

test('refuses a fractional number, an exponent, a separator and an empty string', () => {
  expect(() => addDecimals(0.1, '1')).toThrow(RangeError);
  for (const text of ['1e3', '1,000', '', '.5', '5.', 'NaN', ' 1', '1 ']) {
    expect(isDecimal(text)).toBe(false);
    expect(() => normaliseDecimal(text)).toThrow(RangeError);
  }
});

test('rounds half to even, also below zero', () => {
  expect(['0.5', '1.5', '2.5', '-0.5', '-1.5', '2.51'].map((value) => roundDecimal(value, 0))).toEqual([
    '0',
    '2',
    '2',
    '0',
    '-2',
    '3',
  ]);
  expect(divideDecimals('1', '3', 4)).toBe('0.3333');
  expect(() => divideDecimals('1', '0.00', 2)).toThrow('Division by zero');
});

test('divides to 12 significant digits', () => {
  expect(divideToNumber('8123.47', 612345)).toBe(0.0132661653153);
  expect(divideToNumber(2, 3)).toBe(0.666666666667);
  expect(divideToNumber(-1, 3)).toBe(-0.333333333333);
  expect(divideToNumber('999999999999.6', 1)).toBe(1e12);
  expect(divideToNumber(0, 7)).toBe(0);
});

test('addition commutes, associates and is undone by subtraction', () => {
  fc.assert(
    fc.property(decimals, decimals, decimals, (a, b, c) => {
      expect(addDecimals(a, b)).toBe(addDecimals(b, a));
      expect(addDecimals(addDecimals(a, b), c)).toBe(addDecimals(a, addDecimals(b, c)));
      expect(subtractDecimals(addDecimals(a, b), b)).toBe(normaliseDecimal(a));
      expect(sumDecimals([a, b, c])).toBe(addDecimals(addDecimals(a, b), c));
    }),
  );
});

test('a quotient times its divisor is within half a unit of the last place', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.nat({ max: 10 }), (a, b, scale) => {
      fc.pre(compareDecimals(b, 0) !== 0);
      const error = subtractDecimals(multiplyDecimals(divideDecimals(a, b, scale), b), a);
      const half = multiplyDecimals(b, `0.${'0'.repeat(scale)}5`);
      const [e, h] = [error.replace('-', ''), half.replace('-', '')];
      expect(compareDecimals(e, h)).not.toBe(1);
    }),
  );
});

test('comparison is by value and antisymmetric', () => {
  expect(compareDecimals('1.50', '1.5')).toBe(0);
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      expect(compareDecimals(a, b) + compareDecimals(b, a)).toBe(0);
      expect(compareDecimals(addDecimals(a, '0.0000000000000001'), a)).toBe(1);
    }),
  );
});

test('the 12-digit quotient agrees with floating point to 11 digits', () => {
  const whole = fc.integer({ min: 1, max: 2_000_000_000 });
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      const exact = divideToNumber(a, b);
      expect(Math.abs(exact - a / b)).toBeLessThanOrEqual(Math.abs(a / b) * 1e-11);
      expect(Number(exact.toPrecision(12))).toBe(exact);
    }),
  );
});
