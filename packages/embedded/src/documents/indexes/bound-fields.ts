import { BSONRegExp, EJSON } from 'bson';
import { typeRank } from '../query/compare-values.ts';
import { type Doc, isPlainObject, toNumber } from '../query/values.ts';
import { afterPrefix, KeyWriter } from './encode-key.ts';

/** Encoded keys from `from` up to, not including, `to`; `point` when they are one value's. */
export interface Interval {
  from: Buffer;
  to: Buffer;
  point: boolean;
}

/** What one predicate says about one field. */
export interface Bound {
  intervals: Interval[];
  /** Whether a string (alone or inside) takes part, so that a collation matters. */
  textual: boolean;
  /** Whether missing or null could lie within. */
  nullable: boolean;
  equality: boolean;
}

export interface Analysis {
  /** Bounds that all hold, by field. */
  fields: Map<string, Bound[]>;
  /** Whether the bounds say everything that the filter says (where no array is met). */
  complete: boolean;
}

const writer = new KeyWriter();
const END = Buffer.from([0xff]);

/** Turns the conjunctive part of a filter into key intervals; what can't be one leaves `complete` false. */
export function analyzeFilter(filter: Doc, fold?: (text: string) => string): Analysis {
  const analysis: Analysis = { fields: new Map(), complete: true };
  visit(filter, analysis, fold);
  return analysis;
}

function visit(filter: Doc, analysis: Analysis, fold: ((text: string) => string) | undefined): void {
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isPlainObject(branch)) visit(branch, analysis, fold);
    } else if (field === '$comment') {
      // Says something to people only.
    } else if (field.startsWith('$')) {
      analysis.complete = false;
    } else if (isOperators(condition)) {
      for (const [operator, argument] of Object.entries(condition)) {
        add(analysis, field, boundOf(operator, argument, fold));
      }
    } else {
      add(analysis, field, boundOf('$eq', condition, fold));
    }
  }
}

function isOperators(condition: unknown): condition is Doc {
  if (!isPlainObject(condition)) return false;
  const first = Object.keys(condition)[0];
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}

function add(analysis: Analysis, field: string, bound: Bound | null): void {
  if (!bound || bound.nullable) analysis.complete = false;
  if (!bound) return;
  const bounds = analysis.fields.get(field);
  if (bounds) bounds.push(bound);
  else analysis.fields.set(field, [bound]);
}

function boundOf(operator: string, value: unknown, fold?: (text: string) => string): Bound | null {
  switch (operator) {
    case '$eq':
      return equality([value], fold);
    case '$in':
      return Array.isArray(value) ? equality(value, fold) : null;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(operator, value);
    default:
      return null;
  }
}

function equality(values: unknown[], fold?: (text: string) => string): Bound | null {
  const intervals: Interval[] = [];
  let [textual, nullable] = [false, false];
  for (const value of values) {
    if (Array.isArray(value) || value instanceof BSONRegExp || value instanceof RegExp || value === undefined)
      return null;
    textual ||= isTextual(value);
    nullable ||= value === null;
    intervals.push(pointAt(fold && typeof value === 'string' ? fold(value) : value));
  }
  return { intervals: union(intervals), textual, nullable, equality: true };
}

function pointAt(value: unknown): Interval {
  const from = writer.write(value).take();
  return { from, to: afterPrefix(from) ?? END, point: true };
}

function range(operator: string, value: unknown): Bound | null {
  const rank = typeRank(value);
  if (rank <= 5 || rank === 127 || rank === 25 || value instanceof BSONRegExp) return null;
  const numeric = rank === 10;
  if (numeric && Number.isNaN(toNumber(value))) return null;
  const { from, to } = pointAt(value);
  const first = numeric ? pointAt(Number.NaN).to : writer.rank(rank).take();
  const last = writer.rank(rank + 1).take();
  const interval = {
    $gt: { from: to, to: last },
    $gte: { from, to: last },
    $lt: { from: first, to: from },
    $lte: { from: first, to },
  }[operator] as { from: Buffer; to: Buffer };
  return { intervals: [{ ...interval, point: false }], textual: isTextual(value), nullable: false, equality: false };
}

function isTextual(value: unknown): boolean {
  return typeof value === 'string' || (typeRank(value) === 20 && EJSON.stringify(value).includes('"'));
}

/** In key order, without duplicates. */
function union(points: Interval[]): Interval[] {
  const sorted = points.sort((a, b) => Buffer.compare(a.from, b.from));
  return sorted.filter((interval, i) => i === 0 || !interval.from.equals((sorted[i - 1] as Interval).from));
}

export function intersect(a: Interval[], b: Interval[]): Interval[] {
  const result: Interval[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] as Interval, b[j] as Interval];
    const from = Buffer.compare(x.from, y.from) >= 0 ? x.from : y.from;
    const to = Buffer.compare(x.to, y.to) <= 0 ? x.to : y.to;
    if (Buffer.compare(from, to) < 0) result.push({ from, to, point: x.point || y.point });
    if (Buffer.compare(x.to, y.to) <= 0) i += 1;
    else j += 1;
  }
  return result;
}

/** The same values in a descending column: complemented bytes, ends swapped. */
export function descending(intervals: Interval[]): Interval[] {
  return intervals
    .map(({ from, to, point }) => ({
      from: point ? complement(from) : (afterPrefix(complement(to)) ?? END),
      to: afterPrefix(complement(from)) ?? END,
      point,
    }))
    .reverse();
}

function complement(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => ~byte & 0xff));
}
