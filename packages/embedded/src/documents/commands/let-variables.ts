import { evalExpr } from 'mingo/core';
import { type EvaluationOptions, evaluation, inMongoTerms } from '../query/evaluation.ts';
import type { Doc } from '../query/values.ts';

/** Evaluates a command's `let`, whose values may be expressions but see no document. */
export function letVariables(given: Doc | undefined, options: EvaluationOptions = {}): Doc | undefined {
  if (!given) return undefined;
  const evaluate = evaluation(options);
  return inMongoTerms(() =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, evalExpr({}, value, evaluate)])),
  );
}
