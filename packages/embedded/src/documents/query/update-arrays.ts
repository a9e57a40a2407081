import { CommandError } from '../errors.ts';
import { compareValues, equalValues } from './compare-values.ts';
import { compileFilter } from './filter.ts';
import { compileSort } from './sort.ts';
import { arrayFor, keep, type Modifier } from './update-modifier.ts';
import { type Doc, isNumeric, isPlainObject, toNumber } from './values.ts';

const MODIFIERS = new Set(['$each', '$slice', '$sort', '$position']);

/** $push with $each, $position, then $sort, then $slice, in that order whatever their order in the request. */
export const push: Modifier = (current, argument, { field }) => {
  const array = [...arrayFor('$push', current, field)];
  if (!isPlainObject(argument) || !('$each' in argument)) {
    array.push(argument);
    return array;
  }
  for (const key of Object.keys(argument)) {
    if (!MODIFIERS.has(key)) throw new CommandError('BadValue', `Unrecognized clause in $push: ${key}`);
  }
  const { $each: items, $position: position, $sort: sort, $slice: slice } = argument;
  if (!Array.isArray(items))
    throw new CommandError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${typeof items}`,
    );
  const at = position === undefined ? array.length : whole('$position', position);
  array.splice(at < 0 ? Math.max(0, array.length + at) : at, 0, ...items);
  if (sort !== undefined) array.sort(elementOrder(sort));
  if (slice !== undefined) {
    const size = whole('$slice', slice);
    return size === 0 ? [] : size < 0 ? array.slice(size) : array.slice(0, size);
  }
  return array;
};

export const pull: Modifier = (current, argument, { field, collation }) => {
  if (current === undefined) return keep;
  if (!Array.isArray(current))
    throw new CommandError('BadValue', `Cannot apply $pull to a non-array value: '${field}'`);
  const matches = elementTest(argument, collation);
  return current.filter((item) => !matches(item));
};

export const pullAll: Modifier = (current, argument, { field }) => {
  if (!Array.isArray(argument)) throw new CommandError('BadValue', '$pullAll requires an array argument');
  if (current === undefined) return keep;
  if (!Array.isArray(current))
    throw new CommandError('BadValue', `Cannot apply $pullAll to a non-array value: '${field}'`);
  return current.filter((item) => !argument.some((other) => equalValues(item, other)));
};

function elementTest(argument: unknown, collation: Doc | undefined): (item: unknown) => boolean {
  const operators = isPlainObject(argument) && Object.keys(argument)[0]?.startsWith('$');
  if (isPlainObject(argument) && !operators) {
    const filter = compileFilter(argument, { collation });
    return (item) => isPlainObject(item) && filter(item);
  }
  const filter = compileFilter({ v: operators ? argument : { $eq: argument } }, { collation });
  return (item) => filter({ v: item });
}

function elementOrder(sort: unknown): (a: unknown, b: unknown) => number {
  if (isPlainObject(sort)) {
    const compare = compileSort(sort);
    return (a, b) => compare(isPlainObject(a) ? a : {}, isPlainObject(b) ? b : {});
  }
  const direction = toNumber(sort);
  if (direction !== 1 && direction !== -1)
    throw new CommandError('BadValue', 'The $sort element value must be either 1 or -1');
  return (a, b) => compareValues(a, b) * direction;
}

function whole(clause: string, value: unknown): number {
  const number = toNumber(value);
  if (!isNumeric(value) || !Number.isInteger(number)) {
    throw new CommandError(
      'BadValue',
      `The value for ${clause} must be an integer value but was given type: ${typeof value}`,
    );
  }
  return number;
}
