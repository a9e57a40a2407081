import { Binary, Decimal128, ObjectId, Timestamp } from 'bson';
import { evalExpr } from 'mingo/core';
import { CommandError } from '../errors.ts';
import { double, isInt32, isNumeric, isPlainObject, TYPE_NUMBERS, toNumber, typeName } from '../query/values.ts';
import { isNullish, type Operator, type Operators, truthy } from './operator.ts';
import { parseDate } from './parse-date.ts';

type Conversion = (value: unknown) => unknown;

const INT64 = 2 ** 63;

const conversions: Record<string, Conversion> = {
  double: (value) => double(typeof value === 'string' ? parsed(value, 'double') : plain(value, 'double')),
  int: (value) => {
    const number = typeof value === 'string' ? integerText(value, 'int') : Math.trunc(plain(value, 'int'));
    if (!isInt32(number + 0)) throw failure(value, 'int', 'Conversion would overflow target type');
    return number + 0;
  },
  long: (value) => {
    if (typeof value === 'bigint') return value;
    if (value instanceof Date) return BigInt(value.getTime());
    if (value instanceof Decimal128)
      return BigInt(
        value.toString().includes('E') ? Math.trunc(toNumber(value)) : value.toString().split('.')[0] || '0',
      );
    const number = typeof value === 'string' ? integerText(value, 'long') : Math.trunc(plain(value, 'long'));
    if (!(number >= -INT64 && number < INT64)) throw failure(value, 'long', 'Conversion would overflow target type');
    return typeof value === 'string' ? BigInt(value) : BigInt(number);
  },
  decimal: (value) => {
    if (value instanceof Decimal128) return value;
    try {
      if (typeof value === 'bigint') return Decimal128.fromString(String(value));
      if (typeof value === 'string') return Decimal128.fromString(value.trim());
    } catch {
      throw failure(value, 'decimal', 'Failed to parse number');
    }
    return Decimal128.fromString(String(plain(value, 'decimal')));
  },
  string: (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Date) return value.toISOString();
    if (value instanceof ObjectId) return value.toHexString();
    if (value instanceof Decimal128) return value.toString();
    if (value instanceof Binary)
      return value.sub_type === Binary.SUBTYPE_UUID ? value.toUUID().toString() : value.toString('base64');
    if (isNumeric(value)) return String(typeof value === 'bigint' ? value : toNumber(value));
    if (typeof value === 'boolean') return String(value);
    throw failure(value, 'string', 'Unsupported conversion');
  },
  bool: (value) => truthy(value),
  date: (value) => {
    if (value instanceof Date) return value;
    if (value instanceof ObjectId) return value.getTimestamp();
    if (value instanceof Timestamp) return new Date(value.getHighBits() * 1000);
    if (typeof value === 'string') return parseDate(value, undefined);
    if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value)));
    throw failure(value, 'date', 'Unsupported conversion');
  },
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value === 'string' && /^[0-9a-fA-F]{24}$/.test(value)) return new ObjectId(value);
    throw failure(value, 'objectId', 'Failed to parse objectId');
  },
};

export const conversionOperators: Operators = {
  $type: (doc, argument, options) => typeName(evalExpr(doc, argument, options)),
  $isNumber: (doc, argument, options) => isNumeric(evalExpr(doc, argument, options)),
  $toDouble: to('double'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toDecimal: to('decimal'),
  $toString: to('string'),
  $toBool: to('bool'),
  $toDate: to('date'),
  $toObjectId: to('objectId'),
  $convert: (doc, argument, options) => {
    if (!isPlainObject(argument) || !('input' in argument) || !('to' in argument)) {
      throw new CommandError('FailedToParse', '$convert expects an object of named arguments with input and to');
    }
    const input = evalExpr(doc, argument.input, options);
    if (isNullish(input)) return 'onNull' in argument ? evalExpr(doc, argument.onNull, options) : null;
    const target = evalExpr(doc, argument.to, options);
    const name = isPlainObject(target) ? target.type : target;
    const conversion = conversions[typeof name === 'string' ? name : (TYPE_NUMBERS[toNumber(name)] ?? '')];
    if (!conversion) throw new CommandError('BadValue', `Unknown type name: ${String(name)}`);
    try {
      return conversion(input);
    } catch (cause) {
      if ('onError' in argument && cause instanceof CommandError) return evalExpr(doc, argument.onError, options);
      throw cause;
    }
  },
};

function to(type: string): Operator {
  return (doc, argument, options) => {
    const value = evalExpr(doc, Array.isArray(argument) && argument.length === 1 ? argument[0] : argument, options);
    return isNullish(value) ? null : conversions[type]?.(value);
  };
}

function plain(value: unknown, target: string): number {
  if (isNumeric(value)) return toNumber(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date && target !== 'int') return value.getTime();
  throw failure(value, target, 'Unsupported conversion');
}

function parsed(text: string, target: string): number {
  const number = Number(text);
  if (text.trim() === '' || text !== text.trim() || Number.isNaN(number))
    throw failure(text, target, 'Failed to parse number');
  return number;
}

function integerText(text: string, target: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw failure(text, target, 'Failed to parse number');
  return Number(text);
}

function failure(value: unknown, target: string, reason: string): CommandError {
  return new CommandError(
    'ConversionFailure',
    `${reason} '${String(value)}' in $convert from ${typeName(value)} to ${target} with no onError value`,
  );
}
