import { Decimal128, Double } from 'bson';
import fc from 'fast-check';
import { evalExpr } from 'mingo/core';
import { expect, test } from 'vitest';
import type { CommandError } from '../errors.ts';
import { document, field } from '../query/arbitrary-values.testing.ts';
import { evaluation } from '../query/evaluation.ts';
import { type Doc, typeName } from '../query/values.ts';
import { compileExpression } from './compile.ts';

const value = (expression: unknown, doc: Doc = {}) => compileExpression(expression, evaluation())(doc);
const codeOf = (expression: unknown, doc: Doc = {}) => {
  try {
    value(expression, doc);
    return null;
  } catch (error) {
    return (error as CommandError).code;
  }
};
const at = (text: string) => new Date(text);

test('a sum has the widest type of its terms', () => {
  expect(
    [
      { $add: [1, 2] },
      { $add: [1, 2n] },
      { $add: [1, new Double(2)] },
      { $add: [1.5, Decimal128.fromString('1')] },
    ].map((sum) => typeName(value(sum))),
  ).toEqual(['int', 'long', 'double', 'decimal']);
  expect(value({ $add: [2 ** 31 - 1, 1] })).toBe(2n ** 31n);
  expect(typeName(value({ $divide: [6, 3] }))).toBe('double');
});

test('decimals are added exactly', () => {
  const sum = value(
    { $sum: '$a' },
    { a: ['0.1', '0.2', '0.3000000000000001'].map((text) => Decimal128.fromString(text)) },
  );
  expect(String(sum)).toBe('0.6000000000000001');
  expect(String(value({ $multiply: [Decimal128.fromString('1.10'), 3] }))).toBe('3.30');
  expect(String(value({ $divide: [Decimal128.fromString('1'), 3] }))).toBe('0.3333333333333333333333333333333333');
});

test('null and missing operands make arithmetic null', () => {
  expect(value({ $add: [1, '$missing'] })).toBeNull();
  expect(value({ $multiply: [null, 2] })).toBeNull();
  expect(value({ $sum: ['$missing', 2, 'text'] })).toBe(2);
});

test('rounding is half to even', () => {
  expect([0.5, 1.5, 2.5, -2.5].map((x) => Number(value({ $round: [x, 0] })))).toEqual([0, 2, 2, -2]);
  expect(value({ $round: [2.675, 2] })).toBe(2.68);
  expect(value({ $trunc: [-1.99, 1] })).toBe(-1.9);
});

test('comparisons follow the order of types, and zero of any type is false', () => {
  expect(value({ $lt: ['$missing', null] })).toBe(true);
  expect(value({ $lt: [5, 'a'] })).toBe(true);
  expect(value({ $eq: [1, new Double(1)] })).toBe(true);
  expect(
    [0, 0n, new Double(0), Decimal128.fromString('0.0'), null, '', [], 'x'].map((x) =>
      value({ $cond: [{ $literal: x }, 1, 2] }),
    ),
  ).toEqual([2, 2, 2, 2, 2, 1, 1, 1]);
});

test('dates move by calendar units and end on the last day of a shorter month', () => {
  expect(value({ $dateAdd: { startDate: at('2026-01-31T00:00:00Z'), unit: 'month', amount: 1 } })).toEqual(
    at('2026-02-28T00:00:00Z'),
  );
  expect(value({ $dateSubtract: { startDate: at('2024-02-29T00:00:00Z'), unit: 'year', amount: 1 } })).toEqual(
    at('2023-02-28T00:00:00Z'),
  );
  expect(value({ $subtract: [at('2026-01-02T00:00:00Z'), at('2026-01-01T00:00:00Z')] })).toBe(86_400_000n);
  expect(value({ $add: [at('2026-01-01T00:00:00Z'), 1000] })).toEqual(at('2026-01-01T00:00:01Z'));
});

test('a day in a zone begins at its midnight, on days of 23 and 25 hours too', () => {
  const day = (text: string, timezone: string) => value({ $dateTrunc: { date: at(text), unit: 'day', timezone } });
  expect(day('2026-03-29T12:00:00Z', 'Europe/Berlin')).toEqual(at('2026-03-28T23:00:00Z'));
  expect(day('2026-10-25T12:00:00Z', 'Europe/Berlin')).toEqual(at('2026-10-24T22:00:00Z'));
  expect(day('2026-07-01T02:00:00Z', 'America/New_York')).toEqual(at('2026-06-30T04:00:00Z'));
  expect(day('2026-07-01T20:00:00Z', '+05:30')).toEqual(at('2026-07-01T18:30:00Z'));
  const next = {
    $dateAdd: { startDate: at('2026-03-28T11:00:00Z'), unit: 'day', amount: 1, timezone: 'Europe/Berlin' },
  };
  expect(value(next)).toEqual(at('2026-03-29T10:00:00Z'));
});

test('weeks, months and bins begin where they should', () => {
  const start = (unit: string, more = {}) => value({ $dateTrunc: { date: at('2026-08-19T15:42:10Z'), unit, ...more } });
  expect(start('week')).toEqual(at('2026-08-16T00:00:00Z'));
  expect(start('week', { startOfWeek: 'monday' })).toEqual(at('2026-08-17T00:00:00Z'));
  expect(start('quarter')).toEqual(at('2026-07-01T00:00:00Z'));
  expect(start('hour', { binSize: 6 })).toEqual(at('2026-08-19T12:00:00Z'));
  expect(start('month', { binSize: 3 })).toEqual(at('2026-07-01T00:00:00Z'));
});

test('parts and text of a date are those of its zone', () => {
  const date = at('2027-01-01T03:30:05.007Z');
  const parts = ['$year', '$month', '$dayOfMonth', '$hour', '$isoWeek', '$isoWeekYear', '$dayOfWeek'].map((part) =>
    Number(value({ [part]: { date, timezone: 'America/Los_Angeles' } })),
  );
  expect(parts).toEqual([2026, 12, 31, 19, 53, 2026, 5]);
  expect(
    value({ $dateToString: { date, format: '%Y-%m-%d %H:%M:%S.%L %z %j %G-W%V', timezone: 'America/Los_Angeles' } }),
  ).toBe('2026-12-31 19:30:05.007 -0800 365 2026-W53');
  expect(value({ $dateToString: { date } })).toBe('2027-01-01T03:30:05.007Z');
  expect(
    value({
      $dateDiff: {
        startDate: at('2026-03-28T23:30:00Z'),
        endDate: at('2026-03-29T22:30:00Z'),
        unit: 'day',
        timezone: 'Europe/Berlin',
      },
    }),
  ).toBe(1n);
});

test('text becomes a date by ISO or by a format, and an impossible day is refused', () => {
  expect(value({ $dateFromString: { dateString: '2026-02-03', timezone: 'Europe/Berlin' } })).toEqual(
    at('2026-02-02T23:00:00Z'),
  );
  expect(value({ $dateFromString: { dateString: '03/02/2026 14:05', format: '%d/%m/%Y %H:%M' } })).toEqual(
    at('2026-02-03T14:05:00Z'),
  );
  expect(codeOf({ $dateFromString: { dateString: '2026-02-30' } })).toBe(241);
  expect(value({ $dateFromString: { dateString: 'no date', onError: 'none' } })).toBe('none');
  expect(codeOf({ $dateTrunc: { date: at('2026-01-01T00:00:00Z'), unit: 'day', timezone: 'Mars/Olympus' } })).toBe(
    40485,
  );
});

test('conversions keep what they can and refuse the rest', () => {
  expect(value({ $toLong: '9007199254740993' })).toBe(9007199254740993n);
  expect(String(value({ $toDecimal: '1.50' }))).toBe('1.50');
  expect(value({ $toInt: 3.9 })).toBe(3);
  expect(codeOf({ $toInt: 3e9 })).toBe(241);
  expect(codeOf({ $toInt: 'x' })).toBe(241);
  expect(value({ $convert: { input: 'x', to: 'int', onError: -1 } })).toBe(-1);
  expect(value({ $type: '$missing' })).toBe('missing');
});

test('sets and arrays compare by value', () => {
  expect(value({ $in: [1n, [new Double(1)]] })).toBe(true);
  expect(
    value({
      $setUnion: [
        [1, 2],
        [2n, 3],
      ],
    }),
  ).toEqual([1, 2, 3]);
  expect(value({ $setIntersection: [['a', 'b'], ['b']] })).toEqual(['b']);
  expect(value({ $sortArray: { input: [3, 'a', 1n, null], sortBy: 1 } })).toEqual([null, 1n, 3, 'a']);
  expect(value({ $filter: { input: [1, 5, 9], as: 'x', cond: { $gt: ['$$x', 3] } } })).toEqual([5, 9]);
  expect(value({ $map: { input: [1, 2], in: { $multiply: ['$$this', 2] } } })).toEqual([2, 4]);
  expect(value({ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } })).toBe(6);
});

test('comparisons and conditions answer the same whether they are compiled or evaluated', () => {
  const operand = fc.oneof(
    field.map((name) => `$${name}`),
    fc.constantFrom<unknown>(null, 0, 1, 'a', { $literal: '$a' }, { $type: '$a' }, ['$a', 1]),
  );
  const comparison = fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp'), operand, operand)
    .map(([operator, a, b]) => ({ [operator]: [a, b] }));
  const part = fc.oneof(comparison, operand);
  const condition = fc.oneof(
    fc.array(part, { maxLength: 3 }).map((parts) => ({ $and: parts })),
    fc.array(part, { maxLength: 3 }).map((parts) => ({ $or: parts })),
    fc.tuple(part, part, part).map((parts) => ({ $cond: parts })),
    fc.tuple(part, part).map(([test, then]) => ({ $cond: { if: test, then, else: comparisonOf(then) } })),
  );
  fc.assert(
    fc.property(fc.oneof(comparison, condition), document, (expression, doc) => {
      expect(value(expression, doc)).toEqual(evalExpr(doc, expression, evaluation()));
    }),
    { numRuns: 1000 },
  );
});

const comparisonOf = (operand: unknown) => ({ $eq: [operand, '$a'] });
