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

/** `Amount spent (USD)` in two: the header without its currency, and the currency. */
export function splitCurrency(header: string): { header: string; currency: string | null } {
  const match = /^(.*\S)\s*\(([A-Z]{3})\)\s*$/s.exec(header);
  const [, rest, currency] = match ?? [];
  return rest && currency && isCurrency(currency) ? { header: rest, currency } : { header, currency: null };
}
