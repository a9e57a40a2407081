import { CommandError } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import { compileFilter } from '../query/filter.ts';
import { compileProjection } from '../query/project.ts';
import { type Doc, isNumeric, isPlainObject, toNumber, typeName } from '../query/values.ts';
import { addFields } from './add-fields.ts';
import { type Flow, map, PAUSE, type StageFactory } from './stage.ts';

/** Stages that look at one document at a time. */
export const shapeStages: Record<string, StageFactory> = {
  $match: (argument, { collation, variables }) => {
    if (!isPlainObject(argument)) throw new CommandError(15959, 'the match filter must be an expression in an object');
    const matches = compileFilter(argument, { collation, variables });
    return function* (input) {
      for (const item of input) if (item === PAUSE || matches(item)) yield item;
    };
  },
  $project: (argument, { collation, variables }) => {
    if (!isPlainObject(argument) || Object.keys(argument).length === 0)
      throw new CommandError(
        51272,
        'Invalid $project :: caused by :: projection specification must have at least one field',
      );
    const project = compileProjection(argument, { collation, variables });
    return (input) => map(input, project);
  },
  $addFields: (argument, { options }) => {
    const add = addFields(argument, options);
    return (input) => map(input, add);
  },
  $unset: (argument, { collation, variables }) => {
    const fields = Array.isArray(argument) ? argument : [argument];
    if (fields.length === 0 || !fields.every((field) => typeof field === 'string' && field !== '')) {
      throw new CommandError(31002, '$unset specification must be a string or an array of strings');
    }
    const project = compileProjection(Object.fromEntries(fields.map((field) => [field, false])), {
      collation,
      variables,
    });
    return (input) => map(input, project);
  },
  $replaceRoot: (argument, environment) => {
    if (!isPlainObject(argument) || !('newRoot' in argument))
      throw new CommandError(40231, "'newRoot' is a required field of $replaceRoot");
    return shapeStages.$replaceWith?.(argument.newRoot, environment) as ReturnType<StageFactory>;
  },
  $replaceWith: (argument, { options }) => {
    const evaluate = compileExpression(argument, options);
    return (input) =>
      map(input, (doc) => {
        const root = evaluate(doc);
        if (isPlainObject(root)) return root;
        throw new CommandError(
          40228,
          `'replacement document' expression must evaluate to an object, but resulting value was of type ${typeName(root)}`,
        );
      });
  },
  $limit: (argument) => {
    const limit = count('$limit', argument, 1);
    return function* (input) {
      let taken = 0;
      for (const item of input) {
        yield item;
        if (item !== PAUSE && ++taken === limit) return;
      }
    };
  },
  $skip: (argument) => {
    const skip = count('$skip', argument, 0);
    return function* (input) {
      let skipped = 0;
      for (const item of input) if (item === PAUSE || skipped++ >= skip) yield item;
    };
  },
  $count: (argument) => {
    if (typeof argument !== 'string' || argument === '' || argument.startsWith('$') || argument.includes('.')) {
      throw new CommandError(40156, 'the count field must be a non-empty string without $ and dots');
    }
    return function* (input) {
      let n = 0;
      for (const item of input) {
        if (item === PAUSE) yield item;
        else n += 1;
      }
      if (n > 0) yield { [argument]: n };
    };
  },
  $unwind: (argument) => {
    const { path, includeArrayIndex, preserveNullAndEmptyArrays } = isPlainObject(argument)
      ? argument
      : { path: argument };
    if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2)
      throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${String(path)}`);
    const [field, index] = [
      path.slice(1).split('.'),
      includeArrayIndex === undefined ? null : String(includeArrayIndex),
    ];
    return (input) => unwind(input, field, index, preserveNullAndEmptyArrays === true);
  },
};
shapeStages.$set = shapeStages.$addFields as StageFactory;

function* unwind(input: Flow, path: string[], index: string | null, preserve: boolean): Flow {
  for (const item of input) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    const value = path.reduce<unknown>((at, name) => (isPlainObject(at) ? at[name] : undefined), item);
    if (Array.isArray(value) && value.length > 0) {
      for (let i = 0; i < value.length; i++) yield placed(item, path, value[i], index, BigInt(i));
    } else if (value !== undefined && value !== null && !Array.isArray(value)) {
      yield placed(item, path, value, index, null);
    } else if (preserve) {
      yield placed(item, path, Array.isArray(value) ? undefined : value, index, null);
    }
  }
}

function placed(doc: Doc, path: string[], value: unknown, index: string | null, position: bigint | null): Doc {
  const result = replaced(doc, path, value);
  return index === null ? result : replaced(result, index.split('.'), position);
}

/** A copy of the document in which one path has another value; undefined removes it. */
function replaced(doc: Doc, [name, ...rest]: string[], value: unknown): Doc {
  const result = { ...doc };
  const key = name as string;
  const inner = doc[key];
  const next = rest.length === 0 ? value : replaced(isPlainObject(inner) ? inner : {}, rest, value);
  if (next === undefined) delete result[key];
  else result[key] = next;
  return result;
}

function count(name: string, argument: unknown, least: number): number {
  const number = toNumber(argument);
  if (!isNumeric(argument) || !Number.isInteger(number))
    throw new CommandError(5107201, `invalid argument to ${name} stage: Expected an integer`);
  if (number < least)
    throw new CommandError(
      15958,
      least === 1 ? 'the limit must be positive' : `invalid argument to ${name} stage: must be >= 0`,
    );
  return number;
}
