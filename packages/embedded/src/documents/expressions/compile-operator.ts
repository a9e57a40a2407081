import type { Options } from 'mingo/types';
import { stringOrder } from '../query/collation.ts';
import { compareValues } from '../query/compare-values.ts';
import { isPlainObject } from '../query/values.ts';
import { comparisons } from './comparison.ts';
import { truthy } from './operator.ts';

type Evaluate = (doc: Record<string, unknown>) => unknown;
type Compile = (expression: unknown) => Evaluate;

/**
 * Comparisons and conditions as functions of the document, which a group evaluates for each of millions; null for every
 * other expression, and for what mingo would refuse. They answer what `comparisonOperators` answer.
 */
export function compileOperator(
  expression: Record<string, unknown>,
  options: Options,
  compile: Compile,
): Evaluate | null {
  const [entry, more] = Object.entries(expression);
  if (entry === undefined || more !== undefined) return null;
  const [operator, argument] = entry;
  const result = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (result) return compileComparison(result, argument, options, compile);
  const parts = () => (Array.isArray(argument) ? argument : [argument]).map(compile);
  switch (operator) {
    case '$and': {
      const tests = parts();
      return (doc) => tests.every((test) => truthy(test(doc)));
    }
    case '$or': {
      const tests = parts();
      return (doc) => tests.some((test) => truthy(test(doc)));
    }
    case '$cond':
      return compileCondition(argument, compile);
    default:
      return null;
  }
}

function compileComparison(
  result: (order: number) => unknown,
  argument: unknown,
  options: Options,
  compile: Compile,
): Evaluate | null {
  if (!Array.isArray(argument) || argument.length !== 2) return null;
  // Once: with a collation it makes a collator.
  const strings = stringOrder(options.collation);
  const left = compile(argument[0]);
  const right = compile(argument[1]);
  return (doc) => result(compareValues(left(doc), right(doc), strings));
}

function compileCondition(argument: unknown, compile: Compile): Evaluate | null {
  const parts = isPlainObject(argument) ? [argument.if, argument.then, argument.else] : argument;
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [test, then, otherwise] = parts.map(compile) as [Evaluate, Evaluate, Evaluate];
  return (doc) => (truthy(test(doc)) ? then(doc) : otherwise(doc));
}
