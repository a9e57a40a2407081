import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalEvidence, parseNumber, wholeNumberEvidence } from './parse-number.ts';

const read = (cell: string, separator: '.' | ',' | null) => {
  const answer = parseNumber(cell, separator);
  return answer.ok ? answer.text : answer.code;
};

test('reads thousands and fractions by the separator of the file', () => {
  expect(read('1,234.50', '.')).toBe('1234.50');
  expect(read('1.234,50', ',')).toBe('1234.50');
  expect(read('1,234', '.')).toBe('1234');
  expect(read('1,234', ',')).toBe('1.234');
  expect(read('-0,75', ',')).toBe('-0.75');
  expect(read('12,345,678', '.')).toBe('12345678');
});

test('spaces and apostrophes only ever group digits', () => {
  for (const cell of ['1 234.5', '1\u00a0234.5', '1\u202f234.5', "1'234.5", '1’234.5']) {
    expect(read(cell, '.')).toBe('1234.5');
    expect(read(cell, null)).toBe('1234.5');
  }
});

test('a number that could be a thousand or a fraction is asked about, not guessed', () => {
  expect(read('1,234', null)).toBe('ambiguous_number');
  expect(read('1.234', null)).toBe('ambiguous_number');
  expect(read('0,234', null)).toBe('0.234');
  expect(read('1,23', null)).toBe('1.23');
  expect(read('1234,567', null)).toBe('1234.567');
  expect(read('1.234,5', null)).toBe('1234.5');
  expect(read('1,234,567', null)).toBe('1234567');
});

test('what contradicts the separator of the file is no number', () => {
  expect(read('1.234,50', '.')).toBe('bad_number');
  expect(read('12,34', '.')).toBe('bad_number');
  expect(read('1,234.50', ',')).toBe('bad_number');
  for (const cell of ['=1+1', '$5', '1e5', '5 %', 'NaN', '١٢', '--5', '1..2', '5-']) {
    expect(read(cell, '.')).toBe('bad_number');
    expect(read(cell, ',')).toBe('bad_number');
    expect(read(cell, null)).toBe('bad_number');
  }
});

test('a number longer than the ledger can keep is refused', () => {
  expect(read(`0.${'1'.repeat(32)}`, '.')).toBe(`0.${'1'.repeat(32)}`);
  expect(read('9'.repeat(35), '.')).toBe('number_too_long');
});

test('three digits after a separator prove nothing, except in a column of whole numbers', () => {
  expect(decimalEvidence('1,234')).toBeNull();
  expect(decimalEvidence('12')).toBeNull();
  expect(decimalEvidence('12.3')).toBe('.');
  expect(wholeNumberEvidence('1,234')).toBe('.');
  expect(wholeNumberEvidence('1.234')).toBe(',');
  expect(wholeNumberEvidence('1.000')).toBeNull();
});

test('a number written in either style reads as the same decimal', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat({ max: 99 }), (whole, cents) => {
      const fraction = String(cents).padStart(2, '0');
      const grouped = (mark: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
      const plain = `${whole}.${fraction}`;
      expect(read(`${grouped(',')}.${fraction}`, '.')).toBe(plain);
      expect(read(`${grouped('.')},${fraction}`, ',')).toBe(plain);
      expect(read(`${grouped(' ')},${fraction}`, null)).toBe(plain);
    }),
  );
});
