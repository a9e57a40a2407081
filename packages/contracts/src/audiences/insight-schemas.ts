import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { DecimalString } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { CalendarDate } from '../core/time.ts';

/** Cells of fewer people than this are neither stored nor shown. */
export const smallestCell = 100;

export const InsightDimension = z
  .enum(['demographics', 'interests', 'behaviors', 'locations'])
  .meta({ id: 'InsightDimension' });
export type InsightDimension = z.infer<typeof InsightDimension>;

/** Dimensions in which a person falls into one cell of a breakdown; in the others into any number of them. */
export const dividingDimensions: readonly InsightDimension[] = ['demographics', 'locations'];

const Share = DecimalString.refine((share) => Number(share) >= 0 && Number(share) <= 1, 'must lie between 0 and 1');

const CellKey = z
  .record(z.string().min(1).max(50), z.string().min(1).max(200))
  .refine((key) => Object.keys(key).length > 0, 'must name what the cell is')
  .refine((key) => Object.keys(key).length <= 5, 'must not name more than 5 properties');

export const InsightCell = z
  .object({
    key: CellKey.describe('What the cell is, for example `{"age": "18-24", "gender": "female"}`.'),
    share: Share.nullable().default(null).describe('Part of the audience, 0 to 1; null where the source hides it.'),
    size: z.int().nonnegative().nullable().default(null).describe('People; null where the source says none.'),
  })
  .meta({ id: 'InsightCell' });
export type InsightCell = z.infer<typeof InsightCell>;

const Source = z.string().trim().min(1).max(50).describe('Who says so, for example `meta`.');

export const NewAudienceInsights = z
  .object({
    id: Id.describe('The audience.'),
    insights: z
      .array(
        z
          .object({
            date: CalendarDate,
            dimension: InsightDimension,
            source: Source,
            cells: z.array(InsightCell).max(2000),
          })
          .meta({ id: 'NewAudienceInsight' }),
      )
      .min(1)
      .max(100),
  })
  .meta({ id: 'NewAudienceInsights' });

export const InsightBreakdown = z
  .object({
    properties: z.array(z.string()).describe('What the cells are divided by, for example `["age", "gender"]`.'),
    cells: z.array(
      z.object({
        key: z.record(z.string(), z.string()),
        share: DecimalString.nullable(),
        size: z.int().nullable(),
        hidden: z.boolean().describe('Whether the cell is too small to be shown, or would give such a one away.'),
      }),
    ),
    total: DecimalString.describe('Sum of the shares that are shown.'),
    missing: DecimalString.nullable().describe(
      'What the shares lack to 1; null where people fall into several cells and shares have no sum.',
    ),
    missingReason: z
      .enum(['hidden', 'not_stated', 'overlapping'])
      .nullable()
      .describe('Why shares are missing; null where they sum to 1.'),
  })
  .meta({ id: 'InsightBreakdown' });
export type InsightBreakdown = z.infer<typeof InsightBreakdown>;

export const AudienceInsight = z
  .object({
    date: CalendarDate,
    dimension: InsightDimension,
    source: z.string(),
    breakdowns: z.array(InsightBreakdown),
  })
  .meta({ id: 'AudienceInsight' });
export type AudienceInsight = z.infer<typeof AudienceInsight>;

export const AudienceInsightsInput = PageInput.extend({
  id: Id.describe('The audience.'),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  dimension: InsightDimension.optional(),
  source: Source.optional(),
}).meta({ id: 'AudienceInsightsInput' });

export const RecordedInsights = z
  .object({ recorded: z.int(), hiddenCells: z.int().describe('Cells whose numbers were not stored.') })
  .meta({ id: 'RecordedInsights' });
