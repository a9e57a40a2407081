import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { expressionContext } from '../expressions/context.ts';
import type { Operator } from '../expressions/operator.ts';
import { isActive } from './collation.ts';
import { schemaValidator } from './json-schema.ts';
import type { Doc } from './values.ts';

export interface EvaluationOptions {
  collation?: Doc | undefined;
  /** Values of `let`, as `$$name` in expressions. */
  variables?: Doc | undefined;
  /** Another collection's documents, for the stages of mingo that read one. */
  collectionResolver?: ((name: string) => Doc[]) | undefined;
}

interface Prepared extends Options {
  update(locals: { root: null }): Options;
}

const $preparedOptions: Operator = (_doc, _argument, options) => options;

let plain: Options | null = null;

/** mingo's options with BSON's rules in place of its own; shared by filters, expressions, pipelines and updates. */
export function evaluation({ collation, variables, collectionResolver }: EvaluationOptions = {}): Options {
  if (!isActive(collation) && !variables && !collectionResolver) {
    plain ??= prepare({});
    return plain;
  }
  return prepare({
    ...(isActive(collation) ? { collation: { ...collation, locale: String(collation.locale) } } : {}),
    ...(variables ? { variables } : {}),
    ...(collectionResolver ? { collectionResolver } : {}),
  });
}

/** mingo copies its whole context for every evaluation with plain options, unless it gets those it prepared itself. */
function prepare(options: Partial<Options>): Options {
  const all: Options = {
    idKey: '_id',
    processingMode: 0,
    useStrictMode: true,
    // mingo's $setWindowFields runs functions of its own; those of a client are refused by refuseScripts.
    scriptEnabled: true,
    failOnError: true,
    context: expressionContext({ $preparedOptions }),
    jsonSchemaValidator: schemaValidator,
    ...options,
  };
  return (evalExpr({}, { $preparedOptions: 1 }, all) as Prepared).update({ root: null });
}

/** mingo throws plain errors; to a client they are errors of its request. */
export function inMongoTerms<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    if (cause instanceof RangeError)
      throw new CommandError('Overflow', `The request is nested too deep: ${cause.message}`);
    const message = cause instanceof Error ? cause.message : String(cause);
    if (message.startsWith('Use of undefined variable')) throw new CommandError(17276, message);
    throw new CommandError('BadValue', message);
  }
}
