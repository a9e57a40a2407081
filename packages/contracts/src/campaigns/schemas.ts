import { z } from 'zod';
import { Name, Origin } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { RowVersion } from '../core/row-version.ts';
import { CalendarDate, Instant } from '../core/time.ts';

export const CampaignStatus = z
  .enum(['draft', 'active', 'paused', 'completed', 'archived'])
  .meta({ id: 'CampaignStatus' });

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
    startDate: CalendarDate.nullable(),
    endDate: CalendarDate.nullable(),
    budgetMinor: MinorUnits.nullable(),
    currency: Currency.nullable(),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

export const NewCampaign = z
  .object({
    name: Name,
    artistId: Id.optional(),
    trackId: Id.optional(),
    startDate: CalendarDate.optional(),
    endDate: CalendarDate.optional(),
    budgetMinor: MinorUnits.optional(),
    currency: Currency.optional().describe('The organization’s currency unless given.'),
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
  })
  .meta({ id: 'CampaignChange' });
