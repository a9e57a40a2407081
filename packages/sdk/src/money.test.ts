import { expect, test } from 'vitest';
import { formatMinorUnits, fromMinorUnits, minorUnitDigits, toMinorUnits } from './money.ts';

test.each([
  ['12.50', 'EUR', 1250, '12.50'],
  ['12.5', 'EUR', 1250, '12.50'],
  ['0.07', 'USD', 7, '0.07'],
  ['-3.10', 'USD', -310, '-3.10'],
  ['1250', 'JPY', 1250, '1250'],
  ['1250.000', 'JPY', 1250, '1250'],
  ['1.250', 'KWD', 1250, '1.250'],
  ['0.005', 'BHD', 5, '0.005'],
  ['-0', 'EUR', 0, '0.00'],
  ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER, '90071992547409.91'],
])('%s %s are %i minor units, and back', (amount, currency, minor, text) => {
  expect(toMinorUnits(amount, currency)).toBe(minor);
  expect(fromMinorUnits(minor, currency)).toBe(text);
});

test.each([
  ['12.505', 'EUR', /not in whole minor units: EUR has 2 digits/],
  ['0.5', 'JPY', /JPY has 0 digits/],
  ['1,250.00', 'EUR', /Not a plain decimal/],
  ['1e3', 'EUR', /Not a plain decimal/],
  ['', 'EUR', /Not a plain decimal/],
  ['90071992547409.92', 'EUR', /too large to be exact/],
  ['1', 'eur', /Not a currency: eur/],
])('%j %s is refused and not rounded', (amount, currency, message) => {
  expect(() => toMinorUnits(amount, currency)).toThrow(message);
});

test('a fraction of a minor unit is no amount', () => {
  expect(() => fromMinorUnits(12.5, 'EUR')).toThrow('Minor units are whole: 12.5 is not.');
});

test('digits are those of ISO 4217, also where platforms have others', () => {
  const digits = ['EUR', 'JPY', 'KRW', 'KWD', 'TND', 'IQD', 'CLF', 'XTS'].map(minorUnitDigits);
  expect(digits).toEqual([2, 0, 0, 3, 3, 3, 4, 2]);
});

test('amounts are written as people of a language write them', () => {
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');
  expect(plain(formatMinorUnits(125_000, 'EUR', 'de-DE'))).toBe('1.250,00 €');
  expect(plain(formatMinorUnits(1250, 'JPY', 'en-US'))).toBe('¥1,250');
  expect(plain(formatMinorUnits(1250, 'KWD', 'en-US'))).toBe('KWD 1.250');
});
