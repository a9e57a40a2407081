/** A header as the dictionaries spell it: lower case, `_` = space, straight apostrophes, single spaces. */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFC')
    .replace(/[\ufeff\u200b]/g, '')
    .replace(/[_\s\u00a0\u202f]+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .trim()
    .toLowerCase();
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** Signs of one currency alone; a dollar may be of twenty countries. */
const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  R$: 'BRL',
  US$: 'USD',
  '₹': 'INR',
  zł: 'PLN',
};

/** The currency that a sign or code says beyond doubt. */
export function currencyOf(text: string): string | null {
  return signs[text] ?? (isCurrency(text) ? text : null);
}

/** `Amount spent (USD)` in two: the header without its currency, and the currency. */
export function splitCurrency(header: string): { header: string; currency: string | null } {
  const [, rest, text = ''] = /^(.*\S)\s*\(([A-Z]{3}|\p{Sc}|[A-Z]{1,2}\$|zł)\)\s*$/su.exec(header) ?? [];
  const currency = currencyOf(text);
  return rest && currency ? { header: rest, currency } : { header, currency: null };
}
