import { currencyOf, isMoneySign, normaliseHeader } from './normalise-header.ts';

/** A header as nothing but its letters and digits: `# Units Sold` and `units_sold` are one. */
export function squashHeader(header: string): string {
  return normaliseHeader(header).replace(/[^\p{L}\p{N}]/gu, '');
}

/** A header of amounts without its currency, squashed, and the currency: `Royalty ($US)`, `Earnings (USD)`, `Revenue EUR`. */
export function splitMoneyHeader(header: string): { name: string; currency: string | null } {
  const [, rest, inside] = /^(.*\S)\s*[([]\s*([^()[\]]{1,4})\s*[)\]]\s*$/s.exec(header.trim()) ?? [];
  const [, before, behind] = /^(.*\S)\s+([A-Z]{3})$/s.exec(header.trim()) ?? [];
  const text = inside === undefined ? behind : inside.replace(/^\$([A-Z]{2})$/i, '$1$$');
  const name = inside === undefined ? before : rest;
  const currency = text === undefined ? null : (currencyOf(text) ?? currencyOf(text.toUpperCase()));
  if (name === undefined || text === undefined || (currency === null && !isMoneySign(text)))
    return { name: squashHeader(header), currency: null };
  return { name: squashHeader(name), currency };
}
