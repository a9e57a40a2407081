import { BSONRegExp, Decimal128, Double, MaxKey, MinKey, ObjectId, UUID } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandError } from '../errors.ts';
import { defineIndex } from '../indexes/index-definition.ts';
import { planQuery } from '../indexes/plan-query.ts';
import { value } from './arbitrary-values.testing.ts';
import { compileFilter } from './filter.ts';
import type { Doc } from './values.ts';

const found = (filter: Doc, ...docs: Doc[]) => docs.map((doc) => compileFilter(filter)(doc));
const codeOf = (filter: Doc) => {
  try {
    compileFilter(filter)({});
    return null;
  } catch (error) {
    return (error as CommandError).code;
  }
};

test('numbers are equal by value, whatever their types', () => {
  const five = [5, 5n, new Double(5), Decimal128.fromString('5.00')];
  for (const wanted of five) for (const held of five) expect(compileFilter({ a: wanted })({ a: held })).toBe(true);
  expect(found({ a: 2n ** 53n + 1n }, { a: 2 ** 53 }, { a: 2n ** 53n + 1n })).toEqual([false, true]);
  expect(found({ a: Decimal128.fromString('0.1') }, { a: 0.1 }, { a: Decimal128.fromString('0.10') })).toEqual([
    false,
    true,
  ]);
});

test('a range stays within the type of its bound', () => {
  expect(found({ a: { $gt: 1 } }, { a: 2 }, { a: '2' }, { a: null }, {}, { a: [0, 3] })).toEqual([
    true,
    false,
    false,
    false,
    true,
  ]);
  expect(found({ a: { $lt: 'b' } }, { a: 'a' }, { a: 1 }, { a: new Date(0) })).toEqual([true, false, false]);
  expect(found({ a: { $gt: new MinKey() } }, { a: 1 }, { a: 'x' })).toEqual([true, true]);
  expect(found({ a: { $lt: new MaxKey() } }, { a: 1 }, { a: [] })).toEqual([true, true]);
});

test('NaN equals itself and is in no range', () => {
  expect(found({ a: Number.NaN }, { a: Number.NaN }, { a: 1 })).toEqual([true, false]);
  expect(found({ a: { $lt: 5 } }, { a: Number.NaN })).toEqual([false]);
  expect(found({ a: { $gte: Number.NaN } }, { a: Number.NaN }, { a: 1 })).toEqual([true, false]);
});

test('null finds null and missing, but not other values', () => {
  expect(found({ a: null }, {}, { a: null }, { a: 0 }, { a: [] }, { a: [null] })).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
  expect(found({ a: { $ne: null } }, {}, { a: null }, { a: 0 })).toEqual([false, false, true]);
  expect(found({ 'a.b': null }, { a: [1, 2] }, { a: [{ b: 1 }, {}] }, { a: 1 })).toEqual([false, true, true]);
});

test('$exists tells missing from null', () => {
  expect(found({ a: { $exists: true } }, {}, { a: null })).toEqual([false, true]);
  expect(found({ 'a.b': { $exists: false } }, { a: [{ b: 1 }] }, { a: [1] }, {})).toEqual([false, true, true]);
});

test('a path reaches through arrays, by position too', () => {
  expect(found({ 'a.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, { a: { b: [1, 2] } })).toEqual([true, true]);
  expect(found({ 'a.1': 7 }, { a: [5, 7] }, { a: { 1: 7 } }, { a: [7, 5] })).toEqual([true, true, false]);
  expect(found({ a: [1, 2] }, { a: [1, 2] }, { a: [2, 1] }, { a: [[1, 2]] })).toEqual([true, false, true]);
});

test('documents are equal only with their fields in the same order', () => {
  expect(found({ a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })).toEqual([true, false]);
});

test('$elemMatch asks one element for everything, separate conditions may be met by several', () => {
  expect(found({ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, { a: [0, 4] }, { a: [2] })).toEqual([false, true]);
  expect(found({ a: { $gt: 1, $lt: 3 } }, { a: [0, 4] })).toEqual([true]);
  expect(found({ a: { $elemMatch: { x: 1, y: 2 } } }, { a: [{ x: 1 }, { y: 2 }] }, { a: [{ x: 1, y: 2 }] })).toEqual([
    false,
    true,
  ]);
});

test('$type knows the number types apart, and number as all of them', () => {
  expect(found({ a: { $type: 'int' } }, { a: 1 }, { a: 1n }, { a: new Double(1) })).toEqual([true, false, false]);
  expect(found({ a: { $type: 'double' } }, { a: new Double(1) }, { a: 1.5 }, { a: 1 })).toEqual([true, true, false]);
  expect(found({ a: { $type: ['number'] } }, { a: Decimal128.fromString('1') }, { a: '1' })).toEqual([true, false]);
  expect(found({ a: { $type: 'array' } }, { a: [] }, { a: 1 })).toEqual([true, false]);
  expect(found({ a: { $type: 10 } }, { a: null }, {})).toEqual([true, false]);
});

test('$in takes values of any type and regular expressions', () => {
  const id = new ObjectId();
  const uuid = new UUID();
  expect(
    found(
      {
        a: {
          $in: [id, uuid, 3, /^b/, null].map((value) => (value instanceof RegExp ? new BSONRegExp('^b', '') : value)),
        },
      },
      { a: new ObjectId(id.id) },
      { a: new UUID(uuid.buffer) },
      { a: new Double(3) },
      { a: 'bc' },
      {},
      { a: 'cb' },
    ),
  ).toEqual([true, true, true, true, true, false]);
});

test('regular expressions take options i, m, s and x', () => {
  expect(found({ a: { $regex: 'A b', $options: 'ix' } }, { a: 'xab' }, { a: 'a b' })).toEqual([true, false]);
  expect(found({ a: new BSONRegExp('^b', 'm') }, { a: 'a\nb' }, { a: 'ab' })).toEqual([true, false]);
});

test('collation of strength 2 ignores case, not accents', () => {
  const matches = compileFilter({ a: 'ping' }, { collation: { locale: 'en', strength: 2 } });
  expect([{ a: 'PING' }, { a: 'pïng' }, { a: 'pong' }].map(matches)).toEqual([true, false, false]);
});

test('int64 values may stand anywhere in a filter', () => {
  expect(found({ $or: [{ a: { $in: [1n] } }, { b: { $not: { $gt: 5n } } }] }, { a: 1 }, { a: 2, b: 6 })).toEqual([
    true,
    false,
  ]);
});

test('what is unknown or unsupported is refused, never taken for no condition', () => {
  expect(codeOf({ a: { $nonsense: 1 } })).toBe(2);
  expect(codeOf({ $nonsense: 1 })).toBe(2);
  expect(codeOf({ $where: 'true' })).toBe(238);
  expect(codeOf({ $text: { $search: 'x' } })).toBe(238);
  expect(codeOf({ a: { $near: [0, 0] } })).toBe(238);
  expect(codeOf({ $or: [] })).toBe(2);
  expect(codeOf({ a: { $size: -1 } })).toBe(2);
  expect(codeOf({ a: { $mod: [0, 1] } })).toBe(2);
  expect(codeOf({ $expr: { $eq: ['$a', '$$unknown'] } })).toBe(17276);
});

test('$in of many values finds what any of them finds alone', () => {
  const wanted = fc.array(value, { minLength: 8, maxLength: 24 });
  fc.assert(
    fc.property(wanted, value, (values, held) => {
      const alone = values.some((item) => compileFilter({ a: { $eq: item } })({ a: held }));
      expect(compileFilter({ a: { $in: values } })({ a: held })).toBe(alone);
      expect(compileFilter({ a: { $in: [...values, null] } })({})).toBe(true);
    }),
  );
  const uuids = Array.from({ length: 10 }, () => new UUID());
  expect(found({ a: { $in: [...uuids, /^x/] } }, { a: 'xy' }, { a: uuids[3] }, { a: 'y' })).toEqual([
    true,
    true,
    false,
  ]);
});

test('$in of more values than a product may have still goes through an index of that field', () => {
  const indexes = ['_id', 'organizationId'].map((field, id) =>
    defineIndex(id, { key: { [field]: 1 }, name: field, unique: field === '_id' }),
  );
  const ids = Array.from({ length: 10_000 }, () => new UUID());
  const plan = planQuery(indexes, { filter: { _id: { $in: ids }, organizationId: new UUID() } });
  expect([plan.index?.name, plan.ranges.length]).toEqual(['_id', 10_000]);
});
