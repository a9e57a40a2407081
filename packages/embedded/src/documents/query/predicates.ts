import { Binary, BSONRegExp, BSONSymbol } from 'bson';
import { CommandError } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import { truthy } from '../expressions/operator.ts';
import { keyOf } from '../indexes/encode-key.ts';
import { stringOrder } from './collation.ts';
import { compareValues, equalValues, typeRank } from './compare-values.ts';
import type { EvaluationOptions } from './evaluation.ts';
import { evaluation } from './evaluation.ts';
import { schemaValidator } from './json-schema.ts';
import { someAtPath } from './match-paths.ts';
import { compileRegex } from './regex.ts';
import { type Doc, isNumeric, isPlainObject, TYPE_NUMBERS, toNumber, typeName } from './values.ts';

/** Compiles one operator on one field; the shape is that of mingo's query operators. */
export type Predicate = (selector: string, value: unknown, options: EvaluationOptions) => (doc: unknown) => boolean;

/**
 * The query predicates by BSON's rules: values compare by type and then exactly
 * (int, long, double and decimal as one kind), a range never reaches into another type, null finds missing fields,
 * and a path goes through arrays as MongoDB's matcher does.
 */
export const queryPredicates: Record<`$${string}`, Predicate> = {
  $eq: (selector, value, options) => atLeaf(selector, equalTo(value, options)),
  $ne: (selector, value, options) => not(atLeaf(selector, equalTo(value, options))),
  $gt: (selector, value, options) =>
    atLeaf(
      selector,
      within(value, options, (order) => order > 0, false),
    ),
  $gte: (selector, value, options) =>
    atLeaf(
      selector,
      within(value, options, (order) => order >= 0, true),
    ),
  $lt: (selector, value, options) =>
    atLeaf(
      selector,
      within(value, options, (order) => order < 0, false),
    ),
  $lte: (selector, value, options) =>
    atLeaf(
      selector,
      within(value, options, (order) => order <= 0, true),
    ),
  $in: (selector, value, options) => atLeaf(selector, oneOf(list('$in', value), options)),
  $nin: (selector, value, options) => not(atLeaf(selector, oneOf(list('$nin', value), options))),
  $exists: (selector, value) => {
    const exists = atPath(selector, (found) => found !== undefined);
    return value === false || value === null || (isNumeric(value) && toNumber(value) === 0) ? not(exists) : exists;
  },
  $type: (selector, value) => {
    const types = (Array.isArray(value) ? value : [value]).map(typeOption);
    const test = (found: unknown) => {
      const name = typeName(found);
      return types.includes(name) || (types.includes('number') && isNumeric(found));
    };
    return types.includes('array')
      ? (doc) => atPath(selector, test)(doc) || atLeaf(selector, test)(doc)
      : atLeaf(selector, test);
  },
  $size: (selector, value) => {
    const size = toNumber(value);
    if (!isNumeric(value) || !Number.isInteger(size))
      throw new CommandError('FailedToParse', `Failed to parse $size. Expected an integer in: $size: ${String(value)}`);
    if (size < 0)
      throw new CommandError('BadValue', `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
    return atPath(selector, (found) => Array.isArray(found) && found.length === size);
  },
  $mod: (selector, value) => {
    const [divisor, remainder] = list('$mod', value).map((part) => Math.trunc(toNumber(part)));
    if (divisor === undefined || remainder === undefined)
      throw new CommandError('BadValue', 'malformed mod, not enough elements');
    if (divisor === 0) throw new CommandError('BadValue', 'divisor cannot be 0');
    return atLeaf(selector, (found) => isNumeric(found) && Math.trunc(toNumber(found)) % divisor === remainder);
  },
  $regex: (selector, value) => {
    const pattern = value as RegExp;
    return atLeaf(selector, (found) => isText(found) && test(pattern, String(found)));
  },
  $all: (selector, value, options) => {
    const tests = list('$all', value).map((item) =>
      isPlainObject(item) && '$elemMatch' in item
        ? atPath(selector, elementMatches(item.$elemMatch, options))
        : atLeaf(selector, equalTo(item, options)),
    );
    return (doc) => tests.length > 0 && tests.every((matches) => matches(doc));
  },
  $elemMatch: (selector, value, options) => atPath(selector, elementMatches(value, options)),
  $bitsAllSet: (selector, value) => bits(selector, value, (set, mask) => (set & mask) === mask),
  $bitsAllClear: (selector, value) => bits(selector, value, (set, mask) => (set & mask) === 0n),
  $bitsAnySet: (selector, value) => bits(selector, value, (set, mask) => (set & mask) !== 0n),
  $bitsAnyClear: (selector, value) => bits(selector, value, (set, mask) => (set & mask) !== mask),
};

function atLeaf(selector: string, visit: (value: unknown) => boolean): (doc: unknown) => boolean {
  const path = selector.split('.');
  return (doc) => someAtPath(doc, path, 0, true, visit);
}

function atPath(selector: string, visit: (value: unknown) => boolean): (doc: unknown) => boolean {
  const path = selector.split('.');
  return (doc) => someAtPath(doc, path, 0, false, visit);
}

function not(predicate: (doc: unknown) => boolean): (doc: unknown) => boolean {
  return (doc) => !predicate(doc);
}

function equalTo(value: unknown, options: EvaluationOptions): (found: unknown) => boolean {
  if (value instanceof BSONRegExp || value instanceof RegExp) {
    const pattern = compileRegex(value);
    return (found) => (isText(found) ? test(pattern, String(found)) : equalRegex(found, value));
  }
  if (value === null || value === undefined) return (found) => found === null || found === undefined;
  if (typeof value === 'number' && !Number.isNaN(value)) {
    return (found) =>
      found === value || (typeof found !== 'number' && found !== undefined && equalValues(found, value));
  }
  const strings = stringOrder(options.collation);
  if (typeof value === 'string' && !options.collation)
    return (found) => found === value || (found instanceof BSONSymbol && found.value === value);
  return (found) => found !== undefined && equalValues(found, value, strings);
}

function equalRegex(found: unknown, value: unknown): boolean {
  return (found instanceof BSONRegExp || found instanceof RegExp) && equalValues(found, value);
}

function within(
  value: unknown,
  options: EvaluationOptions,
  holds: (order: number) => boolean,
  orEqual: boolean,
): (found: unknown) => boolean {
  if (value instanceof BSONRegExp || value instanceof RegExp)
    throw new CommandError('BadValue', "Can't have RegEx as arg to predicate over field");
  const strings = stringOrder(options.collation);
  const rank = typeRank(value);
  if (rank <= 5 && rank !== 1) return (found) => orEqual && (found === null || found === undefined);
  const anyType = rank === 1 || rank === 127;
  const nan = rank === 10 && Number.isNaN(toNumber(value));
  return (found) => {
    if (found === undefined || (!anyType && typeRank(found) !== rank)) return false;
    // NaN is in the index order, but in a range it equals only itself.
    if (rank === 10 && (nan || Number.isNaN(toNumber(found)))) return orEqual && nan && Number.isNaN(toNumber(found));
    return holds(compareValues(found, value, strings));
  };
}

/** From this many values on, looking one up by its key is cheaper than comparing with each. */
const KEYED_FROM = 8;

function oneOf(values: unknown[], options: EvaluationOptions): (found: unknown) => boolean {
  const texts = new Set(values.filter((value) => typeof value === 'string' && !options.collation));
  const rest = values.filter((value) => !texts.has(value));
  const keyed = rest.filter((value) => !options.collation && hasKey(value));
  if (keyed.length < KEYED_FROM) {
    const tests = rest.map((value) => equalTo(value, options));
    return (found) => texts.has(found) || tests.some((matches) => matches(found));
  }
  const keys = new Set(keyed.map(keyOf));
  const ranks = new Set(keyed.map(typeRank));
  const tests = rest.filter((value) => !hasKey(value)).map((value) => equalTo(value, options));
  return (found) =>
    texts.has(found) ||
    (ranks.has(typeRank(found)) && keys.has(keyOf(found))) ||
    tests.some((matches) => matches(found));
}

/** Null also finds what is missing, a regular expression what it matches: these are asked one by one. */
function hasKey(value: unknown): boolean {
  return value !== null && value !== undefined && !(value instanceof BSONRegExp || value instanceof RegExp);
}

function elementMatches(criteria: unknown, options: EvaluationOptions): (found: unknown) => boolean {
  if (!isPlainObject(criteria)) throw new CommandError('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(criteria)[0];
  const onValues = first?.startsWith('$') && !['$and', '$or', '$nor', '$expr', '$jsonSchema'].includes(first);
  const test = compilePrepared(onValues ? { v: criteria } : criteria, options);
  // An element that is an array is matched as what it is, its positions as fields, not taken apart once more.
  const matches = onValues
    ? (item: unknown) => test({ v: item })
    : (item: unknown) => (isPlainObject(item) || Array.isArray(item)) && test(item);
  return (found) => Array.isArray(found) && found.some(matches);
}

function bits(
  selector: string,
  value: unknown,
  holds: (set: bigint, mask: bigint) => boolean,
): (doc: unknown) => boolean {
  const mask = bitMask(value);
  return atLeaf(selector, (found) => {
    if (found instanceof Binary) return holds(binaryBits(found), mask);
    const number = toNumber(found);
    if (!isNumeric(found) || !Number.isInteger(number)) return false;
    return holds(BigInt.asUintN(64, typeof found === 'bigint' ? found : BigInt(number)), mask);
  });
}

function bitMask(value: unknown): bigint {
  if (Array.isArray(value))
    return value.reduce((mask: bigint, position) => mask | (1n << BigInt(toNumber(position))), 0n);
  if (value instanceof Binary) return binaryBits(value);
  const number = toNumber(value);
  if (!Number.isInteger(number) || number < 0)
    throw new CommandError('BadValue', `takes an Array, a number, or a BinData but received: ${String(value)}`);
  return BigInt(number);
}

function binaryBits(value: Binary): bigint {
  let set = 0n;
  value.buffer.subarray(0, value.position).forEach((byte, i) => {
    set |= BigInt(byte) << BigInt(i * 8);
  });
  return set;
}

function typeOption(value: unknown): string {
  const name = typeof value === 'string' ? value : TYPE_NUMBERS[toNumber(value)];
  if (name === undefined || (name !== 'number' && !Object.values(TYPE_NUMBERS).includes(name))) {
    throw new CommandError('BadValue', `Unknown type name alias or code: ${String(value)}`);
  }
  return name;
}

function list(operator: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new CommandError('BadValue', `${operator} needs an array`);
  return value;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || value instanceof BSONSymbol;
}

function test(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/**
 * The test of a prepared filter. mingo's own Query is not used: it writes its condition out as JSON, which a bigint
 * (an int64) can't be.
 */
export function compilePrepared(filter: Doc, options: EvaluationOptions): (value: unknown) => boolean {
  const tests = Object.entries(filter).flatMap(([key, argument]) => {
    if (key === '$and' || key === '$or' || key === '$nor') {
      const branches = (argument as Doc[]).map((branch) => compilePrepared(branch, options));
      if (key === '$and') return branches;
      const any = (value: unknown) => branches.some((branch) => branch(value));
      return key === '$or' ? [any] : [(value: unknown) => !any(value)];
    }
    if (key === '$expr') {
      const evaluate = compileExpression(argument, evaluation(options));
      return [(value: unknown) => truthy(evaluate(value as Doc))];
    }
    if (key === '$jsonSchema') return [schemaValidator(argument as Doc) as (value: unknown) => boolean];
    return fieldTests(key, argument as Doc, options);
  });
  return tests.length === 1 ? (tests[0] as (value: unknown) => boolean) : (value) => tests.every((test) => test(value));
}

function fieldTests(field: string, condition: Doc, options: EvaluationOptions): ((value: unknown) => boolean)[] {
  return Object.entries(condition).map(([operator, argument]) => {
    if (operator !== '$not') return (queryPredicates[operator as '$eq'] as Predicate)(field, argument, options);
    const inner = fieldTests(field, argument as Doc, options);
    return (value) => !inner.every((test) => test(value));
  });
}
