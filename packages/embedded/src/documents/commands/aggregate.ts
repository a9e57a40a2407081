import { setImmediate } from 'node:timers/promises';
import { CommandError } from '../errors.ts';
import { fieldPath } from '../expressions/compile.ts';
import { keyOf } from '../indexes/encode-key.ts';
import { compilePipeline, parseStages, SOURCES } from '../pipeline/compile-pipeline.ts';
import { neededFields } from '../pipeline/needed-fields.ts';
import { type Environment, type Flow, PAUSE } from '../pipeline/stage.ts';
import { encodeCursorReply } from '../protocol/raw-batch.ts';
import { foldFor, isActive } from '../query/collation.ts';
import { decode } from '../query/decode.ts';
import { type Doc, encode, isPlainObject, toNumber } from '../query/values.ts';
import { readFields } from '../storage/read-fields.ts';
import { decoded, decodedChunks, environmentOf } from './aggregate-environment.ts';
import { deadlineOf, existing, integerOf, objectOf } from './arguments.ts';
import type { Command, CommandContext } from './context.ts';
import { settled } from './cursors.ts';
import { letVariables } from './let-variables.ts';
import { oneByOne, type Selection, selectDocuments, selectPaced } from './select.ts';
import { writeResults } from './write-results.ts';

const aggregate: Command = async (context) => {
  const { body, db, server } = context;
  if (body.explain === true)
    throw new CommandError('NotImplemented', "aggregate's explain option is not supported: use the explain command");
  const cursor = objectOf(body, 'cursor');
  if (!cursor)
    throw new CommandError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const name = String(body.aggregate);
  const namespace = `${db}.${isPlainObject(body.aggregate) || body.aggregate === 1 ? '$cmd.aggregate' : name}`;
  const { flow, output, environment } = startPipeline(context);
  const documents = output ? await writeResults(context, output, flow, environment) : flow;
  const opened = server.cursors.open({
    namespace,
    documents: oneByOne(documents, encode),
    batchSize: integerOf(cursor, 'batchSize'),
  });
  return settled(opened, ({ id, batch }) => encodeCursorReply('firstBatch', batch, id, namespace));
};

/** Whether a pipeline, as it came, writes what it finds. */
export function hasOutput(pipeline: unknown): boolean {
  const last = Array.isArray(pipeline) ? pipeline.at(-1) : undefined;
  return isPlainObject(last) && ('$out' in last || '$merge' in last);
}

export interface SplitPipeline {
  /** What the store answers by itself, with its indexes. */
  selection: Selection;
  rest: Doc[];
  output: [name: string, argument: unknown] | null;
}

/** Moves $match, $sort, $skip and $limit at the front into the selection; $out or $merge at the end apart. */
export function splitPipeline(context: CommandContext): SplitPipeline {
  const { body } = context;
  const collation = objectOf(body, 'collation');
  const selection: Selection = {
    filter: {},
    collation,
    variables: letVariables(objectOf(body, 'let'), { collation }),
    hint: body.hint,
    deadline: deadlineOf(body),
  };
  const stages = parseStages(body.pipeline);
  const last = stages.at(-1);
  const output = last && (last[0] === '$out' || last[0] === '$merge') ? last : null;
  if (output) stages.pop();
  while (stages[0]) {
    const [name, argument] = stages[0];
    if (name === '$match' && isPlainObject(argument) && !selection.sort && !selection.skip && !selection.limit) {
      selection.filter = Object.keys(selection.filter).length === 0 ? argument : { $and: [selection.filter, argument] };
    } else if (
      name === '$sort' &&
      isPlainObject(argument) &&
      Object.keys(argument).length > 0 &&
      !selection.sort &&
      !selection.skip &&
      !selection.limit
    ) {
      selection.sort = argument;
    } else if (
      name === '$skip' &&
      toNumber(argument) >= 0 &&
      Number.isInteger(toNumber(argument)) &&
      !selection.skip &&
      !selection.limit
    ) {
      selection.skip = toNumber(argument);
    } else if (
      name === '$limit' &&
      toNumber(argument) > 0 &&
      Number.isInteger(toNumber(argument)) &&
      !selection.limit
    ) {
      selection.limit = toNumber(argument);
    } else break;
    stages.shift();
  }
  return { selection, rest: stages.map(([name, argument]) => ({ [name]: argument })), output };
}

function startPipeline(context: CommandContext): {
  flow: Flow;
  output: SplitPipeline['output'];
  environment: Environment;
} {
  const { selection, rest, output } = splitPipeline(context);
  const environment = environmentOf(context, selection);
  const stage = compilePipeline(rest, environment);
  const first = rest[0] ? Object.keys(rest[0])[0] : undefined;
  const collection = typeof context.body.aggregate === 'string' ? existing(context) : undefined;
  if (first === '$documents') return { flow: stage([{}]), output, environment };
  if (!collection || (first !== undefined && SOURCES.has(first))) return { flow: stage([]), output, environment };
  const fields = neededFields(rest);
  const documents = fields
    ? decodedChunks(selectDocuments(collection, selection), (bytes) => readFields(bytes, fields))
    : decoded(selectPaced(collection, selection), decode);
  return { flow: stage(documents), output, environment };
}

const distinct: Command = async (context) => {
  const { body } = context;
  const { key } = body;
  if (typeof key !== 'string')
    throw new CommandError('TypeMismatch', "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const collection = existing(context);
  const values = new Map<string, unknown>();
  const collation = objectOf(body, 'collation');
  const fold = isActive(collation) ? foldFor(collation) : null;
  const read = fieldPath(key.split('.'));
  const fields = new Set([key.split('.')[0] as string]);
  for (const documents of collection
    ? selectDocuments(collection, { filter: objectOf(body, 'query') ?? {}, collation, hint: body.hint })
    : []) {
    if (documents === PAUSE) {
      await setImmediate();
      continue;
    }
    for (const value of documents.flatMap((bytes) => read(readFields(bytes, fields)))) {
      if (value === undefined) continue;
      const id = keyOf(fold && typeof value === 'string' ? fold(value) : value);
      if (!values.has(id)) values.set(id, value);
    }
  }
  return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), ok: 1 };
};

export const aggregateCommands = { aggregate, distinct };
