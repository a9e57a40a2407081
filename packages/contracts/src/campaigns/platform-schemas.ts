import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { Instant } from '../core/time.ts';
import { IntegrationFault } from '../integrations/schemas.ts';
import { BudgetKind } from './schemas.ts';

export const AdObjective = z
  .enum(['awareness', 'traffic', 'engagement', 'leads', 'sales', 'app_promotion'])
  .meta({ id: 'AdObjective', description: 'What the ad platform is to optimise for.' });
export type AdObjective = z.infer<typeof AdObjective>;

/** Meta has a minimum of its own; nothing is a budget nowhere. */
const Budget = MinorUnits.min(1);

const PlatformStatus = z.enum(['active', 'paused']);

/** What the ad platform was asked to do. */
export const PlatformWish = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    name: z.string().describe('Name at the platform: the campaign’s, and the tag.'),
    tag: z
      .string()
      .describe('Stands in the name and in no other: by it the campaign is found after an answer was lost.'),
    objective: AdObjective,
    specialAdCategories: z.array(z.string()),
    budgetKind: BudgetKind,
    budgetMinor: Budget.nullable().describe('Null where the money lies with the ad sets.'),
    currency: Currency,
  }),
  z.object({ kind: z.literal('status'), status: PlatformStatus }),
  z.object({ kind: z.literal('budget'), budgetKind: BudgetKind, budgetMinor: Budget, currency: Currency }),
]);
export type PlatformWish = z.infer<typeof PlatformWish>;

export const platformChangeStatuses = ['open', 'done', 'refused', 'superseded'] as const;

export const PlatformChange = z
  .object({
    id: Id,
    campaignId: Id.describe('The campaign that it is about: ours where one is created, else the platform’s.'),
    adAccountId: Id,
    wish: PlatformWish,
    status: z
      .enum(platformChangeStatuses)
      .describe(
        '`open`: not known to be done yet, and looked after. `refused`: for good. `superseded`: a later one took its place.',
      ),
    adCampaignId: Id.nullable().describe('The platform’s campaign here, once it is known.'),
    externalId: z.string().nullable().describe('The same at the platform.'),
    tries: z.int(),
    nextTryAt: Instant.nullable().describe('Of an open one, when the platform is asked again.'),
    fault: IntegrationFault.nullable(),
    nextStep: z.string().nullable().describe('What a person does about it; null where nothing is to be done.'),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'PlatformChange' });
export type PlatformChange = z.infer<typeof PlatformChange>;

export const CampaignPublication = z
  .object({
    id: Id.describe('A campaign of ours.'),
    adAccountId: Id.describe('Ad account that is chosen under a connection.'),
    objective: AdObjective.default('traffic'),
    specialAdCategories: z
      .array(z.enum(['CREDIT', 'EMPLOYMENT', 'HOUSING', 'ISSUES_ELECTIONS_POLITICS', 'ONLINE_GAMBLING_AND_GAMING']))
      .max(5)
      .default([])
      .describe('As the platform’s rules demand them; none for music.'),
  })
  .meta({ id: 'CampaignPublication' });

export const PlatformStatusChange = z
  .object({ id: Id.describe('An imported campaign.'), status: PlatformStatus })
  .meta({ id: 'PlatformStatusChange' });

export const PlatformBudgetChange = z
  .object({
    id: Id.describe('An imported campaign.'),
    budgetKind: BudgetKind.default('daily'),
    budgetMinor: Budget.describe('In the currency of the ad account.'),
  })
  .meta({ id: 'PlatformBudgetChange' });

export const PlatformChangeListInput = PageInput.extend({
  campaignId: Id.optional().describe('Only changes about this campaign.'),
  status: z.enum(platformChangeStatuses).optional(),
}).meta({ id: 'PlatformChangeListInput' });
