import { evalExpr } from 'mingo/core';
import type { Any, Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { isNumeric, isPlainObject, toNumber } from '../query/values.ts';

/** mingo's shape of an expression operator: the document, the operator's unevaluated argument, the options. */
export type Operator = (doc: Any, argument: Any, options: Options) => Any;
export type Operators = Record<`$${string}`, Operator>;

/** An operator over a fixed number of evaluated arguments; a single one needs no array around it. */
export function onArguments(
  name: string,
  count: number,
  operation: (args: unknown[], options: Options) => unknown,
): Operator {
  return (doc, argument, options) => {
    const expressions = Array.isArray(argument) ? argument : [argument];
    if (expressions.length !== count) {
      throw new CommandError(
        16020,
        `Expression ${name} takes exactly ${count} arguments. ${expressions.length} were passed in.`,
      );
    }
    return operation(
      expressions.map((expression) => evalExpr(doc, expression, options)),
      options,
    );
  };
}

/** All evaluated arguments of an operator that takes any number of them. */
export function evaluateAll(doc: unknown, argument: unknown, options: Options): unknown[] {
  const expressions = Array.isArray(argument) ? argument : [argument];
  return expressions.map((expression) => evalExpr(doc, expression, options));
}

/** The evaluated named arguments of an operator such as $dateTrunc. */
export function evaluateNamed(
  name: string,
  doc: unknown,
  argument: unknown,
  options: Options,
): Record<string, unknown> {
  if (!isPlainObject(argument))
    throw new CommandError('FailedToParse', `${name} only supports an object as its argument`);
  return Object.fromEntries(
    Object.entries(argument).map(([key, expression]) => [key, evalExpr(doc, expression, options)]),
  );
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** MongoDB's truth: false, null, missing and zero of any number type are false; all else, "" included, is true. */
export function truthy(value: unknown): boolean {
  if (isNullish(value) || value === false) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}
