import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { stringOrder } from '../query/collation.ts';
import { compareValues } from '../query/compare-values.ts';
import { compileSort } from '../query/sort.ts';
import { type Doc, isNumeric, isPlainObject, toNumber, typeName } from '../query/values.ts';
import { order } from './comparison.ts';
import {
  evaluateAll,
  evaluateNamed,
  isNullish,
  type Operator,
  type Operators,
  onArguments,
  truthy,
} from './operator.ts';

/** Operators that look for equal values, by BSON's equality instead of mingo's. */
export const setOperators: Operators = {
  $in: onArguments('$in', 2, ([item, array], options) =>
    arrayOf('$in', array).some((other) => order(item, other, options) === 0),
  ),
  $indexOfArray: (doc, argument, options) => {
    const [array, item, start = 0, end] = evaluateAll(doc, argument, options);
    if (isNullish(array)) return null;
    const items = arrayOf('$indexOfArray', array);
    const last = end === undefined ? items.length : toNumber(end);
    return items.findIndex((other, i) => i >= toNumber(start) && i < last && order(item, other, options) === 0);
  },
  $setEquals: sets('$setEquals', ([first = [], ...rest], options) =>
    rest.every(
      (other) =>
        first.every((item) => includes(other, item, options)) && other.every((item) => includes(first, item, options)),
    ),
  ),
  $setIntersection: sets('$setIntersection', ([first = [], ...rest], options) =>
    unique(first, options).filter((item) => rest.every((other) => includes(other, item, options))),
  ),
  $setUnion: sets('$setUnion', (arrays, options) => unique(arrays.flat(), options)),
  $setDifference: sets('$setDifference', ([first = [], second = []], options) =>
    unique(first, options).filter((item) => !includes(second, item, options)),
  ),
  $setIsSubset: sets('$setIsSubset', ([first = [], second = []], options) =>
    first.every((item) => includes(second, item, options)),
  ),
  $sortArray: (doc, argument, options) => {
    const { input, sortBy } = evaluateNamed('$sortArray', doc, argument, options);
    if (isNullish(input)) return null;
    const items = [...arrayOf('$sortArray', input)];
    if (!isPlainObject(sortBy)) return items.sort((a, b) => order(a, b, options) * toNumber(sortBy));
    const compare = compileSort(sortBy, options.collation);
    const asDoc = (item: unknown): Doc => (isPlainObject(item) ? item : {});
    return items.sort((a, b) => compare(asDoc(a), asDoc(b)));
  },
  $filter: (doc, argument, options) => {
    if (!isPlainObject(argument)) throw new CommandError(28646, '$filter only supports an object as its argument');
    const input = evalExpr(doc, argument.input, options);
    if (isNullish(input)) return null;
    const limit =
      argument.limit === undefined ? Number.POSITIVE_INFINITY : toNumber(evalExpr(doc, argument.limit, options));
    const name = String(argument.as ?? 'this');
    const kept: unknown[] = [];
    for (const item of arrayOf('$filter', input)) {
      if (kept.length >= limit) break;
      const bound = { $let: { vars: { [name]: { $literal: item } }, in: argument.cond } };
      if (truthy(evalExpr(doc, bound, options))) kept.push(item);
    }
    return kept;
  },
  $allElementsTrue: onArguments('$allElementsTrue', 1, ([array]) => arrayOf('$allElementsTrue', array).every(truthy)),
  $anyElementTrue: onArguments('$anyElementTrue', 1, ([array]) => arrayOf('$anyElementTrue', array).some(truthy)),
};

function sets(name: string, operation: (arrays: unknown[][], options: Options) => unknown): Operator {
  return (doc, argument, options) => {
    const arrays = evaluateAll(doc, argument, options);
    if (arrays.some(isNullish)) return null;
    return operation(
      arrays.map((array) => arrayOf(name, array)),
      options,
    );
  };
}

function arrayOf(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new CommandError(
    17310,
    `${name} requires an array, found: ${isNumeric(value) ? toNumber(value) : typeName(value)}`,
  );
}

function includes(array: unknown[], item: unknown, options: Options): boolean {
  return array.some((other) => order(item, other, options) === 0);
}

function unique(items: unknown[], options: Options): unknown[] {
  const strings = stringOrder(options.collation);
  const sorted = [...items].sort((a, b) => compareValues(a, b, strings));
  return sorted.filter((item, i) => i === 0 || compareValues(item, sorted[i - 1], strings) !== 0);
}
