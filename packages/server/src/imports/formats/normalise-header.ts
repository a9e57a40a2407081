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

/** Signs of one currency alone; a dollar may be of twenty countries, a yen be Japanese or Chinese. */
const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  R$: 'BRL',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  CA$: 'CAD',
  HK$: 'HKD',
  MX$: 'MXN',
  NT$: 'TWD',
  NZ$: 'NZD',
  '₹': 'INR',
  '₺': 'TRY',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₱': 'PHP',
  '₴': 'UAH',
  '₦': 'NGN',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
};

/** The currency that a sign or code says beyond doubt. */
export function currencyOf(text: string): string | null {
  return signs[text] ?? (isCurrency(text) ? text : null);
}

/** A sign of money, be it of one currency or of several. */
export function isMoneySign(text: string): boolean {
  return text in signs || /^(?:[A-Z]{0,2}\p{Sc}|\p{Sc}[A-Z]{2}|kr\.?|Rs\.?|Fr\.?)$/u.test(text);
}

/**
 * `Amount spent (USD)` in two: the header without its currency, and the currency. A sign of several currencies, such as
 * `($)` or `(kr)`, is taken off too: it says that the column has money, and not which.
 */
export function splitCurrency(header: string): { header: string; currency: string | null } {
  const [, rest, text = ''] = /^(.*\S)\s*\(\s*([^()\s]{1,3})\s*\)\s*$/su.exec(header) ?? [];
  const currency = currencyOf(text) ?? currencyOf(text.toUpperCase());
  return rest && (currency || isMoneySign(text)) ? { header: rest, currency } : { header, currency: null };
}
