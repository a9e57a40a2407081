import { evalExpr } from 'mingo/core';
import type { Any, Options } from 'mingo/types';
import { add, divide, type Numeric } from '../query/arithmetic.ts';
import { double, isNumeric, isPlainObject, toNumber } from '../query/values.ts';
import { order } from './comparison.ts';
import { isNullish } from './operator.ts';

/** Takes the values of a group one by one. */
export interface Accumulator {
  take(value: unknown): void;
  result(): unknown;
  /** About how many bytes it holds, for the memory limit. */
  bytes?: number;
}

/** Accumulators that need not hold the documents of their group. */
export const accumulators: Record<string, (options: Options) => Accumulator> = {
  $sum: () => {
    let sum: Numeric = 0;
    return {
      take(value) {
        if (typeof value === 'number' && typeof sum === 'number') {
          const next = sum + value;
          sum = Number.isSafeInteger(next) && next <= 0x7fffffff && next >= -0x80000000 ? next : add(sum, value);
        } else if (isNumeric(value)) sum = add(sum, value as Numeric);
      },
      result: () => sum,
    };
  },
  $avg: () => {
    let [sum, count]: [Numeric, number] = [0, 0];
    return {
      take(value) {
        if (!isNumeric(value)) return;
        sum = add(sum, value as Numeric);
        count += 1;
      },
      result: () => (count === 0 ? null : divide(sum, count)),
    };
  },
  $min: (options) => extreme(options, -1),
  $max: (options) => extreme(options, 1),
  $first: () => {
    let first: unknown;
    let taken = false;
    return {
      take(value) {
        if (!taken) first = value ?? null;
        taken = true;
      },
      result: () => first,
    };
  },
  $last: () => {
    let last: unknown;
    return { take: (value) => (last = value ?? null), result: () => last } as Accumulator;
  },
  $push: () => {
    const accumulator: Accumulator & { items: unknown[] } = {
      items: [],
      bytes: 0,
      take(value) {
        if (value === undefined) return;
        accumulator.items.push(value);
        accumulator.bytes = (accumulator.bytes ?? 0) + sizeOf(value);
      },
      result: () => accumulator.items,
    };
    return accumulator;
  },
  $addToSet: (options) => {
    const items: unknown[] = [];
    const texts = new Set<unknown>();
    const accumulator: Accumulator = {
      bytes: 0,
      take(value) {
        if (value === undefined) return;
        if (typeof value === 'string' && !options.collation) {
          if (texts.has(value)) return;
          texts.add(value);
        } else if (items.some((item) => order(item, value, options) === 0)) return;
        items.push(value);
        accumulator.bytes = (accumulator.bytes ?? 0) + sizeOf(value);
      },
      result: () => items,
    };
    return accumulator;
  },
  $mergeObjects: () => {
    const merged: Record<string, unknown> = {};
    return { take: (value) => void (isPlainObject(value) && Object.assign(merged, value)), result: () => merged };
  },
  $stdDevPop: () => deviation(0),
  $stdDevSamp: () => deviation(1),
};

function extreme(options: Options, sign: 1 | -1): Accumulator {
  let best: unknown = null;
  return {
    take(value) {
      if (!isNullish(value) && (best === null || order(value, best, options) * sign > 0)) best = value;
    },
    result: () => best,
  };
}

/** Welford's method: stable where sums of squares are not. */
function deviation(freedom: 0 | 1): Accumulator {
  let [count, mean, squares] = [0, 0, 0];
  return {
    take(value) {
      if (!isNumeric(value)) return;
      count += 1;
      const delta = toNumber(value) - mean;
      mean += delta / count;
      squares += delta * (toNumber(value) - mean);
    },
    result: () => (count <= freedom ? null : double(Math.sqrt(squares / (count - freedom)))),
  };
}

/** A rough size in memory, bytes. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length * 2;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 32);
  if (isPlainObject(value)) {
    let size = 64;
    for (const key in value) size += 16 + sizeOf(value[key]);
    return size;
  }
  return typeof value === 'object' && value !== null ? 48 : 16;
}

/** The same accumulators for mingo, which calls them with a whole group or, as expressions, with an array of values. */
export const accumulatorOperators = Object.fromEntries(
  Object.entries(accumulators).map(([name, create]) => [
    name,
    (group: Any[], expression: Any, options: Options) => {
      const accumulator = create(options);
      for (const item of group) accumulator.take(expression === null ? item : evalExpr(item, expression, options));
      return accumulator.result();
    },
  ]),
);
