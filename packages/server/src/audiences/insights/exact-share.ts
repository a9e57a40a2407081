/** Decimal places that a share may have. */
const places = 34;
const one = 10n ** BigInt(places);
/** Sources round each share: together they may lie so far beyond 1. */
const roundingAllowance = one / 100n;

function toUnits(share: string): bigint {
  const [whole = '0', fraction = ''] = share.split('.');
  return BigInt(whole) * one + BigInt(fraction.padEnd(places, '0'));
}

function toText(units: bigint): string {
  const fraction = (units % one).toString().padStart(places, '0').replace(/0+$/, '');
  return fraction === '' ? `${units / one}` : `${units / one}.${fraction}`;
}

/** The exact sum of shares that lie between 0 and 1. */
export const addShares = (shares: readonly string[]): string =>
  toText(shares.reduce((sum, share) => sum + toUnits(share), 0n));

/** What a sum lacks to 1; nothing where it reaches that. */
export function lackToOne(total: string): string {
  const lack = one - toUnits(total);
  return lack > 0n ? toText(lack) : '0';
}

/** Whether shares are more than the whole, by more than rounding explains. */
export const exceedsWhole = (total: string): boolean => toUnits(total) > one + roundingAllowance;
