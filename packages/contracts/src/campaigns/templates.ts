import { z } from 'zod';
import { Name } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Line } from '../core/text.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { versioned } from '../core/versioned.ts';
import { GoalType } from '../goals/types.ts';
import { CreativesAnswer } from './creatives.ts';
import { BudgetKind, planning } from './schemas.ts';
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

const { scheduled: _, ...plan } = planning;
const longestDays = 3660;
const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const TemplateGoal = z
  .object({
    type: GoalType,
    baseline: Count.default(0),
    target: Count,
    dueAfterDays: z
      .int()
      .min(0)
      .max(longestDays)
      .nullable()
      .default(null)
      .describe('Days from the first day to the deadline; null where it is the campaign’s last day.'),
  })
  .refine(({ baseline, target }) => target > baseline, { path: ['target'], message: 'must be above the baseline' })
  .meta({ id: 'CampaignTemplateGoal' });

export const CampaignTemplateChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    name: Name.optional(),
    days: z
      .int()
      .min(1)
      .max(longestDays)
      .nullable()
      .optional()
      .describe('Days from the first to the last, both counted; null for no last day.'),
    budgetMinor: MinorUnits.nullable().optional(),
    currency: Currency.nullable().optional().describe('Null for the organization’s.'),
    ...plan,
    goals: z.array(TemplateGoal).max(100).optional().describe('Replaced as a whole.'),
  })
  .meta({ id: 'CampaignTemplateChange' });

export const CampaignTemplateListInput = PageInput.extend({
  text: Line(300).optional().describe('Only templates whose name contains this; accents and case don’t matter.'),
  deleted: z.boolean().default(false).describe('True lists what was deleted instead.'),
  sort: z.enum(['newest', 'name']).default('newest').describe('`name` from A to Z.'),
}).meta({ id: 'CampaignTemplateListInput' });

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
