import { createRequire } from 'node:module';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { sizeOf } from '../expressions/accumulators.ts';
import { inMongoTerms } from '../query/evaluation.ts';
import { valueAt } from '../query/update-paths.ts';
import { type Doc, isNumeric, isPlainObject, toNumber } from '../query/values.ts';
import { type Environment, gather, PAUSE, type Stage, type StageFactory } from './stage.ts';

type Source = (docs: Doc[]) => unknown;
type MingoStage = (input: unknown, argument: unknown, options: Options) => Iterable<Doc>;

const load = createRequire(import.meta.url);

const NAMES = ['$densify', '$fill', '$bucketAuto', '$graphLookup', '$redact', '$documents'];

/** Stages that mingo computes, over documents held in memory. */
export const mingoStages: Record<string, StageFactory> = {
  ...Object.fromEntries(NAMES.map((name) => [name, held(name)])),
  $setWindowFields: windowFields,
};

/** mingo tells partitions apart by text and sorts only plain values: both are done here, or refused. */
function windowFields(argument: unknown, environment: Environment): Stage {
  if (!isPlainObject(argument) || !isPlainObject(argument.output))
    throw new CommandError(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  const { partitionBy, ...spec } = argument;
  const computed = held('$setWindowFields')(spec, environment);
  const partition = environment.compile([{ $group: { _id: partitionBy ?? null, docs: { $push: '$$ROOT' } } }]);
  const fields = isPlainObject(spec.sortBy) ? Object.keys(spec.sortBy).map((field) => field.split('.')) : [];
  return function* (input) {
    for (const group of partition(input)) {
      if (group === PAUSE) {
        yield group;
        continue;
      }
      const docs = group.docs as Doc[];
      for (const doc of docs) for (const path of fields) checkSortable(valueAt(doc, path));
      yield* computed(docs);
    }
  };
}

function checkSortable(value: unknown): void {
  if (
    typeof value === 'number' ||
    typeof value === 'string' ||
    value instanceof Date ||
    value === undefined ||
    value === null
  )
    return;
  throw new CommandError(
    'NotImplemented',
    '$setWindowFields sorts by int32, fractional doubles, strings and dates in this server: convert the field in a stage before',
  );
}

function held(name: string): StageFactory {
  return (argument, { options }) => {
    const plain = unwrapped(argument);
    const stage = (load('mingo/operators/pipeline') as Record<string, MingoStage>)[name] as MingoStage;
    const { Lazy } = load('mingo/lazy') as { Lazy: Source };
    return function* (input) {
      const docs: Doc[] = [];
      yield* gather(name, input, docs, sizeOf);
      yield* inMongoTerms(() => [...stage(Lazy(docs), plain, options)]);
    };
  };
}

/** Numbers of a stage's own arguments (bounds, steps, sizes) as mingo reads them. */
function unwrapped(value: unknown): unknown {
  if (isNumeric(value)) return toNumber(value);
  if (Array.isArray(value)) return value.map(unwrapped);
  if (isPlainObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrapped(item)]));
  return value;
}
