import type { AudienceCriterion } from './criteria.ts';

/** Work that may still be spent, in steps. */
export interface WorkLeft {
  units: number;
}

/** A condition that has to hold, or that must not. */
interface Demand {
  node: AudienceCriterion;
  wanted: boolean;
}

/** What is known of a person who fulfils the demands so far. */
interface Person {
  /** Null for any country but those in `notFrom`. */
  from: ReadonlySet<string> | null;
  notFrom: ReadonlySet<string>;
  /** Bit n for an age of n years; the last one stands for everybody who is older. */
  ages: bigint;
  genders: ReadonlySet<string>;
  /** Interests, artists and behaviours that the person has none of. */
  without: ReadonlySet<string>;
  /** Lists of which the person has at least one entry each. */
  withOneOf: readonly (readonly string[])[];
}

const [youngest, older] = [13, 66];
const agesFrom = (from: number, to: number): bigint => (1n << BigInt(to + 1)) - (1n << BigInt(from));

const union = (a: ReadonlySet<string>, b: Iterable<string>): Set<string> => new Set([...a, ...b]);
const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> =>
  new Set([...a].filter((entry) => b.has(entry)));
const difference = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> =>
  new Set([...a].filter((entry) => !b.has(entry)));

const anybody: Person = {
  from: null,
  notFrom: new Set(),
  ages: agesFrom(youngest, older),
  genders: new Set(['female', 'male', 'other']),
  without: new Set(),
  withOneOf: [],
};

type Leaf = Exclude<AudienceCriterion, { all: unknown } | { any: unknown } | { not: unknown }>;

/** Entries of lists that a person may have several of, told apart by what they are. */
function entriesOf(leaf: Leaf): string[] {
  if ('interests' in leaf) return leaf.interests.map((entry) => `interest ${entry}`);
  if ('artists' in leaf) return leaf.artists.map((entry) => `artist ${entry}`);
  return 'behaviors' in leaf ? leaf.behaviors.map((entry) => `behavior ${entry}`) : [];
}

function narrow(person: Person, leaf: Leaf, wanted: boolean): Person {
  if ('countries' in leaf) {
    const countries = new Set(leaf.countries);
    if (!wanted) return { ...person, notFrom: union(person.notFrom, countries) };
    return { ...person, from: person.from === null ? countries : intersection(person.from, countries) };
  }
  if ('ages' in leaf) {
    const ages = agesFrom(leaf.ages.from, leaf.ages.to ?? older);
    return { ...person, ages: person.ages & (wanted ? ages : ~ages) };
  }
  if ('genders' in leaf) {
    const genders = new Set<string>(leaf.genders);
    return { ...person, genders: (wanted ? intersection : difference)(person.genders, genders) };
  }
  const entries = entriesOf(leaf);
  if (wanted) return { ...person, withOneOf: [...person.withOneOf, entries] };
  return { ...person, without: union(person.without, entries) };
}

/** A person may have all entries that are not excluded, so each list needs just one of those. */
function exists({ from, notFrom, ages, genders, without, withOneOf }: Person, work: WorkLeft): boolean {
  if (ages === 0n || genders.size === 0) return false;
  if (from !== null && [...from].every((country) => notFrom.has(country))) return false;
  work.units -= withOneOf.length;
  return withOneOf.every((entries) => {
    const at = entries.findIndex((entry) => !without.has(entry));
    work.units -= at < 0 ? entries.length : at;
    return at >= 0;
  });
}

/** Takes up one alternative after the other until somebody fulfils what is left. */
function someoneFulfils(demands: readonly Demand[], known: Person, work: WorkLeft): boolean {
  const open = [...demands];
  const alternatives: Demand[][] = [];
  let person = known;
  for (let demand = open.pop(); demand; demand = open.pop()) {
    const { node, wanted } = demand;
    work.units -= 1;
    if (work.units <= 0) return true;
    if ('not' in node) open.push({ node: node.not, wanted: !wanted });
    else if ('all' in node || 'any' in node) {
      const parts = ('all' in node ? node.all : node.any).map((part) => ({ node: part, wanted }));
      if ('all' in node === wanted) open.push(...parts);
      else alternatives.push(parts);
    } else {
      person = narrow(person, node, wanted);
      if (!exists(person, work)) return false;
    }
  }
  const [first, ...rest] = alternatives;
  if (!first) return true;
  const later = rest.map((parts): Demand => anyOf(parts));
  return first.some((demand) => someoneFulfils([...later, demand], person, work));
}

/** Alternatives that wait, as one demand again. */
function anyOf(parts: readonly Demand[]): Demand {
  return { node: { any: parts.map(({ node, wanted }) => (wanted ? node : { not: node })) }, wanted: true };
}

/** Whether anybody can fulfil all of these; also true where that takes more work to tell than is left. */
export function canHold(nodes: readonly AudienceCriterion[], work: WorkLeft): boolean {
  return (
    work.units <= 0 ||
    someoneFulfils(
      nodes.map((node) => ({ node, wanted: true })),
      anybody,
      work,
    )
  );
}
