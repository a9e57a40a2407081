import { EJSON } from 'bson';
import { CommandError } from '../errors.ts';
import { equalValues } from './compare-values.ts';
import type { EvaluationOptions } from './evaluation.ts';
import { compileFilter } from './filter.ts';
import { isPosition } from './match-paths.ts';
import { keep, remove } from './update-modifier.ts';
import { modifiers } from './update-operators.ts';
import { expandPath, type Path, type Positions, setAt, unsetAt, valueAt } from './update-paths.ts';
import { updatePipeline } from './update-pipeline.ts';
import { type Doc, isPlainObject, typeName } from './values.ts';

export interface UpdateOptions extends EvaluationOptions {
  filter: Doc;
  arrayFilters?: unknown;
  now: Date;
}

export interface Update {
  /** A whole new document, as opposed to changes of fields. */
  replacement: boolean;
  /** Changes a decoded document that nobody else holds, and answers what it becomes. */
  apply(doc: Doc, inserting: boolean): Doc;
}

interface Step {
  operator: string;
  path: Path;
  argument: unknown;
}

/** Compiles an update: operators, a replacement, or a pipeline. */
export function compileUpdate(update: unknown, options: UpdateOptions): Update {
  if (Array.isArray(update)) {
    const run = updatePipeline(update, options);
    return { replacement: false, apply: (doc) => keepingId(doc._id, run(doc)) };
  }
  if (!isPlainObject(update))
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  const operators = Object.keys(update);
  if (!operators[0]?.startsWith('$')) {
    const dollar = operators.find((name) => name.startsWith('$'));
    if (dollar) {
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
    return { replacement: true, apply: (doc) => replacementOf(doc._id, update) };
  }
  const steps = parseSteps(update);
  const filters = compileArrayFilters(options.arrayFilters, steps, options);
  const order = [...steps].sort((a, b) => comparePaths(a.path, b.path));
  return {
    replacement: false,
    apply(doc, inserting) {
      const id = doc._id;
      const positions: Positions = {
        matched: (path) => matchedPosition(doc, path, options),
        passes: (name, element) => filters.get(name)?.(element) ?? false,
      };
      for (const step of order) {
        if (step.operator === '$setOnInsert' && !inserting) continue;
        for (const path of expandPath(doc, step.path, positions)) applyStep(doc, step, path, options);
      }
      return keepingId(id, doc);
    },
  };
}

function applyStep(doc: Doc, { operator, argument }: Step, path: Path, options: UpdateOptions): void {
  if (operator === '$rename') {
    const value = valueAt(doc, path);
    if (value === undefined) return;
    unsetAt(doc, path);
    setAt(doc, String(argument).split('.'), value);
    return;
  }
  const modifier = modifiers[operator === '$setOnInsert' ? '$set' : operator];
  const target = { field: path.join('.'), now: options.now, collation: options.collation };
  const result = modifier?.(valueAt(doc, path), argument, target);
  if (result === remove) unsetAt(doc, path);
  else if (result !== keep) setAt(doc, path, result);
}

function parseSteps(update: Doc): Step[] {
  const steps: Step[] = [];
  const taken: string[] = [];
  for (const [operator, changes] of Object.entries(update)) {
    if (!(operator in modifiers) && operator !== '$rename' && operator !== '$setOnInsert') {
      throw new CommandError(
        'FailedToParse',
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isPlainObject(changes)) {
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(changes)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${EJSON.stringify(changes)}}`,
      );
    }
    for (const [field, argument] of Object.entries(changes)) {
      reserve(taken, field);
      if (operator === '$rename') {
        if (typeof argument !== 'string')
          throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${field}`);
        reserve(taken, argument);
      }
      steps.push({ operator, path: field.split('.'), argument });
    }
  }
  return steps;
}

function reserve(taken: string[], field: string): void {
  const parts = field.split('.');
  if (parts.includes(''))
    throw new CommandError(56, `The update path '${field}' contains an empty field name, which is not allowed.`);
  if (parts[0]?.startsWith('$')) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${parts[0]}' in '${field}' is not allowed in the context of an update. Use $setField in a pipeline update.`,
    );
  }
  const other = taken.find((path) => path === field || path.startsWith(`${field}.`) || field.startsWith(`${path}.`));
  if (other !== undefined) {
    const at = other.length < field.length ? other : field;
    throw new CommandError(
      'ConflictingUpdateOperators',
      `Updating the path '${field}' would create a conflict at '${at}'`,
    );
  }
  taken.push(field);
}

/** Fields change, and new ones appear, in the order of their names; numeric parts by number. */
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    if (isPosition(x) && isPosition(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function compileArrayFilters(
  given: unknown,
  steps: Step[],
  options: EvaluationOptions,
): Map<string, (element: unknown) => boolean> {
  const filters = new Map<string, (element: unknown) => boolean>();
  if (given !== undefined && !Array.isArray(given))
    throw new CommandError('TypeMismatch', 'arrayFilters must be an array');
  for (const filter of given ?? []) {
    const name = isPlainObject(filter) ? filterName(filter) : undefined;
    if (name === undefined || !/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw new CommandError(
        'BadValue',
        `Error parsing array filter: the top-level field name must be one identifier that begins with a lowercase letter`,
      );
    }
    if (filters.has(name))
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    const matches = compileFilter(filter as Doc, options);
    filters.set(name, (element) => matches({ [name]: element }));
  }
  const used = new Set(
    steps.flatMap(({ path }) => path.filter((part) => part.startsWith('$[')).map((part) => part.slice(2, -1))),
  );
  for (const name of used) {
    if (name !== '' && !filters.has(name))
      throw new CommandError('BadValue', `No array filter found for identifier '${name}' in path`);
  }
  for (const name of filters.keys()) {
    if (!used.has(name))
      throw new CommandError('FailedToParse', `The array filter for identifier '${name}' was not used in the update`);
  }
  return filters;
}

function filterName(filter: Doc): string | undefined {
  const [first, value] = Object.entries(filter)[0] ?? [];
  if (first?.startsWith('$') && Array.isArray(value) && isPlainObject(value[0])) return filterName(value[0]);
  return first?.split('.')[0];
}

/** The first element of the array at `path` that the query's own conditions on it accept. */
function matchedPosition(doc: Doc, path: Path, { filter, ...options }: UpdateOptions): number {
  const array = valueAt(doc, path);
  if (!Array.isArray(array)) return -1;
  const field = path.join('.');
  for (const [key, condition] of conditionsUnder(filter, field)) {
    const rest = key === field ? 'v' : `v.${key.slice(field.length + 1)}`;
    const matches = compileFilter({ [rest]: condition }, options);
    const position = array.findIndex((element) => matches({ v: [element] }));
    if (position >= 0) return position;
  }
  return -1;
}

function conditionsUnder(filter: Doc, field: string): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, condition]): [string, unknown][] => {
    if ((key === '$and' || key === '$or') && Array.isArray(condition)) {
      return condition.flatMap((part) => (isPlainObject(part) ? conditionsUnder(part, field) : []));
    }
    return key === field || key.startsWith(`${field}.`) ? [[key, condition]] : [];
  });
}

function replacementOf(id: unknown, replacement: Doc): Doc {
  if (!('_id' in replacement)) return id === undefined ? { ...replacement } : { _id: id, ...replacement };
  return keepingId(id, { ...replacement });
}

function keepingId(id: unknown, doc: Doc): Doc {
  if (id === undefined || ('_id' in doc && equalValues(doc._id, id))) return doc;
  if (!('_id' in doc)) {
    const { ...rest } = doc;
    return { _id: id, ...rest };
  }
  throw new CommandError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}
