import { BSONRegExp } from 'bson';
import { CommandError } from '../errors.ts';
import type { EvaluationOptions } from './evaluation.ts';
import { compilePrepared, queryPredicates } from './predicates.ts';
import { compileRegex } from './regex.ts';
import { type Doc, isPlainObject } from './values.ts';

export type Matcher = (doc: Doc) => boolean;

export function compileFilter(filter: Doc, options: EvaluationOptions = {}): Matcher {
  if (Object.keys(filter).length === 0) return () => true;
  return compilePrepared(prepareFilter(filter), options);
}

const LOGICAL = new Set(['$and', '$or', '$nor']);
const IGNORED = new Set(['$comment']);
const REFUSED: Record<string, string> = {
  $text: 'text search',
  $where: 'server-side JavaScript',
  $near: 'geospatial queries',
  $nearSphere: 'geospatial queries',
  $geoWithin: 'geospatial queries',
  $geoIntersects: 'geospatial queries',
};

/** The filter with every regular expression compiled and comments removed; unknown operators are refused here. */
function prepareFilter(filter: Doc): Doc {
  const prepared: Doc = {};
  for (const [key, value] of Object.entries(filter)) {
    if (IGNORED.has(key)) continue;
    if (LOGICAL.has(key)) {
      if (!Array.isArray(value) || value.length === 0)
        throw new CommandError('BadValue', `${key} must be a nonempty array`);
      prepared[key] = value.map((branch) => {
        if (!isPlainObject(branch)) throw new CommandError('BadValue', `${key} entries must be objects`);
        return prepareFilter(branch);
      });
    } else if (key === '$expr' || key === '$jsonSchema') {
      prepared[key] = value;
    } else if (key === '$sampleRate') {
      throw new CommandError('NotImplemented', '$sampleRate is not supported by this server: use the $sample stage');
    } else if (key.startsWith('$')) {
      if (REFUSED[key])
        throw new CommandError('NotImplemented', `${key} needs ${REFUSED[key]}, which this server doesn't have`);
      throw new CommandError(
        'BadValue',
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
    } else {
      prepared[key] = prepareCondition(value);
    }
  }
  return prepared;
}

/** A field's condition as operators. */
function prepareCondition(value: unknown): Doc {
  if (!isPlainObject(value)) return { $eq: value };
  const operators = Object.keys(value);
  const first = operators[0];
  if (!first?.startsWith('$') || first === '$ref' || first === '$id' || first === '$db') return { $eq: value };
  const prepared: Doc = {};
  for (const operator of operators) {
    const argument = value[operator];
    if (operator === '$options') {
      if (!('$regex' in value)) throw new CommandError('BadValue', '$options needs a $regex');
    } else if (operator === '$regex') {
      const options = value.$options;
      prepared.$regex = compileRegex(argument, options === undefined ? undefined : String(options));
    } else if (operator === '$not') {
      if (!isPlainObject(argument) && !(argument instanceof BSONRegExp))
        throw new CommandError('BadValue', '$not needs a regex or a document');
      if (isPlainObject(argument) && !Object.keys(argument)[0]?.startsWith('$')) {
        throw new CommandError('BadValue', `unknown operator: ${Object.keys(argument)[0] ?? ''}`);
      }
      prepared[operator] = prepareCondition(argument);
    } else if (operator === '$elemMatch') {
      prepared[operator] = prepareElementMatch(argument);
    } else if (operator === '$all' && Array.isArray(argument)) {
      prepared[operator] = argument.map((item) =>
        isPlainObject(item) && '$elemMatch' in item ? { $elemMatch: prepareElementMatch(item.$elemMatch) } : item,
      );
    } else if (operator === '$comment') {
      // Says something to people only.
    } else if (REFUSED[operator]) {
      throw new CommandError(
        'NotImplemented',
        `${operator} needs ${REFUSED[operator]}, which this server doesn't have`,
      );
    } else if (operator in queryPredicates) {
      prepared[operator] = argument;
    } else {
      throw new CommandError('BadValue', `unknown operator: ${operator}`);
    }
  }
  return prepared;
}

function prepareElementMatch(criteria: unknown): unknown {
  if (!isPlainObject(criteria)) return criteria;
  const first = Object.keys(criteria)[0];
  if (first?.startsWith('$') && !LOGICAL.has(first) && first !== '$expr' && first !== '$jsonSchema')
    return prepareCondition(criteria);
  return prepareFilter(criteria);
}
