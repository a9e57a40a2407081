import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import type { AudienceCriterion } from './criteria.ts';
import { criteriaCountLimit, findCriteriaFault } from './criteria-fault.ts';
import { canHold } from './criteria-satisfiable.ts';

interface Person {
  country: string;
  age: number;
  gender: string;
  interests: string[];
}

/** Everybody whom the generated conditions can tell apart. */
const people: Person[] = ['DE', 'FR', 'elsewhere'].flatMap((country) =>
  [13, 15, 20, 30, 40, 50, 66].flatMap((age) =>
    ['female', 'male', 'other'].flatMap((gender) =>
      [[], ['x'], ['y'], ['x', 'y']].map((interests) => ({ country, age, gender, interests })),
    ),
  ),
);

function fits(person: Person, node: AudienceCriterion): boolean {
  if ('all' in node) return node.all.every((part) => fits(person, part));
  if ('any' in node) return node.any.some((part) => fits(person, part));
  if ('not' in node) return !fits(person, node.not);
  if ('countries' in node) return node.countries.includes(person.country);
  if ('ages' in node) return person.age >= node.ages.from && person.age <= (node.ages.to ?? 99);
  if ('genders' in node) return node.genders.some((gender) => gender === person.gender);
  return 'interests' in node && node.interests.some((interest) => person.interests.includes(interest));
}

const some = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });
const leaf: fc.Arbitrary<AudienceCriterion> = fc.oneof(
  some('DE', 'FR').map((countries) => ({ countries })),
  fc
    .constantFrom({ from: 13, to: 20 }, { from: 20, to: 40 }, { from: 14, to: null }, { from: 40, to: 65 })
    .map((ages) => ({ ages })),
  some('female' as const, 'male' as const, 'other' as const).map((genders) => ({ genders })),
  some('x', 'y').map((interests) => ({ interests })),
);
const { tree } = fc.letrec<{ tree: AudienceCriterion }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
}));

test('criteria are contradictory exactly where nobody fits them', () => {
  fc.assert(
    fc.property(tree, (root) => {
      expect(canHold([root], { units: 1e6 })).toBe(people.some((person) => fits(person, root)));
    }),
    { numRuns: rounds.properties * 5 },
  );
});

test('the path of a contradiction leads to a condition', () => {
  fc.assert(
    fc.property(tree, (root) => {
      const fault = findCriteriaFault(root);
      if (fault?.path.length === 0 || !fault) return;
      const found = fault.path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), root);
      expect(found).toBeTypeOf('object');
    }),
    { numRuns: rounds.properties },
  );
});

test('a tree that is costly to check ends within its work, and too many conditions are refused', () => {
  const pair = (at: number): AudienceCriterion => ({ any: [{ interests: [`a${at}`] }, { interests: [`b${at}`] }] });
  const excluded = Array.from({ length: 20 }, (_, at) => ({ not: { artists: [`c${at}`] } }));
  const pairs = Array.from({ length: 40 }, (_, at) => pair(at));
  expect(findCriteriaFault({ all: [...pairs, ...excluded, { genders: ['male'] }, { genders: ['male'] }] })).toBeNull();
  const many = Array.from({ length: criteriaCountLimit }, () => ({ countries: ['DE'] }));
  expect(findCriteriaFault({ any: many })).toMatchObject({ path: [] });
});
