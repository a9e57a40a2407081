import { ObjectId, Timestamp } from 'bson';
import { evalExpr } from 'mingo/core';
import { CommandError } from '../errors.ts';
import { isNumeric, isPlainObject, toNumber, typeName } from '../query/values.ts';
import { addUnits, dayOfYear, differenceIn, isoWeek, isUnit, truncateTo, weekOfYear } from './calendar.ts';
import { formatDate } from './format-date.ts';
import { evaluateNamed, isNullish, type Operator, type Operators } from './operator.ts';
import { parseDate } from './parse-date.ts';
import { fromLocal, toLocal, zoneOf } from './time-zone.ts';

/** Date operators with IANA zones and MongoDB's calendar rules, in place of mingo's. */
export const dateOperators: Operators = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $isoDayOfWeek: part((local) => local.getUTCDay() || 7),
  $week: part(weekOfYear),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part((local) => BigInt(isoWeek(local).year)),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $dateTrunc: (doc, argument, options) => {
    const { date, unit, binSize, timezone, startOfWeek } = evaluateNamed('$dateTrunc', doc, argument, options);
    if (isNullish(date) || isNullish(unit) || timezone === null || binSize === null) return null;
    const size = binSize === undefined ? 1 : toNumber(binSize);
    if (!Number.isInteger(size) || size <= 0)
      throw new CommandError(5439017, '$dateTrunc requires binSize to be a positive integer');
    const zone = zoneOf(timezone);
    return fromLocal(truncateTo(toLocal(dateOf(date), zone).getTime(), unitOf(unit), size, startOfWeek), zone);
  },
  $dateAdd: shifted('$dateAdd', 1),
  $dateSubtract: shifted('$dateSubtract', -1),
  $dateDiff: (doc, argument, options) => {
    const { startDate, endDate, unit, timezone, startOfWeek } = evaluateNamed('$dateDiff', doc, argument, options);
    if (isNullish(startDate) || isNullish(endDate) || isNullish(unit) || timezone === null) return null;
    const zone = zoneOf(timezone);
    const [start, end] = [toLocal(dateOf(startDate), zone).getTime(), toLocal(dateOf(endDate), zone).getTime()];
    return BigInt(differenceIn(start, end, unitOf(unit), startOfWeek));
  },
  $dateToString: (doc, argument, options) => {
    const { date, format, timezone, onNull } = evaluateNamed('$dateToString', doc, argument, options);
    if (isNullish(date)) return onNull ?? null;
    if (timezone === null || format === null) return null;
    const zone = zoneOf(timezone);
    const instant = dateOf(date);
    const pattern =
      format === undefined
        ? `%Y-%m-%dT%H:%M:%S.%L${timezone === undefined || timezone === 'UTC' ? 'Z' : ''}`
        : String(format);
    return formatDate(toLocal(instant, zone), pattern, zone.offsetAt(instant.getTime()) / 60_000);
  },
  $dateFromString: (doc, argument, options) => {
    if (!isPlainObject(argument))
      throw new CommandError(40540, '$dateFromString only supports an object as an argument');
    const text = evalExpr(doc, argument.dateString, options);
    if (isNullish(text)) return 'onNull' in argument ? evalExpr(doc, argument.onNull, options) : null;
    const [zone, format] = [evalExpr(doc, argument.timezone, options), evalExpr(doc, argument.format, options)];
    try {
      if (typeof text !== 'string')
        throw new CommandError(
          'ConversionFailure',
          `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`,
        );
      return parseDate(text, zone, isNullish(format) ? undefined : String(format));
    } catch (cause) {
      if ('onError' in argument && cause instanceof CommandError && cause.codeName === 'ConversionFailure')
        return evalExpr(doc, argument.onError, options);
      throw cause;
    }
  },
  $dateToParts: (doc, argument, options) => {
    const { date, timezone, iso8601 } = evaluateNamed('$dateToParts', doc, argument, options);
    if (isNullish(date) || timezone === null) return null;
    const local = toLocal(dateOf(date), zoneOf(timezone));
    const time = {
      hour: local.getUTCHours(),
      minute: local.getUTCMinutes(),
      second: local.getUTCSeconds(),
      millisecond: local.getUTCMilliseconds(),
    };
    if (iso8601 === true) {
      const { year, week } = isoWeek(local);
      return { isoWeekYear: year, isoWeek: week, isoDayOfWeek: local.getUTCDay() || 7, ...time };
    }
    return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), ...time };
  },
  $dateFromParts: (doc, argument, options) => {
    const given = evaluateNamed('$dateFromParts', doc, argument, options);
    if (Object.values(given).some((value) => value === null)) return null;
    const number = (name: string, otherwise: number) => (given[name] === undefined ? otherwise : toNumber(given[name]));
    const time = [number('hour', 0), number('minute', 0), number('second', 0), number('millisecond', 0)] as const;
    const zone = zoneOf(given.timezone);
    if (given.isoWeekYear !== undefined) {
      const fourth = new Date(Date.UTC(number('isoWeekYear', 1970), 0, 4));
      const day = 4 - (fourth.getUTCDay() || 7) + (number('isoWeek', 1) - 1) * 7 + number('isoDayOfWeek', 1);
      return fromLocal(Date.UTC(number('isoWeekYear', 1970), 0, day, ...time), zone);
    }
    return fromLocal(Date.UTC(number('year', 1970), number('month', 1) - 1, number('day', 1), ...time), zone);
  },
};

function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.getHighBits() * 1000);
  throw new CommandError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

function unitOf(unit: unknown): string {
  if (typeof unit !== 'string' || !isUnit(unit))
    throw new CommandError('FailedToParse', `unknown time unit value: ${String(unit)}`);
  return unit;
}

/** Operators that take a date, or `{date, timezone}`. */
function part(read: (local: Date) => unknown): Operator {
  return (doc, argument, options) => {
    const named =
      isPlainObject(argument) && 'date' in argument
        ? argument
        : { date: Array.isArray(argument) ? argument[0] : argument };
    const date = evalExpr(doc, named.date, options);
    const zone = 'timezone' in named ? evalExpr(doc, named.timezone, options) : undefined;
    if (isNullish(date) || zone === null) return null;
    return read(toLocal(dateOf(date), zoneOf(zone)));
  };
}

function shifted(name: string, sign: 1 | -1): Operator {
  return (doc, argument, options) => {
    const { startDate, unit, amount, timezone } = evaluateNamed(name, doc, argument, options);
    if (isNullish(startDate) || isNullish(unit) || isNullish(amount) || timezone === null) return null;
    const steps = toNumber(amount) * sign;
    if (!isNumeric(amount) || !Number.isInteger(steps))
      throw new CommandError(5166405, `${name} expects integer amount of time units`);
    const start = dateOf(startDate);
    // Hours and shorter pass on the clock of the world, days and longer on the clock on the wall.
    if (['hour', 'minute', 'second', 'millisecond'].includes(unitOf(unit)))
      return new Date(addUnits(start.getTime(), unitOf(unit), steps));
    const zone = zoneOf(timezone);
    return fromLocal(addUnits(toLocal(start, zone).getTime(), unitOf(unit), steps), zone);
  };
}
