import { Decimal128, Double } from 'bson';
import { evalExpr } from 'mingo/core';
import { CommandError } from '../errors.ts';
import { add, divide, isDouble, multiply, type Numeric, remainder, subtract } from '../query/arithmetic.ts';
import { fromDecimal, roundDecimal, toDecimal, truncateDecimal } from '../query/decimal.ts';
import { double, isInt32, isNumeric, toNumber, typeName } from '../query/values.ts';
import { evaluateAll, isNullish, type Operator, type Operators, onArguments } from './operator.ts';

/** Arithmetic with MongoDB's number types; a null or missing operand makes the result null. */
export const arithmeticOperators: Operators = {
  $add: (doc, argument, options) => {
    let sum: Numeric = 0;
    let dates = 0;
    for (const value of evaluateAll(doc, argument, options)) {
      if (isNullish(value)) return null;
      if (value instanceof Date) {
        if (++dates > 1) throw new CommandError(16612, 'only one date allowed in an $add expression');
        sum = add(sum, BigInt(value.getTime()));
      } else {
        sum = add(sum, number('$add', value));
      }
    }
    return dates > 0 ? new Date(Math.round(toNumber(sum))) : sum;
  },
  $subtract: onArguments('$subtract', 2, ([a, b]) => {
    if (isNullish(a) || isNullish(b)) return null;
    if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
    if (a instanceof Date) return new Date(a.getTime() - Math.round(toNumber(number('$subtract', b))));
    return subtract(number('$subtract', a), number('$subtract', b));
  }),
  $multiply: (doc, argument, options) => {
    let product: Numeric = 1;
    for (const value of evaluateAll(doc, argument, options)) {
      if (isNullish(value)) return null;
      product = multiply(product, number('$multiply', value));
    }
    return product;
  },
  $divide: both('$divide', divide),
  $mod: both('$mod', remainder),
  $abs: each('$abs', (value) => (toNumber(value) < 0 ? subtract(0, value) : value)),
  $ceil: each('$ceil', (value) => whole(value, Math.ceil)),
  $floor: each('$floor', (value) => whole(value, Math.floor)),
  $round: rounded('$round', roundDecimal),
  $trunc: rounded('$trunc', truncateDecimal),
  $sqrt: toDouble('$sqrt', (value) => {
    if (value < 0) throw new CommandError(28714, "$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(value);
  }),
  $exp: toDouble('$exp', Math.exp),
  $ln: toDouble('$ln', (value) => logarithm('$ln', Math.log(value), value)),
  $log10: toDouble('$log10', (value) => logarithm('$log10', Math.log10(value), value)),
  $log: onArguments('$log', 2, ([value, base]) => {
    if (isNullish(value) || isNullish(base)) return null;
    const [x, b] = [toNumber(number('$log', value)), toNumber(number('$log', base))];
    return double(logarithm('$log', Math.log(x) / Math.log(b), x));
  }),
  $pow: onArguments('$pow', 2, ([base, exponent]) => {
    if (isNullish(base) || isNullish(exponent)) return null;
    const [b, e] = [number('$pow', base), number('$pow', exponent)];
    const result = toNumber(b) ** toNumber(e);
    if (isDouble(b) || isDouble(e) || b instanceof Decimal128 || e instanceof Decimal128 || !Number.isInteger(result))
      return double(result);
    return isInt32(result) ? result : Number.isSafeInteger(result) ? BigInt(result) : double(result);
  }),
};

function number(operator: string, value: unknown): Numeric {
  if (isNumeric(value)) return value as Numeric;
  throw new CommandError('TypeMismatch', `${operator} only supports numeric types, not ${typeName(value)}`);
}

function both(name: string, operation: (a: Numeric, b: Numeric) => Numeric): Operator {
  return onArguments(name, 2, ([a, b]) =>
    isNullish(a) || isNullish(b) ? null : operation(number(name, a), number(name, b)),
  );
}

function each(name: string, operation: (value: Numeric) => unknown): Operator {
  return onArguments(name, 1, ([value]) => (isNullish(value) ? null : operation(number(name, value))));
}

function toDouble(name: string, operation: (value: number) => number): Operator {
  return each(name, (value) => double(operation(toNumber(value))));
}

function whole(value: Numeric, operation: (value: number) => number): Numeric {
  if (value instanceof Decimal128) {
    const decimal = toDecimal(value);
    return decimal ? Decimal128.fromString(String(operation(toNumber(value)))) : value;
  }
  return isDouble(value) ? double(operation(toNumber(value))) : value;
}

function rounded(name: string, operation: typeof roundDecimal): Operator {
  return (doc, argument, options) => {
    const [value, places = 0] = evaluateAll(doc, argument, options);
    if (isNullish(value) || places === null) return null;
    const digits = toNumber(places);
    if (!Number.isInteger(digits) || digits < -20 || digits > 100)
      throw new CommandError(
        51082,
        `cannot apply ${name} with precision value ${digits}: use an integer from -20 to 100`,
      );
    const given = number(name, value);
    const decimal =
      given instanceof Double || typeof given === 'number' ? exactDecimal(toNumber(given)) : toDecimal(given);
    if (!decimal) return given;
    const result = operation(decimal, digits);
    if (given instanceof Decimal128) return fromDecimal(result);
    const plain = Number(`${result.coefficient}e${result.exponent}`);
    if (isDouble(given)) return double(plain);
    return isInt32(plain) ? plain : BigInt(plain);
  };
}

/** The shortest decimal that names the double: 2.675 rounds as people read it, half to even. */
function exactDecimal(value: number): ReturnType<typeof toDecimal> {
  return Number.isFinite(value) ? toDecimal(Decimal128.fromString(String(value))) : null;
}

function logarithm(name: string, result: number, of: number): number {
  if (of <= 0) throw new CommandError(28766, `${name}'s argument must be a positive number, but is ${of}`);
  return result;
}

/** For operators that mingo evaluates on plain numbers: arguments unwrapped, and the result a double again if asked. */
export function onPlainNumbers(operator: Operator, result: 'as is' | 'double'): Operator {
  return (doc, argument, options) => {
    const args = Array.isArray(argument)
      ? argument.map((part) => literal(evalExpr(doc, part, options)))
      : literal(evalExpr(doc, argument, options));
    const value = operator(doc, args, options);
    return result === 'double' && typeof value === 'number' ? double(value) : value;
  };
}

function literal(value: unknown): unknown {
  return { $literal: isNumeric(value) ? toNumber(value) : value };
}
