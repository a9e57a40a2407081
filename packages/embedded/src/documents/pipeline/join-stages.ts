import { CommandError } from '../errors.ts';
import { sizeOf } from '../expressions/accumulators.ts';
import { compileExpression, fieldPath } from '../expressions/compile.ts';
import { keyOf } from '../indexes/encode-key.ts';
import { someAtPath } from '../query/match-paths.ts';
import { type Doc, isPlainObject } from '../query/values.ts';
import { type Environment, exceeded, type Flow, gather, PAUSE, STAGE_MEMORY, type StageFactory } from './stage.ts';

/** Stages that bring in other documents, or the same more than once. */
export const joinStages: Record<string, StageFactory> = {
  $lookup: (argument, environment) => {
    if (!isPlainObject(argument))
      throw new CommandError('FailedToParse', 'the $lookup specification must be an object');
    const { from, localField, foreignField, as, pipeline, let: variables } = argument;
    if (typeof as !== 'string') throw new CommandError('FailedToParse', "must specify 'as' field for a $lookup");
    if ((localField === undefined) !== (foreignField === undefined))
      throw new CommandError(
        'FailedToParse',
        "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
      );
    if (typeof from !== 'string' && pipeline === undefined)
      throw new CommandError('FailedToParse', "missing 'from' option to $lookup stage specification");
    const collection = typeof from === 'string' ? from : null;
    const matched =
      foreignField === undefined
        ? null
        : equalityJoin(collection as string, String(localField), String(foreignField), environment);
    const bound = Object.entries(isPlainObject(variables) ? variables : {}).map(
      ([name, value]) => [name, compileExpression(value, environment.options)] as const,
    );
    if (pipeline !== undefined && bound.length === 0) environment.compile(pipeline);
    return function* (input) {
      for (const item of input) {
        if (item === PAUSE) {
          yield item;
          continue;
        }
        const values = Object.fromEntries(bound.map(([name, evaluate]) => [name, evaluate(item) ?? null]));
        const joined: Doc[] = [];
        let source: Flow = matched ? matched(item) : collection === null ? [] : environment.read(collection, {});
        if (pipeline !== undefined)
          source = environment.compile(pipeline, { ...environment.variables, ...values })(source);
        yield* gather('$lookup', source, joined, sizeOf);
        yield assign(item, as, joined);
      }
    };
  },
  $unionWith: (argument, environment) => {
    const { coll, pipeline = [] } = isPlainObject(argument) ? argument : { coll: argument };
    const stage = environment.compile(pipeline);
    return function* (input) {
      yield* input;
      yield* stage(typeof coll === 'string' ? environment.read(coll, {}) : []);
    };
  },
  $facet: (argument, environment) => {
    if (!isPlainObject(argument) || Object.keys(argument).length === 0)
      throw new CommandError(40169, 'the $facet specification must be a non-empty object');
    const facets = Object.entries(argument).map(([name, stages]) => {
      if (
        Array.isArray(stages) &&
        stages.some((stage) => isPlainObject(stage) && ['$out', '$merge', '$facet'].some((refused) => refused in stage))
      ) {
        throw new CommandError(40600, '$out, $merge and $facet are not allowed to be used within a $facet stage');
      }
      return [name, environment.compile(stages)] as const;
    });
    return function* (input) {
      const docs: Doc[] = [];
      yield* gather('$facet', input, docs, sizeOf);
      const result: Doc = {};
      for (const [name, stage] of facets) {
        const found: Doc[] = [];
        yield* gather('$facet', stage(docs), found, sizeOf);
        result[name] = found;
      }
      yield result;
    };
  },
};

/** Documents of the other collection whose field equals the local one: by its index, or from a table built once. */
function equalityJoin(
  collection: string,
  localField: string,
  foreignField: string,
  environment: Environment,
): (doc: Doc) => Flow {
  const local = fieldPath(localField.split('.'));
  const wanted = (doc: Doc): unknown[] => {
    const value = local(doc);
    return Array.isArray(value) ? value : [value ?? null];
  };
  if (environment.indexed(collection, foreignField)) {
    return (doc) => environment.read(collection, { [foreignField]: { $in: wanted(doc) } });
  }
  let table: Map<string, Doc[]> | null = null;
  return function* (doc) {
    if (!table) {
      table = new Map();
      yield* fill(table, environment.read(collection, {}), foreignField.split('.'));
    }
    const found = new Set<Doc>();
    for (const value of wanted(doc)) for (const match of table.get(keyOf(value)) ?? []) found.add(match);
    yield* found;
  };
}

function* fill(table: Map<string, Doc[]>, docs: Flow, path: string[]): Generator<typeof PAUSE> {
  let bytes = 0;
  for (const doc of docs) {
    if (doc === PAUSE) {
      yield doc;
      continue;
    }
    bytes += sizeOf(doc);
    if (bytes > STAGE_MEMORY) throw exceeded('$lookup without an index on foreignField');
    const keys = new Set<string>();
    someAtPath(doc, path, 0, true, (value) => {
      keys.add(keyOf(value));
      return false;
    });
    for (const key of keys) {
      const list = table.get(key);
      if (list) list.push(doc);
      else table.set(key, [doc]);
    }
  }
}

function assign(doc: Doc, field: string, value: unknown): Doc {
  const [name, ...rest] = field.split('.') as [string, ...string[]];
  const inner = doc[name];
  return {
    ...doc,
    [name]: rest.length === 0 ? value : assign(isPlainObject(inner) ? inner : {}, rest.join('.'), value),
  };
}
