import { type Campaign, type CampaignSpend, multiplyDecimals, roundDecimal } from '@songtrackpro/contracts';
import type { CampaignSubjects } from '@songtrackpro/db';
import type { NumbersBySubject } from '../../goals/index.ts';
import { joinNumbers, sumSoFar } from '../../metrics/index.ts';

/** Digits after the point of a currency: 2 for most, 0 for JPY. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Exact money as whole minor units. */
const toMinor = (amount: string, currency: string): number => {
  const digits = digitsOf(currency);
  return Number(roundDecimal(multiplyDecimals(amount, 10 ** digits), 0));
};

const unknown = { spentMinor: null, currency: null, source: null, asOf: null, through: null };

/** What a campaign has cost so far, by the numbers of the ad campaigns that carry it out. */
export function spendOf(
  { currency: planned }: Pick<Campaign, 'currency'>,
  { adCampaignIds }: Pick<CampaignSubjects, 'adCampaignIds'>,
  numbers: NumbersBySubject,
): CampaignSpend {
  if (adCampaignIds.length === 0) return { ...unknown, reason: 'no_ad_campaign' };
  const parts = adCampaignIds.map((id) => sumSoFar(numbers.get(id) ?? [], 'spend', { from: null, to: null }));
  const sum = joinNumbers(parts);
  if (!sum) return { ...unknown, reason: 'no_facts' };
  const { value, currency, source, observedAt, through } = sum;
  if (currency === null || (planned !== null && currency !== planned))
    return { ...unknown, reason: 'currency_differs' };
  return {
    spentMinor: toMinor(value, currency),
    reason: null,
    currency,
    source,
    asOf: observedAt.toISOString(),
    through,
  };
}
