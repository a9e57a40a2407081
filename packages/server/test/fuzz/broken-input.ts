import fc from 'fast-check';

/** An own property of this name, as only a parser of JSON makes it. */
const polluting: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

const texts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\ufffe\u202e\u200b',
  'Ω≈ç√∫˜µ≤',
  '👩‍👩‍👧‍👦'.repeat(40),
  "'; drop table users; --",
  'id desc; select pg_sleep(9)',
  '$where',
  '__proto__',
  'constructor',
  'toString',
  '%00',
  '../../etc/passwd',
  'a\r\nx-injected: 1',
  '2026-02-30',
  '0000-01-01',
  '9999-12-31T23:59:59.999Z',
  '-000001-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  'NaN',
  'Infinity',
  '1e400',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
const numbers = [-1, 0, -0, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e308, 5e-324];
const operators = [{ $gt: '' }, { $ne: null }, { $where: 'sleep(1000)' }, { $expr: { $function: {} } }, [{ $gt: 1 }]];

/** Values that have broken servers before; `long` is the length of the longest text. */
function hostile(long: number): fc.Arbitrary<unknown> {
  const others = [null, true, [], {}, polluting, nested(5), nested(40), 'x'.repeat(long), Array(300).fill('x')];
  return fc.oneof(
    fc.constantFrom<unknown>(...texts),
    fc.constantFrom<unknown>(...numbers),
    fc.constantFrom<unknown>(...operators),
    fc.constantFrom<unknown>(...others),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.jsonValue(),
  );
}

const foreignFields = [
  '__proto__',
  'constructor',
  '$where',
  'organizationId',
  'role',
  'userId',
  'deletedAt',
  'lastEventId',
];

type Damage = { at: number; value: unknown } & (
  | { kind: 'replace' | 'drop' | 'whole' }
  | { kind: 'add'; field: string }
);

type Container = Record<string, unknown>;
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Every place of a value, as its container and the name in there. */
function placesIn(value: unknown): [Container, string][] {
  if (!isContainer(value)) return [];
  return Object.keys(value).flatMap((name) => [[value, name] as [Container, string], ...placesIn(value[name])]);
}

function damaged(input: unknown, damage: Damage): unknown {
  if (damage.kind === 'whole') return damage.value;
  const copy: unknown = structuredClone(input);
  const places = placesIn(copy);
  const [container, name] = places[damage.at % Math.max(places.length, 1)] ?? [copy, 'field'];
  if (!isContainer(container)) return damage.value;
  if (damage.kind === 'drop') delete container[name];
  else {
    const field = damage.kind === 'add' ? damage.field : name;
    Object.defineProperty(container, field, { value: damage.value, enumerable: true, configurable: true });
  }
  return copy;
}

/** Inputs that are broken in one or two places: another type, another size, a field too many or too few. */
export function brokenInput(valid: fc.Arbitrary<unknown>, long: number): fc.Arbitrary<unknown> {
  const at = fc.nat(50);
  const value = hostile(long);
  const damage: fc.Arbitrary<Damage> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('replace' as const), at, value }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('drop' as const, 'whole' as const), at, value }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('add' as const), at, value, field: fc.constantFrom(...foreignFields) }),
    },
  );
  const some = fc.array(damage, { minLength: 1, maxLength: 2 });
  return fc.tuple(valid, some).map(([input, damages]) => damages.reduce(damaged, input));
}
