import { normaliseDecimal, type ReportedMetric } from '@songtrackpro/contracts';
import type { DecimalSeparator } from './dialect.ts';
import { parseNumber, wholeNumberEvidence } from './parse-number.ts';
import type { RowErrorCode } from './parsed-row.ts';

export type MetricAnswer = { ok: true; value: number | string } | { ok: false; code: RowErrorCode; message: string };

const WHOLE = /^\d{1,15}$/;
const CANONICAL = /^(?:0|[1-9]\d{0,15})(?:\.\d{0,15}[1-9])?$/;
/** How programs write an amount far below a cent. With a positive exponent digits would be lost. */
const TINY = /^(-?)(\d)(?:[.,](\d+))?e-0*([1-9]\d?)$/i;
const CLOCK = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/;

const messages: Partial<Record<RowErrorCode, string>> = {
  bad_number: 'Not a number.',
  ambiguous_number:
    'Could be a thousand or a fraction, and nothing in the file decides it: say the decimal separator (`decimalSeparator`).',
  number_too_long: 'Longer than the 34 digits that the ledger keeps.',
  fractional_count: 'A count must be a whole number.',
  negative_value: "A count can't be below 0.",
};

/** True for the cells by which Ads Manager and spreadsheets say "nothing known"; 0 is not among them. */
export function isBlank(cell: string): boolean {
  return cell === '' || /^\s*(?:|[-\u2013\u2014]{1,2}|n\/a)\s*$/i.test(cell);
}

/** Value of a cell that isn't blank: counts as numbers, everything else as exact decimal text. */
export function readMetric(
  cell: string,
  unit: ReportedMetric['unit'],
  separator: DecimalSeparator | null,
): MetricAnswer {
  if (unit === 'count') return WHOLE.test(cell) ? { ok: true, value: Number(cell) } : readCount(cell.trim(), separator);
  if (separator !== ',' && CANONICAL.test(cell) && (separator === '.' || !/\.\d{3}$/.test(cell))) {
    return { ok: true, value: cell };
  }
  const text = unit === 'seconds' ? clockToSeconds(cell.trim()) : cell.trim();
  const number = TINY.test(text) ? parseNumber(text.replace(TINY, writtenOut), '.') : parseNumber(text, separator);
  return number.ok ? { ok: true, value: normaliseDecimal(number.text) } : fail(number.code);
}

function readCount(cell: string, separator: DecimalSeparator | null): MetricAnswer {
  const number = parseNumber(cell, separator ?? wholeNumberEvidence(cell));
  if (!number.ok) return fail(number.code);
  const text = normaliseDecimal(number.text);
  if (text.startsWith('-')) return fail('negative_value');
  if (text.includes('.')) return fail('fractional_count');
  const value = Number(text);
  return Number.isSafeInteger(value) ? { ok: true, value } : fail('number_too_long');
}

/** `1.23E-05` as `0.0000123`. */
const writtenOut = (_: string, minus: string, whole: string, rest: string | undefined, exponent: string) =>
  `${minus}0.${'0'.repeat(Number(exponent) - 1)}${whole}${rest ?? ''}`;

/** `0:01:04` and `00:04` in seconds; anything else unchanged. */
function clockToSeconds(cell: string): string {
  const match = CLOCK.exec(cell);
  if (!match) return cell;
  const [, hours = '0', minutes, seconds] = match;
  return String(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

function fail(code: RowErrorCode): MetricAnswer {
  return { ok: false, code, message: messages[code] ?? 'Not usable.' };
}
