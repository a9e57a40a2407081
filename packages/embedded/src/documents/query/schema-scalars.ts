import { CommandError } from '../errors.ts';
import { type Numeric, remainder } from './arithmetic.ts';
import { compareValues, equalValues } from './compare-values.ts';
import type { Keyword } from './json-schema.ts';
import { compileRegex } from './regex.ts';
import { type Doc, isNumeric, TYPE_NUMBERS, toNumber, typeName } from './values.ts';

/** The answer of nearly every check, which is asked for every field that is written. */
export const NOTHING: Doc[] = [];

const JSON_TYPES: Record<string, string[]> = {
  object: ['object'],
  array: ['array'],
  number: ['int', 'long', 'double', 'decimal'],
  boolean: ['bool'],
  string: ['string'],
  null: ['null'],
};

const BSON_TYPES: Record<string, string[]> = {
  ...Object.fromEntries(Object.values(TYPE_NUMBERS).map((name) => [name, [name]])),
  number: ['int', 'long', 'double', 'decimal'],
};

/** Keywords on a value itself: types, enum, numbers and strings. Each applies only to values of its own kind. */
export const scalarKeywords: Record<string, Keyword> = {
  bsonType: (argument) => typeCheck('bsonType', argument, BSON_TYPES),
  type: (argument) => typeCheck('type', argument, JSON_TYPES),
  enum: (argument) => {
    if (!Array.isArray(argument) || argument.length === 0)
      throw new CommandError('TypeMismatch', "$jsonSchema keyword 'enum' must be a non-empty array");
    const texts = new Set<unknown>(argument.filter((option) => typeof option === 'string'));
    return (value) =>
      texts.has(value) || argument.some((option) => equalValues(option, value))
        ? NOTHING
        : [failure('enum', argument, 'value was not found in enum', value)];
  },
  minimum: (argument, schema) => {
    const exclusive = schema.exclusiveMinimum === true;
    const ok = (order: number) => (exclusive ? order > 0 : order >= 0);
    return numeric('minimum', argument, (value) => ok(compareValues(value, argument)), schema);
  },
  maximum: (argument, schema) => {
    const exclusive = schema.exclusiveMaximum === true;
    const ok = (order: number) => (exclusive ? order < 0 : order <= 0);
    return numeric('maximum', argument, (value) => ok(compareValues(value, argument)), schema);
  },
  exclusiveMinimum: (argument, schema) => bounded('exclusiveMinimum', argument, 'minimum', schema),
  exclusiveMaximum: (argument, schema) => bounded('exclusiveMaximum', argument, 'maximum', schema),
  multipleOf: (argument, schema) =>
    numeric(
      'multipleOf',
      argument,
      (value) =>
        argument === 1 && typeof value === 'number'
          ? Number.isInteger(value)
          : toNumber(remainder(value, argument as Numeric)) === 0,
      schema,
    ),
  minLength: (argument) => {
    const least = toNumber(argument);
    return text('minLength', argument, (value) => codePoints(value) >= least);
  },
  maxLength: (argument) => {
    const most = toNumber(argument);
    // A code point takes one unit or two.
    return text('maxLength', argument, (value) => value.length <= most || codePoints(value) <= most);
  },
  pattern: (argument) => {
    const pattern = compileRegex(argument);
    return text('pattern', argument, (value) => pattern.test(value));
  },
};

const codePoints = (text: string) => [...text].length;

export function failure(operator: string, argument: unknown, reason: string, value: unknown): Doc {
  return { operatorName: operator, specifiedAs: { [operator]: argument }, reason, consideredValue: value };
}

function typeCheck(operator: string, argument: unknown, known: Record<string, string[]>): ReturnType<Keyword> {
  const names = Array.isArray(argument) ? argument : [argument];
  const types = new Set(
    names.flatMap((name) => {
      const found = known[String(name)];
      if (found) return found;
      if (name === 'integer')
        throw new CommandError('FailedToParse', "$jsonSchema type 'integer' is not currently supported.");
      throw new CommandError('BadValue', `Unknown type name alias: ${String(name)}`);
    }),
  );
  return (value) => {
    const type = typeName(value);
    if (types.has(type)) return NOTHING;
    return [{ ...failure(operator, argument, 'type did not match', value), consideredType: type }];
  };
}

function numeric(
  operator: string,
  argument: unknown,
  holds: (value: Numeric) => boolean,
  schema: Doc,
): ReturnType<Keyword> {
  if (!isNumeric(argument))
    throw new CommandError('TypeMismatch', `$jsonSchema keyword '${operator}' must be a number`);
  const exclusive = operator === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  const specifiedAs = {
    [operator]: argument,
    ...(schema[exclusive] === true && operator !== 'multipleOf' ? { [exclusive]: true } : {}),
  };
  const reason =
    operator === 'multipleOf' ? 'considered value is not a multiple of the specified value' : 'comparison failed';
  return (value) =>
    !isNumeric(value) || holds(value as Numeric)
      ? NOTHING
      : [{ operatorName: operator, specifiedAs, reason, consideredValue: value }];
}

function bounded(operator: string, argument: unknown, partner: string, schema: Doc): null {
  if (typeof argument !== 'boolean')
    throw new CommandError('TypeMismatch', `$jsonSchema keyword '${operator}' must be a boolean`);
  if (!(partner in schema))
    throw new CommandError(
      'FailedToParse',
      `$jsonSchema keyword '${partner}' must be a present if ${operator} is present`,
    );
  return null;
}

function text(operator: string, argument: unknown, holds: (value: string) => boolean): ReturnType<Keyword> {
  const reason =
    operator === 'pattern' ? 'regular expression did not match' : 'specified string length was not satisfied';
  return (value) =>
    typeof value !== 'string' || holds(value) ? NOTHING : [failure(operator, argument, reason, value)];
}
