import { isReportedMetric, normaliseDecimal, type ReportedValues, reportedMetrics } from '@songtrackpro/contracts';
import { Decimal128, Long } from 'mongodb';
import type { StoredNumber } from './documents.ts';

function storedNumber(id: keyof typeof reportedMetrics, value: string | number): StoredNumber {
  if (reportedMetrics[id].unit !== 'count') return Decimal128.fromString(normaliseDecimal(String(value)));
  const count = Number(value);
  if (!Number.isSafeInteger(count)) throw new RangeError(`${id} is a count and cannot be ${value}`);
  return Long.fromNumber(count);
}

/** Numbers for the store: counts as 64-bit integers, money and other decimals exact and in their shortest form. */
export function toStored(values: ReportedValues): Record<string, StoredNumber> {
  const stored: Record<string, StoredNumber> = {};
  for (const [id, value] of Object.entries(values)) {
    if (!isReportedMetric(id) || value === undefined) continue;
    stored[id] = value === null ? null : storedNumber(id, value);
  }
  return stored;
}

/** The same numbers as they come back from the store, without the way there: a repetition is seen by its text. */
export function normaliseValues(values: ReportedValues): ReportedValues {
  const normal: ReportedValues = {};
  for (const [id, value] of Object.entries(values)) {
    if (!isReportedMetric(id) || value === undefined) continue;
    const isCount = reportedMetrics[id].unit === 'count';
    normal[id] = value === null ? null : isCount ? Number(value) : normaliseDecimal(value);
  }
  return normal;
}

/** Numbers from the store as they are on the wire. */
export function fromStored(stored: Record<string, StoredNumber>): ReportedValues {
  const values: ReportedValues = {};
  for (const [id, value] of Object.entries(stored)) {
    if (!isReportedMetric(id)) continue;
    if (value === null) values[id] = null;
    else values[id] = value instanceof Decimal128 ? plainDecimal(value.toString()) : value.toNumber();
  }
  return values;
}

/** Decimal128 prints small and large numbers with an exponent; the wire never does. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?E([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Any number of an answer: exact decimals stay exact, whole numbers are 64-bit integers, other quotients doubles. */
export function toStoredValue(value: string | number | null): Decimal128 | Long | number | null {
  if (typeof value === 'string') return Decimal128.fromString(value);
  return Number.isSafeInteger(value) ? Long.fromNumber(value ?? 0) : value;
}

/** The same as it was answered. */
export function fromStoredValue(value: Decimal128 | Long | number | null): string | number | null {
  if (value instanceof Decimal128) return plainDecimal(value.toString());
  return value instanceof Long ? value.toNumber() : value;
}
