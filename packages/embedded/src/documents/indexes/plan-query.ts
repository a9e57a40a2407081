import { isActive } from '../query/collation.ts';
import { compareValues, typeRank } from '../query/compare-values.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import { type Analysis, analyzeFilter, type Bound, descending, type Interval, intersect } from './bound-fields.ts';
import { afterPrefix } from './encode-key.ts';
import type { IndexDefinition } from './index-definition.ts';

export interface KeyRange {
  from: Buffer;
  to: Buffer;
}

/** How documents are found: through ranges of an index, or (index null) by reading all. */
export interface Plan {
  index: IndexDefinition | null;
  ranges: KeyRange[];
  backward: boolean;
  /** Whether they come in the order that was asked for. */
  sorted: boolean;
  /** Whether every document in the ranges matches, so that the filter needs no second look. */
  exact: boolean;
}

export interface PlanRequest {
  filter: Doc;
  sort?: Doc | undefined;
  collation?: Doc | undefined;
  /** Only this index may be used. */
  hint?: IndexDefinition | undefined;
  /** Never use an index (`hint: {$natural: …}`). */
  natural?: 1 | -1 | undefined;
}

/** Beyond this many ranges a product of `$in`s costs more than it saves; the values of one alone are always worth it. */
const MAX_PRODUCT = 2000;
const WHOLE: KeyRange = { from: Buffer.alloc(0), to: Buffer.from([0xff]) };

interface Candidate extends Plan {
  score: number;
}

/** Chooses by equality, then sort, then range; without a usable index, a full scan. */
export function planQuery(indexes: readonly IndexDefinition[], request: PlanRequest): Plan {
  const scan: Plan = {
    index: null,
    ranges: [],
    backward: request.natural === -1,
    sorted: request.sort === undefined || Object.keys(request.sort).length === 0,
    exact: Object.keys(request.filter).length === 0,
  };
  if (request.natural) return scan;
  const plain = analyzeFilter(request.filter);
  let best: Candidate | null = null;
  for (const index of request.hint ? [request.hint] : indexes) {
    if (index.hidden && !request.hint) continue;
    const candidate = planIndex(index, plain, request);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best ?? scan;
}

function planIndex(index: IndexDefinition, plain: Analysis, request: PlanRequest): Candidate | null {
  const collated = isActive(request.collation);
  const sameCollation = collated
    ? index.collation !== null && compareValues(index.collation, request.collation) === 0
    : index.collation === null;
  const analysis = collated && sameCollation && index.fold ? analyzeFilter(request.filter, index.fold) : plain;
  const usable = (bound: Bound) => !bound.textual || (sameCollation && (!collated || bound.equality));

  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let ranges: KeyRange[] | null = null;
  let [equalities, single] = [0, 0];
  const used = new Set<string>();
  let excludesNull = false;
  for (const part of index.parts) {
    const bounds = (analysis.fields.get(part.field) ?? []).filter(usable);
    if (bounds.length === 0) break;
    // a.b and a.c of an array a may be satisfied by two elements, which are two keys.
    if (index.multikey && [...used].some((field) => field.split('.')[0] === part.path[0])) break;
    const intervals = combine(bounds, index.multikey);
    if (Math.min(prefixes.length, intervals.length) > 1 && prefixes.length * intervals.length > MAX_PRODUCT) break;
    used.add(part.field);
    excludesNull ||= bounds.some((bound) => !bound.nullable);
    const oriented = part.descending ? descending(intervals) : intervals;
    if (oriented.every((interval) => interval.point)) {
      prefixes = prefixes.flatMap((prefix) => oriented.map(({ from }) => Buffer.concat([prefix, from])));
      if (prefixes.length === 1 && single === equalities) single += 1;
      equalities += 1;
      continue;
    }
    ranges = prefixes.flatMap((prefix) =>
      oriented.map(({ from, to }) => ({ from: Buffer.concat([prefix, from]), to: Buffer.concat([prefix, to]) })),
    );
    break;
  }
  if (index.sparse && !excludesNull && !request.hint) return null;
  if (index.partialFilter && !implies(request.filter, index.partialFilter)) return null;
  const hasRange = ranges !== null;
  ranges ??= equalities === 0 ? [WHOLE] : prefixes.map((from) => ({ from, to: afterPrefix(from) ?? WHOLE.to }));

  const direction = index.multikey || collated || index.collation ? null : sortDirection(index, single, request.sort);
  if (!request.hint && equalities === 0 && !hasRange && direction === null) return null;
  const full = equalities === index.parts.length;
  return {
    index,
    ranges,
    backward: direction === -1,
    sorted: direction !== null || !request.sort || Object.keys(request.sort).length === 0,
    exact:
      !index.multikey &&
      !index.collation &&
      !collated &&
      analysis.complete &&
      [...analysis.fields.keys()].every((field) => used.has(field)),
    score:
      (index.unique && full ? 1000 : 0) +
      equalities * 10 +
      (hasRange ? 5 : 0) +
      (direction === null ? 0 : 4) +
      (full ? 1 : 0),
  };
}

/** Of an array, different elements may satisfy different predicates: there only one of them may narrow the scan. */
function combine(bounds: Bound[], multikey: boolean): Interval[] {
  if (multikey) return (bounds.find((bound) => bound.equality) ?? (bounds[0] as Bound)).intervals;
  return bounds.map((bound) => bound.intervals).reduce(intersect);
}

/**
 * 1 or -1 when walking the index forward or backward gives the order asked for, after the leading fields that are
 * fixed to one value; null when it doesn't.
 */
function sortDirection(index: IndexDefinition, fixed: number, sort: Doc | undefined): 1 | -1 | null {
  if (!sort) return null;
  const fixedFields = new Set(index.parts.slice(0, fixed).map((part) => part.field));
  const wanted = Object.entries(sort).filter(([field]) => !fixedFields.has(field));
  let direction: 1 | -1 | null = null;
  let at = fixed;
  for (const [field, order] of wanted) {
    const part = index.parts[at++];
    if (!part || part.field !== field || isPlainObject(order)) return null;
    const step = toNumber(order) > 0 === !part.descending ? 1 : -1;
    if (direction !== null && direction !== step) return null;
    direction = step;
  }
  return direction ?? 1;
}

/** Whether every document the filter finds is in the partial index; only plain conjunctions are understood. */
function implies(filter: Doc, partial: Doc): boolean {
  return Object.entries(partial).every(([field, condition]) => {
    if (field === '$and' && Array.isArray(condition))
      return condition.every((part) => isPlainObject(part) && implies(filter, part));
    const given = conditionsOn(filter, field);
    if (isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$')) {
      return Object.entries(condition).every(([operator, value]) =>
        given.some(([mine, argument]) => covers(operator, value, mine, argument)),
      );
    }
    return given.some(([mine, argument]) => mine === '$eq' && compareValues(argument, condition) === 0);
  });
}

function conditionsOn(filter: Doc, field: string): [operator: string, argument: unknown][] {
  return Object.entries(filter).flatMap(([key, condition]): [string, unknown][] => {
    if (key === '$and' && Array.isArray(condition)) {
      return condition.flatMap((part) => (isPlainObject(part) ? conditionsOn(part, field) : []));
    }
    if (key !== field) return [];
    if (isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$')) return Object.entries(condition);
    return [['$eq', condition]];
  });
}

function covers(operator: string, value: unknown, mine: string, argument: unknown): boolean {
  if (operator === '$exists' && value === true)
    return ['$eq', '$gt', '$gte', '$lt', '$lte'].includes(mine) && argument !== null;
  if (operator === mine && compareValues(value, argument) === 0) return true;
  // A range stays within its type: one on strings says nothing about numbers, though they sort before.
  if (typeRank(value) !== typeRank(argument)) return false;
  const order = compareValues(argument, value);
  if (operator === '$gt') return (mine === '$gt' && order >= 0) || ((mine === '$gte' || mine === '$eq') && order > 0);
  if (operator === '$gte') return ['$gt', '$gte', '$eq'].includes(mine) && order >= 0;
  return operator === '$eq' && mine === '$eq' && order === 0;
}
