import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { stringOrder } from '../query/collation.ts';
import { compareValues } from '../query/compare-values.ts';
import { isPlainObject } from '../query/values.ts';
import { type Operators, onArguments, truthy } from './operator.ts';

/** What each comparison makes of the order of its two arguments. */
export const comparisons: Readonly<Record<string, (order: number) => unknown>> = {
  $eq: (order) => order === 0,
  $ne: (order) => order !== 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $cmp: (order) => order,
};

function compared(name: string, result: (order: number) => unknown) {
  return onArguments(name, 2, ([a, b], options) => result(order(a, b, options)));
}

export function order(a: unknown, b: unknown, options: Options): number {
  return compareValues(a, b, stringOrder(options.collation));
}

/** Comparisons by BSON's order and conditions by MongoDB's truth. */
export const comparisonOperators: Operators = {
  ...Object.fromEntries(Object.entries(comparisons).map(([name, result]) => [name, compared(name, result)])),
  $and: (doc, argument, options) => list(argument).every((part) => truthy(evalExpr(doc, part, options))),
  $or: (doc, argument, options) => list(argument).some((part) => truthy(evalExpr(doc, part, options))),
  $not: onArguments('$not', 1, ([value]) => !truthy(value)),
  $cond: (doc, argument, options) => {
    const [test, then, otherwise] = isPlainObject(argument)
      ? [argument.if, argument.then, argument.else]
      : list(argument);
    return evalExpr(doc, truthy(evalExpr(doc, test, options)) ? then : otherwise, options);
  },
  $switch: (doc, argument, options) => {
    const { branches, default: otherwise } = argument as {
      branches: { case: unknown; then: unknown }[];
      default?: unknown;
    };
    const branch = branches.find((candidate) => truthy(evalExpr(doc, candidate.case, options)));
    if (branch) return evalExpr(doc, branch.then, options);
    if (!('default' in (argument as object)))
      throw new CommandError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return evalExpr(doc, otherwise, options);
  },
};

function list(argument: unknown): unknown[] {
  return Array.isArray(argument) ? argument : [argument];
}
