import { Binary, Decimal128, Double, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import fc from 'fast-check';
import type { Doc } from './values.ts';

/** Generators of BSON values for property tests, weighted to where types and number kinds meet. */
const number: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3, max: 3 }).map((value) => new Double(value)),
  fc.integer({ min: -3, max: 3 }).map(BigInt),
  fc.integer({ min: -30, max: 30 }).map((value) => Decimal128.fromString(`${value}E-1`)),
  fc.double().filter((value) => !Number.isInteger(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n),
  fc.constantFrom(
    0.1,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.MIN_VALUE,
    Number.MAX_VALUE,
  ),
  fc
    .constantFrom(
      '0.1',
      '1E-6000',
      '-1E-6000',
      '9E6000',
      '-9E6000',
      'NaN',
      'Infinity',
      '-Infinity',
      '0.30',
      '9007199254740993',
    )
    .map((text) => Decimal128.fromString(text)),
);

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'A', 'ab', 'b', 'a\0', 'a\0b', 'é', '\u{1f600}', '\uffee') },
  fc.string({ maxLength: 4, unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.boolean(),
  fc.constant(null),
  fc.integer({ min: -2, max: 2 }).map((day) => new Date(day * 86_400_000)),
  fc.constantFrom('0'.repeat(24), `${'0'.repeat(23)}1`, 'f'.repeat(24)).map((hex) => new ObjectId(hex)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
  fc
    .constantFrom('00000000-0000-7000-8000-000000000000', 'ffffffff-ffff-7fff-bfff-ffffffffffff')
    .map((text) => new UUID(text)),
  fc.integer({ min: 0, max: 2 }).map((t) => new Timestamp({ t, i: 1 })),
  fc.constantFrom(new MinKey(), new MaxKey()),
);

const field = fc.constantFrom('a', 'b', 'c');

export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(field, tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
})).value;

/** Documents with few fields and few values, so that filters find something. */
export const document: fc.Arbitrary<Doc> = fc.dictionary(
  field,
  fc.oneof(
    { weight: 6, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    { weight: 1, arbitrary: value },
  ),
  { noNullPrototype: true },
);

export { field, scalar };
