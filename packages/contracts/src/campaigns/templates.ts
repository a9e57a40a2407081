import { z } from 'zod';
import { Name } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { versioned } from '../core/versioned.ts';
import { GoalType } from '../goals/types.ts';
import { CreativesAnswer } from './creatives.ts';
import { BudgetKind } from './schemas.ts';
import { TargetingAnswer } from './targeting.ts';

const CampaignTemplateContentV1 = z
  .strictObject({
    version: z.literal(1),
    /** Days from the first to the last, both counted; null where the campaign had no dates. */
    days: z.int().min(1).nullable(),
    budgetKind: BudgetKind,
    budgetMinor: MinorUnits.nullable(),
    currency: Currency.nullable(),
    warnPercent: z.int().nullable(),
    stopPercent: z.int().nullable(),
    targeting: TargetingAnswer,
    creatives: CreativesAnswer,
    tags: z.array(z.string()),
    goals: z.array(
      z.strictObject({
        type: GoalType,
        baseline: z.int(),
        target: z.int(),
        /** Days from the start to the deadline; null where it was the campaign's end or none. */
        dueAfterDays: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'CampaignTemplateContent' });
export type CampaignTemplateContent = z.infer<typeof CampaignTemplateContentV1>;

/** A campaign without what is one release's own: artist, track, dates, spend. */
export const CampaignTemplateContent = versioned<CampaignTemplateContent>(
  'campaign template',
  1,
  CampaignTemplateContentV1,
);

export const CampaignTemplate = z
  .object({
    id: Id,
    name: z.string(),
    content: CampaignTemplateContentV1,
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable(),
  })
  .meta({ id: 'CampaignTemplate' });
export type CampaignTemplate = z.infer<typeof CampaignTemplate>;

export const NewCampaignTemplate = z
  .object({ campaignId: Id.describe('Campaign that is kept as a template.'), name: Name })
  .meta({ id: 'NewCampaignTemplate' });

export const CampaignFromTemplate = z
  .object({
    templateId: Id,
    name: Name,
    artistId: Id.optional(),
    trackId: Id.optional(),
    startDate: CalendarDate.optional().describe(
      'First day; the end and the goals’ deadlines follow from the template.',
    ),
    budgetMinor: MinorUnits.optional().describe('Another budget than the template’s.'),
  })
  .meta({ id: 'CampaignFromTemplate' });
