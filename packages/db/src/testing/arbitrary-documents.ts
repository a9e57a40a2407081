import fc from 'fast-check';
import { Binary, Decimal128, Long, UUID } from 'mongodb';
import type { Field, Fields } from '../core/document-fields.ts';

type Values = Record<string, unknown>;

const aUuid = fc.uuid().map((text) => new UUID(text));
const aLong = fc.bigInt({ min: 0n, max: 2n ** 62n }).map((value) => Long.fromBigInt(value));
const aDecimal = fc
  .tuple(fc.integer(), fc.nat(15))
  .map(([units, scale]) => Decimal128.fromString(`${units}E-${scale}`));
const anInstant = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });

/** Values that a field's definition allows. */
function arbitraryValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'uuid':
      return aUuid;
    case 'instant':
      return anInstant;
    case 'flag':
      return fc.boolean();
    case 'long':
      return aLong;
    case 'decimal':
      return aDecimal;
    case 'text':
      return field.pattern === undefined
        ? fc.string({ unit: 'binary', maxLength: Math.min(field.max, 30) })
        : fc.stringMatching(new RegExp(`^(?:${field.pattern})$`)).filter((text) => [...text].length <= field.max);
    case 'oneOf':
      return fc.constantFrom(...field.members);
    case 'whole':
      return fc.oneof(
        fc.nat(Math.min(field.max, 100)),
        fc.maxSafeNat().filter((value) => value <= field.max),
      );
    case 'number':
      return fc.double({ min: field.min, max: field.max, noNaN: true });
    case 'nullable':
      return fc.option(arbitraryValue(field.of));
    case 'either':
      return fc.oneof(...field.of.map(arbitraryValue));
    case 'list':
      return fc.array(arbitraryValue(field.of), { maxLength: Math.min(field.maxItems, 3) });
    case 'record':
      return arbitraryDocument(field.fields);
    case 'map':
      return fc.dictionary(fc.stringMatching(new RegExp(`^(?:${field.key})$`)), arbitraryValue(field.of), {
        maxKeys: 3,
        noNullPrototype: true,
      });
  }
}

/** Documents that a definition allows. */
export function arbitraryDocument(fields: Fields): fc.Arbitrary<Values> {
  return fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, arbitraryValue(field)])), {
    noNullPrototype: true,
  });
}

/** Values of every kind, most of them wrong wherever they are put. */
const strangers: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', 'x', 'x'.repeat(200), '2026-01-01', '2026-01-01\n', 'EUR', '😀'.repeat(65)),
  fc.constantFrom<unknown>(0, 1, -1, 1.5, 2 ** 31, 2 ** 53, -1e300),
  fc.constantFrom<unknown>([], {}, [null], [''], [[]], { a: 1 }, { 'bad key': 'x' }, { a: null }, { '': 'x' }),
  fc.constant(new Binary(Buffer.alloc(16), 0)),
  fc.oneof(aUuid, aLong, aDecimal, anInstant),
);

const absent = Symbol('absent');

/** Every place in a document, as the names and indexes that lead there. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesIn(item, [...path, index]))];
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))];
}

function changedAt(value: unknown, [step, ...rest]: (string | number)[], to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (index === step ? changedAt(item, rest, to) : item));
    return items.filter((item) => item !== absent);
  }
  const entries = Object.entries(value ?? {}).map(([name, inner]) => [
    name,
    name === step ? changedAt(inner, rest, to) : inner,
  ]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== absent));
}

/** Documents that a definition allows, with one place changed, removed or added: mostly ones that it refuses. */
export function arbitraryMutant(fields: Fields): fc.Arbitrary<Values> {
  return arbitraryDocument(fields)
    .chain((document) => {
      const places = placesIn(document).filter((path) => path.length > 0 && path.join() !== '_id');
      const added = places
        .filter((path) => typeof path.at(-1) === 'string')
        .map((path) => [...path.slice(0, -1), 'added']);
      const anywhere = fc.tuple(fc.constantFrom(...places), strangers);
      const removed = fc.tuple(fc.constantFrom(...places), fc.constant<unknown>(absent));
      const more = fc.tuple(fc.constantFrom(...added), fc.constantFrom<unknown>('x', null));
      return fc.oneof({ weight: 6, arbitrary: anywhere }, removed, more).map(([path, to]) => {
        const target = path.at(-1) === 'added' ? withKey(document, path.slice(0, -1)) : document;
        return changedAt(target, path, to) as Values;
      });
    })
    .filter((document) => !JSON.stringify(document).includes('\\ud8'));
}

function withKey(document: unknown, path: (string | number)[]): unknown {
  const inner = path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], document);
  return changedAt(document, path, { ...(inner as object), added: null });
}
