import { Decimal128, Double, Long } from 'bson';
import { expect, test } from 'vitest';
import type { CommandError } from '../errors.ts';
import { compileUpdate } from './compile-update.ts';
import { decode } from './decode.ts';
import { type Doc, encode, typeName } from './values.ts';

const now = new Date(0);

function updated(
  doc: Doc,
  update: unknown,
  options: { filter?: Doc; arrayFilters?: Doc[]; inserting?: boolean } = {},
): Doc {
  const { filter = {}, arrayFilters, inserting = false } = options;
  return compileUpdate(update, { filter, arrayFilters, now }).apply(decode(encode(doc)), inserting);
}

const codeOf = (doc: Doc, update: unknown, options = {}) => {
  try {
    updated(doc, update, options);
    return null;
  } catch (error) {
    return (error as CommandError).code;
  }
};

test('numbers keep their types, and a sum takes the wider one', () => {
  const after = updated(
    { i: 1, l: Long.fromNumber(1), d: new Double(1), m: Decimal128.fromString('1.10') },
    { $inc: { i: 1, l: 1, d: 1, m: Decimal128.fromString('0.20') } },
  );
  expect(Object.values(after).map(typeName)).toEqual(['int', 'long', 'double', 'decimal']);
  expect(String(after.m)).toBe('1.30');
  expect(typeName(updated({ a: 1 }, { $inc: { a: 0.5 } }).a)).toBe('double');
  expect(typeName(updated({ a: 1 }, { $mul: { a: 2n } }).a)).toBe('long');
  expect(updated({ a: 2 ** 31 - 1 }, { $inc: { a: 1 } }).a).toBe(2n ** 31n);
});

test('an int64 that would overflow is refused', () => {
  expect(codeOf({ a: 2n ** 63n - 1n }, { $inc: { a: 1 } })).toBe(2);
});

test('untouched fields come back as the types they were', () => {
  const doc = {
    x: new Double(5),
    y: Long.fromNumber(7),
    z: Decimal128.fromString('1.0'),
    deep: [{ n: new Double(-0) }],
  };
  const bytes = Buffer.from(encode(doc));
  const after = compileUpdate({ $set: { a: 1 } }, { filter: {}, now }).apply(decode(bytes), false);
  const { a: _, ...rest } = after;
  expect(Buffer.from(encode(rest)).equals(bytes)).toBe(true);
});

test('fields change in the order of their names, so new ones appear in that order', () => {
  expect(Object.keys(updated({ z: 0 }, { $set: { c: 1, a: 1 }, $inc: { b: 1 } }))).toEqual(['z', 'a', 'b', 'c']);
});

test('a path creates documents, pads arrays, and refuses to go through a scalar', () => {
  expect(updated({}, { $set: { 'a.b.c': 1 } })).toEqual({ a: { b: { c: 1 } } });
  expect(updated({ a: [1] }, { $set: { 'a.3': 4 } })).toEqual({ a: [1, null, null, 4] });
  expect(codeOf({ a: 1 }, { $set: { 'a.b': 1 } })).toBe(28);
  expect(codeOf({ a: [1] }, { $set: { 'a.b': 1 } })).toBe(28);
});

test('two changes of one field are a conflict', () => {
  expect(codeOf({}, { $set: { a: 1 }, $inc: { a: 1 } })).toBe(40);
  expect(codeOf({}, { $set: { 'a.b': 1, a: 1 } })).toBe(40);
  expect(codeOf({}, { $rename: { a: 'b' }, $set: { b: 1 } })).toBe(40);
});

test('_id never changes', () => {
  expect(codeOf({ _id: 1 }, { $set: { _id: 2 } })).toBe(66);
  expect(codeOf({ _id: 1 }, { _id: 2, a: 1 })).toBe(66);
  expect(updated({ _id: 1, b: 1 }, { a: 1 })).toEqual({ _id: 1, a: 1 });
  expect(updated({ _id: 1 }, [{ $replaceWith: { a: 1 } }])).toEqual({ _id: 1, a: 1 });
});

test('$push orders and cuts after it has added', () => {
  expect(updated({ a: [3, 1] }, { $push: { a: { $each: [2, 5], $sort: -1, $slice: 3 } } }).a).toEqual([5, 3, 2]);
  expect(updated({ a: [1, 2] }, { $push: { a: { $each: [9], $position: 0, $slice: -2 } } }).a).toEqual([1, 2]);
  expect(updated({ a: [{ n: 2 }] }, { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } }).a).toEqual([
    { n: 1 },
    { n: 2 },
  ]);
  expect(codeOf({ a: 1 }, { $push: { a: 1 } })).toBe(2);
});

test('$addToSet, $pull and $pullAll go by equality of values', () => {
  expect(updated({ a: [1, { x: 1n }] }, { $addToSet: { a: { $each: [new Double(1), { x: 1 }, 2] } } }).a).toEqual([
    1,
    { x: 1n },
    2,
  ]);
  expect(updated({ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }).a).toEqual([1]);
  expect(updated({ a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }).a).toEqual([{ x: 2 }]);
  expect(updated({ a: [1, 2n, 3] }, { $pullAll: { a: [2, 3] } }).a).toEqual([1]);
});

test('positional paths find the element that matched, all, or those of a filter', () => {
  expect(updated({ a: [1, 5, 5] }, { $set: { 'a.$': 0 } }, { filter: { a: 5 } }).a).toEqual([1, 0, 5]);
  expect(updated({ a: [{ n: 1 }, { n: 2 }] }, { $set: { 'a.$.x': true } }, { filter: { 'a.n': 2 } }).a).toEqual([
    { n: 1 },
    { n: 2, x: true },
  ]);
  expect(updated({ a: [1, 2] }, { $inc: { 'a.$[]': 10 } }).a).toEqual([11, 12]);
  expect(
    updated({ a: [{ n: 1 }, { n: 5 }] }, { $set: { 'a.$[big].x': 1 } }, { arrayFilters: [{ 'big.n': { $gt: 3 } }] }).a,
  ).toEqual([{ n: 1 }, { n: 5, x: 1 }]);
  expect(codeOf({ a: [1] }, { $set: { 'a.$[x]': 1 } })).toBe(2);
  expect(codeOf({ a: [1] }, { $set: { b: 1 } }, { arrayFilters: [{ x: 1 }] })).toBe(9);
});

test('$min and $max compare values of any types, $setOnInsert waits for an insert', () => {
  expect(updated({ a: 5 }, { $min: { a: 3n } }).a).toBe(3n);
  expect(updated({ a: 5 }, { $max: { a: 'text' } }).a).toBe('text');
  expect(updated({}, { $setOnInsert: { a: 1 } })).toEqual({});
  expect(updated({}, { $setOnInsert: { a: 1 } }, { inserting: true })).toEqual({ a: 1 });
});

test('an operator for another type is refused', () => {
  expect(codeOf({ a: 'x' }, { $inc: { a: 1 } })).toBe(14);
  expect(codeOf({}, { $inc: { a: 'x' } })).toBe(14);
  expect(codeOf({ a: 1.5 }, { $bit: { a: { and: 1 } } })).toBe(2);
  expect(codeOf({}, { $unknown: { a: 1 } })).toBe(9);
});
