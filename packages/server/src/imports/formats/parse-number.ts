import type { DecimalSeparator } from './dialect.ts';
import type { RowErrorCode } from './parsed-row.ts';

/** Decimal128, in which the ledger keeps money, holds 34 digits. */
const longestNumber = 34;

type NumberAnswer =
  | { ok: true; text: string }
  | { ok: false; code: Extract<RowErrorCode, 'bad_number' | 'ambiguous_number' | 'number_too_long'> };

const PLAIN = /^-?\d+$/;
const POINT = /^-?\d+\.\d+$/;
// Space, no-break space, narrow no-break space and apostrophes only ever group digits.
const GROUPING = /(?<=\d)[ \u00a0\u202f'\u2019](?=\d{3})/g;
// Thousands, and the lakhs of India: 12,34,567.50.
const POINT_DECIMAL = /^-?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})(?:\.\d+)?$/;
const COMMA_DECIMAL = /^-?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/;
const EITHER_WAY = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

/** The exact decimal that a cell says, as plain text with a point, or why it says none. `cell` is trimmed, not blank. */
export function parseNumber(cell: string, separator: DecimalSeparator | null): NumberAnswer {
  if (PLAIN.test(cell)) return checkLength(cell);
  if (separator === '.' && POINT.test(cell)) return checkLength(cell);
  const text = cell.replace(GROUPING, '').replace(/^[\u2212]/, '-');
  const decided = separator ?? decimalEvidence(text);
  if (decided === null) {
    if (PLAIN.test(text)) return checkLength(text);
    return { ok: false, code: EITHER_WAY.test(text) ? 'ambiguous_number' : 'bad_number' };
  }
  if (decided === '.') {
    return POINT_DECIMAL.test(text) ? checkLength(text.replaceAll(',', '')) : { ok: false, code: 'bad_number' };
  }
  if (!COMMA_DECIMAL.test(text)) return { ok: false, code: 'bad_number' };
  return checkLength(text.replaceAll('.', '').replace(',', '.'));
}

/**
 * What one number proves about the decimal separator of its file. `1,234` and `1.234` prove nothing: they could be a
 * thousand or a fraction.
 */
export function decimalEvidence(text: string): DecimalSeparator | null {
  if (EITHER_WAY.test(text)) return null;
  const asPoint = POINT_DECIMAL.test(text);
  const asComma = COMMA_DECIMAL.test(text);
  if (asPoint === asComma) return null;
  return asPoint ? '.' : ',';
}

/** What a number in a column of whole numbers proves: a fraction that isn't zero can only be a group of thousands. */
export function wholeNumberEvidence(text: string): DecimalSeparator | null {
  const match = /^-?[1-9]\d{0,2}([.,])(\d{3})$/.exec(text);
  if (!match || match[2] === '000') return decimalEvidence(text);
  return match[1] === ',' ? '.' : ',';
}

function checkLength(text: string): NumberAnswer {
  return text.length <= longestNumber ? { ok: true, text } : { ok: false, code: 'number_too_long' };
}
