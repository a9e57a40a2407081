import { Binary, Code, ObjectId, serialize, Timestamp } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { document } from '../query/arbitrary-values.testing.ts';
import { type Doc, decodeByCodec, encode } from '../query/values.ts';
import { admitDocument, readFields } from './read-fields.ts';

test('reading some fields gives what decoding the whole document gives', () => {
  fc.assert(
    fc.property(document, fc.subarray(['a', 'b', 'c', 'é', 'missing']), (doc, names) => {
      const bytes = encode({ ...doc, é: doc.a ?? 'text', long: 'x'.repeat(40) });
      const whole = decodeByCodec(bytes);
      const wanted: Doc = Object.fromEntries(
        Object.entries(whole).filter(([name]) => (names as string[]).includes(name)),
      );
      expect(encode(readFields(bytes, new Set(names)))).toEqual(encode(wanted));
    }),
    { numRuns: 2000 },
  );
});

test('dates before 1970, negative numbers, long texts and rare types are read as the codec reads them', () => {
  const doc = {
    date: new Date(-1),
    old: new Date(-62e12),
    int: -5,
    long: -(2n ** 60n),
    half: -0.5,
    text: 'ä'.repeat(20),
    ts: new Timestamp({ t: 1, i: 2 }),
    code: new Code('x'),
    old2: new Binary(Buffer.from('ab'), 2),
    id: new ObjectId(),
  };
  const bytes = encode(doc);
  expect(encode(readFields(bytes, new Set(Object.keys(doc))))).toEqual(encode(decodeByCodec(bytes)));
});

test('a document is admitted with _id first, and gets one where it has none', () => {
  const moved = admitDocument(Buffer.from(serialize({ a: 1, _id: 7, b: { _id: 8 } })));
  expect(Object.entries(decodeByCodec(moved))).toEqual([
    ['_id', 7],
    ['a', 1],
    ['b', { _id: 8 }],
  ]);
  const given = decodeByCodec(admitDocument(Buffer.from(serialize({ a: 1 }))));
  expect(Object.keys(given)).toEqual(['_id', 'a']);
  expect(given._id).toBeInstanceOf(ObjectId);
  for (const _id of [[1], /x/])
    expect(() => admitDocument(Buffer.from(serialize({ _id })))).toThrow('cannot be of type');
});

test('a document cut anywhere is refused, never read beyond its end', () => {
  const whole = Buffer.from(
    serialize({ _id: 1, text: 'hello', list: [1, { x: 'y' }], bin: new Binary(Buffer.alloc(3)) }),
  );
  for (let length = 0; length < whole.length; length++) {
    const cut = Buffer.from(whole.subarray(0, length));
    if (length >= 4) cut.writeInt32LE(length, 0);
    expect(() => admitDocument(cut)).toThrow('not well-formed');
  }
});
