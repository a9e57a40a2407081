import { z } from 'zod';
import { Name, Origin } from '../artists/schemas.ts';
import { BulkIds } from '../core/bulk.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Line } from '../core/text.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { CampaignCreativesV1, CreativesAnswer } from './creatives.ts';
import { NewTargeting, TargetingAnswer } from './targeting.ts';

export const CampaignStatus = z
  .enum(['draft', 'active', 'paused', 'completed', 'archived'])
  .meta({ id: 'CampaignStatus' });
export type CampaignStatus = z.infer<typeof CampaignStatus>;

export const BudgetKind = z
  .enum(['daily', 'lifetime'])
  .meta({ id: 'BudgetKind', description: '`daily`: for each day of the campaign; `lifetime`: for all of them.' });

export const Tag = Line(50);
const Tags = z
  .array(Tag)
  .max(50, 'must not be more than 50 tags')
  .transform((tags) => [...new Set(tags)].sort());

const Percent = z.int().min(1).max(1000);

export const Campaign = z
  .object({
    id: Id,
    name: z.string(),
    status: CampaignStatus.nullable().describe('Null for an imported campaign: its state is the ad platform’s.'),
    origin: Origin,
    artistId: Id.nullable().describe('Artist whose streams this campaign is read beside.'),
    trackId: Id.nullable(),
    adAccountId: Id.nullable().describe('Ad account that an imported campaign belongs to.'),
    externalId: z.string().nullable().describe('Id at the ad platform, where the export carried one.'),
    platformStatus: z
      .string()
      .nullable()
      .describe('How an imported campaign stood at the ad platform when it was asked last, for example `PAUSED`.'),
    startDate: CalendarDate.nullable().describe('First day, in the organization’s zone.'),
    endDate: CalendarDate.nullable().describe('Last day, in the organization’s zone.'),
    scheduled: z.boolean().describe('Whether a draft starts by itself at the midnight of its start date.'),
    budgetKind: BudgetKind,
    budgetMinor: MinorUnits.nullable(),
    currency: Currency.nullable(),
    warnPercent: z.int().nullable().describe('Hundredths of the whole budget at which people are warned.'),
    stopPercent: z.int().nullable().describe('Hundredths of the whole budget at which the campaign is paused.'),
    targeting: TargetingAnswer,
    creatives: CreativesAnswer,
    tags: z.array(z.string()),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable(),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

/** What people decide about a campaign, besides what it is for and when. */
export const planning = {
  budgetKind: BudgetKind.optional().describe('`lifetime` unless given.'),
  warnPercent: Percent.nullable()
    .optional()
    .describe(
      'The organization’s `budgetWarningPercent` unless given, or `stopPercent` where that is less; null for no warning.',
    ),
  stopPercent: Percent.nullable().optional().describe('100 unless given; null for no stop.'),
  targeting: NewTargeting.optional().describe('Whom it is shown to; replaced as a whole.'),
  creatives: CampaignCreativesV1.meta({ id: 'NewCampaignCreatives' })
    .optional()
    .describe('What it shows; replaced as a whole.'),
  tags: Tags.optional(),
  scheduled: z.boolean().optional().describe('Start by itself at the midnight of the start date; false unless given.'),
};

export const NewCampaign = z
  .object({
    name: Name,
    artistId: Id.optional(),
    trackId: Id.optional(),
    startDate: CalendarDate.optional(),
    endDate: CalendarDate.optional(),
    budgetMinor: MinorUnits.optional(),
    currency: Currency.optional().describe('The organization’s currency unless given.'),
    ...planning,
  })
  .refine((campaign) => !campaign.startDate || !campaign.endDate || campaign.startDate <= campaign.endDate, {
    path: ['endDate'],
    message: 'must not be before startDate',
  })
  .meta({ id: 'NewCampaign' });

export const CampaignChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    name: Name.optional(),
    artistId: Id.nullable().optional().describe('Null takes the link away.'),
    trackId: Id.nullable().optional(),
    startDate: CalendarDate.nullable().optional().describe('Only while it is a draft.'),
    endDate: CalendarDate.nullable().optional(),
    budgetMinor: MinorUnits.nullable().optional(),
    currency: Currency.optional().describe('Only until money was spent.'),
    ...planning,
  })
  .meta({ id: 'CampaignChange' });

export const CampaignStatusChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the step.'),
    status: CampaignStatus.describe('Where it is to go.'),
  })
  .meta({ id: 'CampaignStatusChange' });

/** Every filter narrows; without any, a list has everything that isn't deleted. */
export const campaignFilter = {
  status: CampaignStatus.optional().describe('Only campaigns in this state.'),
  origin: Origin.optional().describe('Only planned or only imported campaigns.'),
  artistId: Id.optional().describe('Only campaigns for this artist.'),
  trackId: Id.optional().describe('Only campaigns for this track.'),
  adAccountId: Id.optional().describe('Only campaigns of this ad account.'),
  tag: Tag.optional().describe('Only campaigns with this tag.'),
  text: Line(300).optional().describe('Only campaigns whose name contains this; accents and case don’t matter.'),
  runningFrom: CalendarDate.optional().describe('Only campaigns that run on this day or later.'),
  runningTo: CalendarDate.optional().describe('Only campaigns that run on this day or earlier.'),
  deleted: z.boolean().default(false).describe('True lists what was deleted instead.'),
  sort: z
    .enum(['newest', 'name', 'startDate', 'endDate'])
    .default('newest')
    .describe('`name` from A to Z, `startDate` and `endDate` the earliest first and those without a date last.'),
};

export const CampaignListInput = PageInput.extend(campaignFilter).meta({ id: 'CampaignListInput' });

export const CampaignBulkChange = z
  .object({
    ids: BulkIds,
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('pause') }),
      z.object({ kind: z.literal('archive') }),
      z.object({ kind: z.literal('tag'), tag: Tag }),
      z.object({ kind: z.literal('untag'), tag: Tag }),
    ]),
  })
  .meta({ id: 'CampaignBulkChange' });

export const CampaignBulkResult = z
  .object({
    changed: z.array(Id).describe('Campaigns that were changed.'),
    unchanged: z.array(Id).describe('Campaigns that were already as asked.'),
    refused: z.array(
      z.object({
        index: z.int().describe('Place of the id in the input, from 0.'),
        code: z.enum(['not_found', 'wrong_status', 'too_many_tags']),
      }),
    ),
  })
  .meta({ id: 'CampaignBulkResult' });
export type CampaignBulkResult = z.infer<typeof CampaignBulkResult>;

export const CampaignCopy = z
  .object({
    id: Id,
    name: Name.optional().describe('The copied one’s with “(copy)” unless given.'),
    startDate: CalendarDate.optional().describe(
      'First day of the copy; its end and the goals’ deadlines move along. Without it the copy has no dates.',
    ),
  })
  .meta({ id: 'CampaignCopy' });

/** Where ad numbers of our campaign come from: the ad platform’s campaigns that carry it out. */
export const AdCampaignLinks = z
  .object({ campaignId: Id, adCampaigns: z.array(Campaign).describe('Imported campaigns, newest first.') })
  .meta({ id: 'AdCampaignLinks' });
