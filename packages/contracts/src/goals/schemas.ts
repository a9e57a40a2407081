import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { MetricSource } from '../metrics/schemas.ts';
import { GoalType } from './types.ts';

export const GoalStatus = z.enum(['on_track', 'behind', 'reached', 'missed']).meta({ id: 'GoalStatus' });
export type GoalStatus = z.infer<typeof GoalStatus>;

export const GoalProgress = z
  .object({
    current: z
      .int()
      .nullable()
      .describe('Computed from the numbers, never typed in; may go down when a source restates.'),
    reason: z
      .enum(['no_subject', 'no_ad_campaign', 'no_start', 'no_facts', 'not_additive', 'expired_before'])
      .nullable()
      .describe('Why nothing is known; `expired_before`: facts that belong to it may have expired.'),
    atLeast: z
      .int()
      .nullable()
      .describe(
        'What the facts that are still there come to: `current` where it is known, else less than or equal to it.',
      ),
    expiredBefore: CalendarDate.nullable().describe(
      'Facts of days before this one may have expired; null where none can be missing.',
    ),
    source: MetricSource.nullable(),
    asOf: Instant.nullable().describe('When the newest of these numbers was stated.'),
    through: CalendarDate.nullable().describe('Last day that the numbers cover.'),
    share: z
      .number()
      .nullable()
      .describe('Part of the way from baseline to target: 0 at the baseline, 1 at the target.'),
  })
  .meta({ id: 'GoalProgress' });
export type GoalProgress = z.infer<typeof GoalProgress>;

export const Goal = z
  .object({
    id: Id,
    campaignId: Id,
    type: GoalType,
    unit: z.enum(['streams', 'people', 'engagements', 'conversions']),
    baseline: z.int(),
    target: z.int(),
    dueDate: CalendarDate.nullable().describe('Last day; the campaign’s last one where none is set.'),
    progress: GoalProgress,
    status: GoalStatus.nullable().describe(
      'Null where nothing is known of the progress, or a part of it that doesn’t reach the target.',
    ),
    reachedAt: Instant.nullable().describe('When it was first seen reached; stays when a source takes it back.'),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable(),
  })
  .meta({ id: 'Goal' });
export type Goal = z.infer<typeof Goal>;

const Amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const NewGoal = z
  .object({
    campaignId: Id,
    type: GoalType,
    baseline: Amount.default(0).describe('Where it stood before the campaign.'),
    target: Amount.describe('Where it is to stand; above the baseline.'),
    dueDate: CalendarDate.optional().describe('Last day; the campaign’s last one unless given.'),
  })
  .refine(({ baseline, target }) => target > baseline, { path: ['target'], message: 'must be above the baseline' })
  .meta({ id: 'NewGoal' });

export const GoalChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    baseline: Amount.optional(),
    target: Amount.optional(),
    dueDate: CalendarDate.nullable().optional().describe('Null for the campaign’s last day.'),
  })
  .meta({ id: 'GoalChange' });

export const GoalListInput = PageInput.extend({
  campaignId: Id.optional().describe('Only goals of this campaign.'),
  type: GoalType.optional(),
  deleted: z.boolean().default(false).describe('True lists what was deleted instead.'),
}).meta({ id: 'GoalListInput' });
