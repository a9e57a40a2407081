import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { Goal } from '../goals/schemas.ts';
import { MetricSource } from '../metrics/schemas.ts';
import { Campaign, campaignFilter } from './schemas.ts';

export const CampaignSpend = z
  .object({
    spentMinor: MinorUnits.nullable().describe('Spend of all linked ad campaigns, rounded once after summing.'),
    reason: z
      .enum(['no_ad_campaign', 'no_facts', 'currency_differs', 'expired_before'])
      .nullable()
      .describe('Why the spend is null; `expired_before`: facts that belong to it may have expired.'),
    atLeastMinor: MinorUnits.nullable().describe(
      'What the facts that are still there add up to: the spend where it is known, else less than or equal to it.',
    ),
    expiredBefore: CalendarDate.nullable().describe(
      'Facts of days before this one may have expired; null where none can be missing.',
    ),
    currency: Currency.nullable(),
    source: MetricSource.nullable(),
    asOf: Instant.nullable().describe('When the newest of these numbers was stated.'),
    through: CalendarDate.nullable().describe('Last day that the numbers cover.'),
  })
  .meta({ id: 'CampaignSpend' });
export type CampaignSpend = z.infer<typeof CampaignSpend>;

export const CampaignPace = z
  .object({
    totalMinor: MinorUnits.describe('The whole budget; of a daily one the sum over all days.'),
    expectedMinor: MinorUnits.describe('What a straight line from start to end has spent by now.'),
    expectedThroughMinor: MinorUnits.nullable().describe('The same at the end of the last day that spend covers.'),
    forecastMinor: MinorUnits.nullable().describe('Spend at the end if it goes on as it did so far.'),
    runsOutOn: CalendarDate.nullable().describe('Day on which the budget is used up at that rate; null if it lasts.'),
    warnAtMinor: MinorUnits.nullable(),
    stopAtMinor: MinorUnits.nullable(),
  })
  .meta({ id: 'CampaignPace' });

export const CampaignBudget = z
  .object({
    campaignId: Id,
    asOf: Instant,
    spend: CampaignSpend,
    pace: CampaignPace.nullable().describe('Null until the campaign has a budget and both dates.'),
    level: z
      .enum(['ok', 'warning', 'stop'])
      .nullable()
      .describe(
        'Which threshold the spend has reached; null where spend or budget is unknown, and where only part of the spend is known that reaches none.',
      ),
  })
  .meta({ id: 'CampaignBudget' });

export const CampaignOverviewInput = z
  .object({
    limit: z.int().min(1).max(500).default(100).describe('Rows in one page, 1 to 500.'),
    cursor: z.string().min(1).max(1024).optional().describe('`nextCursor` of the page before; opaque and signed.'),
    ...campaignFilter,
  })
  .meta({ id: 'CampaignOverviewInput' });

export const CampaignStanding = z
  .object({ campaign: Campaign, spend: CampaignSpend, goals: z.array(Goal) })
  .meta({ id: 'CampaignStanding' });
