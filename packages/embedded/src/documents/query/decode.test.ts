import { BSONRegExp, BSONSymbol, Code, DBRef, Decimal128, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { document } from './arbitrary-values.testing.ts';
import { decode } from './decode.ts';
import { decodeByCodec, encode, typeName } from './values.ts';

test('a document is decoded to what the codec makes of it, with the same types', () => {
  fc.assert(
    fc.property(document, document, (doc, inner) => {
      const bytes = encode({ ...doc, inner, list: [inner, doc, [inner]] });
      const [ours, codecs] = [decode(bytes), decodeByCodec(bytes)];
      expect(encode(ours)).toEqual(bytes);
      expect(Object.entries(ours).map(([name, value]) => [name, typeName(value)])).toEqual(
        Object.entries(codecs).map(([name, value]) => [name, typeName(value)]),
      );
    }),
    { numRuns: 2000 },
  );
});

test('rare types, long names and a field named like a prototype come back as they were', () => {
  const doc = Object.fromEntries<unknown>([
    ['uuid', new UUID()],
    ['id', new ObjectId()],
    ['decimal', Decimal128.fromString('-0.10')],
    ['code', new Code('x', { y: 1 })],
    ['symbol', new BSONSymbol('s')],
    ['regex', new BSONRegExp('^a', 'i')],
    ['time', new Timestamp({ t: 1, i: 2 })],
    ['least', new MinKey()],
    ['most', new MaxKey()],
    ['reference', new DBRef('c', new ObjectId())],
    ['ä name of more than twelve letters', [[], {}, null, true, 2n ** 60n, 1.5]],
  ]);
  Object.defineProperty(doc, '__proto__', { value: 1, enumerable: true });
  const bytes = encode(doc);
  const decoded = decode(bytes);
  expect(encode(decoded)).toEqual(bytes);
  expect([Object.hasOwn(decoded, '__proto__'), Object.getPrototypeOf(decoded)]).toEqual([true, Object.prototype]);
});

test('bytes that are no document are refused, and the reading ends', () => {
  const bytes = encode({ a: 'text', b: { c: [1, 2] } });
  for (let at = 4; at < bytes.length; at += 1) {
    const damaged = Uint8Array.from(bytes);
    damaged[at] = 0xff;
    try {
      decode(damaged);
    } catch (error) {
      expect(String(error)).toMatch(/well-formed|BSON|offset/);
    }
  }
});
