import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { canonicalJson } from './canonical-json.ts';

test('the order in which members were set does not show', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: 0.1 })).toBe('{"a":0.1,"b":[1,{"c":"é","d":null}]}');
});

test('members without a value are left out, as JSON leaves them out', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test('names sort by their UTF-16 units, as RFC 8785 asks', () => {
  expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 })).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
});

test('whatever way a value takes through JSON, its text stays the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: rounds.properties },
  );
});
