import type { DecimalSeparator } from './dialect.ts';
import { currencyOf } from './normalise-header.ts';
import { type MetricAnswer, readMetric } from './read-metric.ts';

const BEFORE = /^(-?)\s*(\p{Sc}|[A-Z]{1,2}\$|[A-Z]{3}|kr\.?|Rp\.?|Rs\.?|Fr\.?)\s*(?=[\d-])/u;
const AFTER = /(?<=\d)\s*(\p{Sc}|[A-Z]{3}|zł|Kč|Ft|kr\.?)$/u;
const NEGATIVE = /^\((.+)\)$/;

/**
 * An amount in two: the number alone, and what it says about its currency. `€1,234.56`, `1.234,56 €`, `12.50 USD`; and
 * `(4.10)`, by which accountants write what is below zero.
 */
export function splitAmount(cell: string): { number: string; currency: string | null } {
  const inner = NEGATIVE.exec(cell)?.[1]?.trim();
  const text = inner ?? cell;
  const [, minus = '', before] = BEFORE.exec(text) ?? [];
  const [, after] = AFTER.exec(text) ?? [];
  const bare = text.replace(BEFORE, minus).replace(AFTER, '').trim();
  const sign = before ?? after;
  return { number: inner === undefined ? bare : `-${bare}`, currency: sign === undefined ? null : currencyOf(sign) };
}

/** An amount of a column whose currency is known: one that names another currency is no number of it. */
export function readAmount(cell: string, currency: string | null, separator: DecimalSeparator | null): MetricAnswer {
  const plainly = readMetric(cell, 'money', separator);
  if (plainly.ok || plainly.code !== 'bad_number') return plainly;
  const { number, currency: named } = splitAmount(cell.trim());
  if (named !== null && currency !== null && named !== currency) {
    return { ok: false, code: 'bad_number', message: `An amount in ${named}, where amounts are in ${currency}.` };
  }
  return readMetric(number, 'money', separator);
}
