import type { Currency, DecimalString, MinorUnits } from './types.ts';

/** Currencies whose minor unit is not a hundredth, by the digits after the point (ISO 4217). */
const otherDigits: Readonly<Record<string, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const isCurrency = /^[A-Z]{3}$/;

/**
 * Digits after the point of a currency: 2 for the euro, 0 for the yen, 3 for the dinar of Kuwait.
 *
 * @throws RangeError for what is no code of ISO 4217
 */
export function minorUnitDigits(currency: Currency): number {
  if (!isCurrency.test(currency)) throw new RangeError(`Not a currency: ${currency}. Write a code such as EUR.`);
  for (const [digits, currencies] of Object.entries(otherDigits))
    if (currencies.includes(currency)) return Number(digits);
  return 2;
}

/**
 * An amount as budgets, plans and invoices have it: in whole minor units.
 *
 * @throws RangeError when the amount is no plain decimal, has a part of a minor unit, or is too large to be exact
 * @example
 * toMinorUnits('12.50', 'EUR'); // 1250
 * toMinorUnits('1250', 'JPY'); // 1250
 * toMinorUnits('1.250', 'KWD'); // 1250
 */
export function toMinorUnits(amount: DecimalString, currency: Currency): MinorUnits {
  const digits = minorUnitDigits(currency);
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+?)0*)?$/.exec(amount) ?? [];
  if (whole === '') throw new RangeError(`Not a plain decimal: ${amount}. Write for example 1250.07, with a point.`);
  // The pattern keeps one zero of a fraction that has nothing else.
  const exact = fraction === '0' ? '' : fraction;
  if (exact.length > digits)
    throw new RangeError(`${amount} is not in whole minor units: ${currency} has ${digits} digits.`);
  const minor = Number(sign + whole + exact.padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${amount} ${currency} is too large to be exact as a number.`);
  return minor === 0 ? 0 : minor;
}

/**
 * Whole minor units as a decimal, for sums and for input fields.
 *
 * @throws RangeError when they are not whole
 * @example
 * fromMinorUnits(1250, 'EUR'); // '12.50'
 * fromMinorUnits(1250, 'JPY'); // '1250'
 */
export function fromMinorUnits(minor: MinorUnits, currency: Currency): DecimalString {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`Minor units are whole: ${minor} is not.`);
  const digits = minorUnitDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const amount = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return minor < 0 ? `-${amount}` : amount;
}

/**
 * Whole minor units as people of a language read them.
 *
 * @example
 * formatMinorUnits(125_000, 'EUR', 'de-DE'); // '1.250,00 €'
 */
export function formatMinorUnits(minor: MinorUnits, currency: Currency, locale?: string): string {
  const digits = minorUnitDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As text, so that no float comes between.
  return format.format(fromMinorUnits(minor, currency) as Intl.StringNumericLiteral);
}
