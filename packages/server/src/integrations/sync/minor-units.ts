/** Currencies of which Meta counts whole units although ISO 4217 gives them hundredths. */
const wholeAtMeta = new Set(['COP', 'CRC', 'HUF', 'IDR', 'TWD']);

/**
 * A budget as Meta writes it, in the minor units of ISO 4217. Meta counts most currencies in hundredths and some in whole
 * units, and its table isn't ISO's: 2500 is 25.00 euros, 2500 yen, and 2500 forints, which ISO calls 250000.
 */
export function toMinorUnits(budget: string, currency: string): number | null {
  const minor = Number(budget) * (wholeAtMeta.has(currency) ? 100 : 1);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** The other way round; null where Meta has no such amount. */
export function toMetaBudget(minor: number, currency: string): string | null {
  const budget = minor / (wholeAtMeta.has(currency) ? 100 : 1);
  return Number.isInteger(budget) ? String(budget) : null;
}
