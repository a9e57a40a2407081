import { evalExpr } from 'mingo/core';
import { CommandError } from '../errors.ts';
import { type Accumulator, accumulators, sizeOf } from '../expressions/accumulators.ts';
import { order } from '../expressions/comparison.ts';
import { compileExpression, type Expression } from '../expressions/compile.ts';
import { KeyWriter } from '../indexes/encode-key.ts';
import { foldFor, isActive } from '../query/collation.ts';
import { inMongoTerms } from '../query/evaluation.ts';
import { type Doc, isPlainObject } from '../query/values.ts';
import { type Environment, exceeded, type Flow, PAUSE, STAGE_MEMORY, type StageFactory } from './stage.ts';

interface Field {
  name: string;
  operator: string;
  argument: unknown;
  evaluate: Expression;
}

interface Group {
  id: unknown;
  accumulators: Accumulator[];
}

/** Accumulators over whole groups, which mingo computes: they must hold their documents. */
const HOLDING = [
  '$firstN',
  '$lastN',
  '$minN',
  '$maxN',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
  '$median',
  '$percentile',
  '$count',
];

export const groupStages: Record<string, StageFactory> = {
  $group: (argument, environment) => {
    if (!isPlainObject(argument)) throw new CommandError(15947, "a group's fields must be specified in an object");
    if (!('_id' in argument)) throw new CommandError(15955, 'a group specification must include an _id');
    const { _id, ...rest } = argument;
    const id = compileExpression(_id, environment.options);
    const fields = compileFields(rest, environment);
    return (input) => group(input, id, fields, environment);
  },
  $sortByCount: (argument, environment) => {
    const counted = groupStages.$group?.({ _id: argument, count: { $sum: 1 } }, environment);
    const sorted = environment.compile([{ $sort: { count: -1 } }]);
    return (input) => sorted(counted?.(input) ?? []);
  },
  $bucket: (argument, environment) => {
    if (!isPlainObject(argument)) throw new CommandError(40201, 'Argument to $bucket stage must be an object');
    const { groupBy, boundaries, default: otherwise, output = { count: { $sum: 1 } } } = argument;
    if (!Array.isArray(boundaries) || boundaries.length < 2 || !isPlainObject(output)) {
      throw new CommandError(40192, "The $bucket 'boundaries' field must have at least 2 values");
    }
    for (let i = 1; i < boundaries.length; i++) {
      if (order(boundaries[i - 1], boundaries[i], environment.options) >= 0)
        throw new CommandError(40194, "The 'boundaries' option to $bucket must be sorted, and without duplicates");
    }
    const value = compileExpression(groupBy, environment.options);
    const id: Expression = (doc) => {
      const found = value(doc);
      const above = boundaries.findIndex((boundary) => order(found, boundary, environment.options) < 0);
      if (above > 0) return boundaries[above - 1];
      if ('default' in argument) return otherwise;
      throw new CommandError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    };
    const fields = compileFields(output, environment);
    const sorted = environment.compile([{ $sort: { _id: 1 } }]);
    return (input) => sorted(group(input, id, fields, environment));
  },
};

function compileFields(spec: Doc, environment: Environment): Field[] {
  return Object.entries(spec).map(([name, value]) => {
    if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
    if (!isPlainObject(value) || Object.keys(value).length !== 1)
      throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
    const [operator, argument] = Object.entries(value)[0] as [string, unknown];
    if (!(operator in accumulators) && !HOLDING.includes(operator))
      throw new CommandError(15952, `unknown group operator '${operator}'`);
    const evaluate: Expression =
      operator in accumulators ? compileExpression(argument, environment.options) : (doc) => doc;
    return { name, operator, argument, evaluate };
  });
}

function* group(input: Flow, id: Expression, fields: Field[], environment: Environment): Flow {
  const groups = new Map<unknown, Group>();
  const keyOf = groupKeys(environment);
  let held = 0;
  for (const item of input) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    const value = id(item);
    const key = keyOf(value);
    let found = groups.get(key);
    if (!found) {
      found = { id: value ?? null, accumulators: fields.map((field) => accumulatorOf(field, environment)) };
      groups.set(key, found);
      held += 128 + fields.length * 64 + (typeof key === 'string' ? key.length : 0);
    }
    for (let i = 0; i < fields.length; i++) {
      const accumulator = found.accumulators[i] as Accumulator;
      const before = accumulator.bytes ?? 0;
      accumulator.take((fields[i] as Field).evaluate(item));
      held += (accumulator.bytes ?? 0) - before;
    }
    if (held > STAGE_MEMORY) throw exceeded('$group');
  }
  for (const { id: value, accumulators: parts } of groups.values()) {
    const doc: Doc = { _id: value };
    for (let i = 0; i < fields.length; i++) doc[(fields[i] as Field).name] = (parts[i] as Accumulator).result();
    yield doc;
  }
}

const writer = new KeyWriter();

/** What tells groups apart: equal for values that BSON calls equal, whatever their number types. */
function groupKeys({ collation }: Environment): (value: unknown) => unknown {
  const fold = isActive(collation) ? foldFor(collation) : null;
  return (value) => {
    if (typeof value === 'string') return `s${fold ? fold(value) : value}`;
    if (typeof value === 'number') return Object.is(value, -0) ? 0 : value;
    if (value === null || value === undefined) return null;
    const key = writer
      .write(typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value)
      .take();
    // A wrapped double that is a plain number elsewhere must meet it.
    return key[0] === 10 && key.length === 10 && key[9] === 1 ? readDouble(key) : `k${key.toString('latin1')}`;
  };
}

function readDouble(key: Buffer): number {
  const bytes = Buffer.from(key.subarray(1, 9));
  if (((bytes[0] as number) & 0x80) !== 0) bytes[0] = (bytes[0] as number) ^ 0x80;
  else for (let i = 0; i < 8; i++) bytes[i] = ~(bytes[i] as number) & 0xff;
  return bytes.readDoubleBE(0);
}

function accumulatorOf({ operator, argument }: Field, { options }: Environment): Accumulator {
  const create = accumulators[operator];
  if (create) return create(options);
  const docs: unknown[] = [];
  const accumulator: Accumulator = {
    bytes: 0,
    take(doc) {
      docs.push(doc);
      accumulator.bytes = (accumulator.bytes ?? 0) + sizeOf(doc);
    },
    result: () => inMongoTerms(() => evalExpr(docs, { [operator]: argument }, options)),
  };
  return accumulator;
}
