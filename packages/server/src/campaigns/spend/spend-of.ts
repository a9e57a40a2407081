import { type Campaign, type CampaignSpend, multiplyDecimals, roundDecimal } from '@songtrackpro/contracts';
import type { CampaignSubjects } from '@songtrackpro/db';
import { expiryOf, factsOf, type NumbersBySubject } from '../../goals/index.ts';
import { joinNumbers, sumSoFar } from '../../metrics/index.ts';

/** Digits after the point of a currency: 2 for most, 0 for JPY. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Exact money as whole minor units. */
const toMinor = (amount: string, currency: string): number => {
  const digits = digitsOf(currency);
  return Number(roundDecimal(multiplyDecimals(amount, 10 ** digits), 0));
};

const unknown = {
  spentMinor: null,
  atLeastMinor: null,
  expiredBefore: null,
  currency: null,
  source: null,
  asOf: null,
  through: null,
};

/** What a campaign has cost so far, by the numbers of the ad campaigns that carry it out. */
export function spendOf(
  { currency: planned }: Pick<Campaign, 'currency'>,
  { adCampaignIds }: Pick<CampaignSubjects, 'adCampaignIds'>,
  numbers: NumbersBySubject,
): CampaignSpend {
  if (adCampaignIds.length === 0) return { ...unknown, reason: 'no_ad_campaign' };
  const parts = adCampaignIds.map((id) => sumSoFar(factsOf(numbers, id), 'spend', { from: null, to: null }));
  const sum = joinNumbers(parts);
  const expiredBefore = expiryOf(numbers, adCampaignIds, null);
  if (!sum) return { ...unknown, expiredBefore, reason: expiredBefore === null ? 'no_facts' : 'expired_before' };
  const { value, currency, source, observedAt, through } = sum;
  if (currency === null || (planned !== null && currency !== planned))
    return { ...unknown, expiredBefore, reason: 'currency_differs' };
  const atLeastMinor = toMinor(value, currency);
  return {
    spentMinor: expiredBefore === null ? atLeastMinor : null,
    reason: expiredBefore === null ? null : 'expired_before',
    atLeastMinor,
    expiredBefore,
    currency,
    source,
    asOf: observedAt.toISOString(),
    through,
  };
}
