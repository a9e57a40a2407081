import { createRequire } from 'node:module';
import { Context } from 'mingo/core';
import { CommandError } from '../errors.ts';
import { accumulatorOperators } from './accumulators.ts';
import { arithmeticOperators, onPlainNumbers } from './arithmetic.ts';
import { comparisonOperators } from './comparison.ts';
import { conversionOperators } from './conversion.ts';
import { dateOperators } from './dates.ts';
import type { Operator, Operators } from './operator.ts';
import { setOperators } from './sets.ts';

const FLOATING = [
  ...[
    '$sin',
    '$cos',
    '$tan',
    '$asin',
    '$acos',
    '$atan',
    '$atan2',
    '$sinh',
    '$cosh',
    '$tanh',
    '$asinh',
    '$acosh',
    '$atanh',
  ],
  ...['$degreesToRadians', '$radiansToDegrees', '$sigmoid'],
];
const COUNTING = [
  ...[
    '$arrayElemAt',
    '$slice',
    '$range',
    '$substr',
    '$substrBytes',
    '$substrCP',
    '$indexOfBytes',
    '$indexOfCP',
    '$strcasecmp',
  ],
  ...['$bitAnd', '$bitOr', '$bitXor', '$bitNot'],
];

const load = createRequire(import.meta.url);
let context: Context | null = null;

/**
 * mingo's operators, with those that differ from MongoDB replaced: what is added first wins. Loaded at first use,
 * because mingo's hundreds of files would take most of the server's start, and many servers never aggregate.
 */
export function expressionContext(own: Operators): Context {
  if (context) return context;
  const known: Record<string, Operator> = { ...load('mingo/operators/expression') };
  const wrapped = (names: string[], result: 'as is' | 'double') =>
    Object.fromEntries(names.flatMap((name) => (known[name] ? [[name, onPlainNumbers(known[name], result)]] : [])));
  context = Context.init({
    expression: {
      ...own,
      $function: refuseScripts(known.$function as Operator),
      ...comparisonOperators,
      ...arithmeticOperators,
      ...conversionOperators,
      ...setOperators,
      ...dateOperators,
      ...wrapped(FLOATING, 'double'),
      ...wrapped(COUNTING, 'as is'),
    },
    accumulator: accumulatorOperators,
  })
    .addExpressionOps({ ...load('mingo/operators/expression') })
    .addAccumulatorOps({ ...load('mingo/operators/accumulator') })
    .addPipelineOps({ ...load('mingo/operators/pipeline') })
    .addProjectionOps({ ...load('mingo/operators/projection') })
    .addWindowOps({ ...load('mingo/operators/window') });
  return context;
}

/** Code can reach this server only as text; a real function comes from mingo itself. */
function refuseScripts(call: Operator): Operator {
  return (doc, argument, options) => {
    if (typeof (argument as { body?: unknown }).body === 'function') return call(doc, argument, options);
    throw new CommandError('NotImplemented', '$function needs server-side JavaScript, which this server does not have');
  };
}
