import { EJSON, Timestamp } from 'bson';
import { CommandError } from '../errors.ts';
import { add, isDouble, multiply, type Numeric } from './arithmetic.ts';
import { compareValues, equalValues } from './compare-values.ts';
import { pull, pullAll, push } from './update-arrays.ts';
import { arrayFor, keep, type Modifier, remove } from './update-modifier.ts';
import { isNumeric, isPlainObject, toNumber, typeName } from './values.ts';

/** One entry per update operator that looks at one field at a time. $rename and $setOnInsert are in compile-update. */
export const modifiers: Record<string, Modifier> = {
  $set: (_, argument) => argument,
  $unset: () => remove,
  $inc: (current, argument, { field }) => calculate('$inc', add, current, argument, field),
  $mul: (current, argument, { field }) => calculate('$mul', multiply, current, argument, field),
  $min: (current, argument) => (current === undefined || compareValues(argument, current) < 0 ? argument : keep),
  $max: (current, argument) => (current === undefined || compareValues(argument, current) > 0 ? argument : keep),
  $currentDate: (_, argument, { now }) => {
    const type = isPlainObject(argument) ? argument.$type : 'date';
    if (type === 'date') return now;
    if (type === 'timestamp') return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
    throw new CommandError('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'");
  },
  $bit: (current, argument, { field }) => bitwise(current, argument, field),
  $push: push,
  $addToSet: (current, argument, { field }) => {
    const array = arrayFor('$addToSet', current, field);
    const items = isPlainObject(argument) && '$each' in argument ? argument.$each : [argument];
    if (!Array.isArray(items))
      throw new CommandError('TypeMismatch', 'The argument to $each in $addToSet must be an array');
    const result = [...array];
    for (const item of items) if (!result.some((known) => equalValues(known, item))) result.push(item);
    return result;
  },
  $pull: pull,
  $pullAll: pullAll,
  $pop: (current, argument, { field }) => {
    const side = toNumber(argument);
    if (side !== 1 && side !== -1)
      throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(argument)}`);
    if (current === undefined) return keep;
    const array = arrayFor('$pop', current, field);
    return side === 1 ? array.slice(0, -1) : array.slice(1);
  },
};

function calculate(
  operator: string,
  operation: (a: Numeric, b: Numeric) => Numeric,
  current: unknown,
  argument: unknown,
  field: string,
): unknown {
  if (!isNumeric(argument)) {
    const verb = operator === '$inc' ? 'increment' : 'multiply';
    throw new CommandError(
      'TypeMismatch',
      `Cannot ${verb} with non-numeric argument: {${field}: ${EJSON.stringify(argument)}}`,
    );
  }
  if (current === undefined) return operator === '$inc' ? argument : operation(0, argument as Numeric);
  if (!isNumeric(current)) {
    throw new CommandError(
      'TypeMismatch',
      `Cannot apply ${operator} to a value of non-numeric type. The field '${field}' is of type ${typeName(current)}`,
    );
  }
  const result = operation(current as Numeric, argument as Numeric);
  const whole = !isDouble(current as Numeric) && !isDouble(argument as Numeric);
  if (whole && isDouble(result)) {
    throw new CommandError(
      'BadValue',
      `Failed to apply ${operator} operations to current value of '${field}': the result doesn't fit into a long`,
    );
  }
  return result;
}

function bitwise(current: unknown, argument: unknown, field: string): unknown {
  if (!isPlainObject(argument) || Object.keys(argument).length === 0) {
    throw new CommandError(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeName(argument)}: give {and|or|xor: <integer>}`,
    );
  }
  const start = current ?? 0;
  if (!isInteger(start)) {
    throw new CommandError(
      'BadValue',
      `Cannot apply $bit to a value of non-integral type: '${field}' is of type ${typeName(start)}`,
    );
  }
  let bits = BigInt(start);
  let long = typeof start === 'bigint';
  for (const [operation, operand] of Object.entries(argument)) {
    if (!isInteger(operand))
      throw new CommandError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)');
    long ||= typeof operand === 'bigint';
    if (operation === 'and') bits &= BigInt(operand);
    else if (operation === 'or') bits |= BigInt(operand);
    else if (operation === 'xor') bits ^= BigInt(operand);
    else
      throw new CommandError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}'`);
  }
  return long ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits));
}

function isInteger(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || typeName(value) === 'int';
}
