import { z } from 'zod';
import { Currency } from '../core/money.ts';
import { ReportedMetricName } from '../metrics/schemas.ts';

const entity = z.enum(['adAccount', 'campaign', 'adSet', 'ad']);
const key = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);

/** What one column of a file means. */
export const ColumnMeaning = z
  .discriminatedUnion('as', [
    z.strictObject({
      as: z.literal('metric'),
      metric: ReportedMetricName.describe('One of the metrics that sources state, for example `spend`.'),
      currency: Currency.optional(),
    }),
    z.strictObject({ as: z.literal('day') }),
    z.strictObject({ as: z.literal('month') }),
    z.strictObject({ as: z.literal('periodStart') }),
    z.strictObject({ as: z.literal('periodEnd') }),
    z.strictObject({ as: z.literal('periodRange') }),
    z.strictObject({ as: z.literal('name'), of: entity }),
    z.strictObject({ as: z.literal('externalId'), of: entity }),
    z.strictObject({ as: z.literal('track'), part: z.enum(['title', 'artist', 'isrc', 'spotifyId']) }),
    z.strictObject({ as: z.literal('breakdown'), key }),
    z.strictObject({ as: z.literal('attribution') }),
    z.strictObject({ as: z.literal('currency') }),
    z.strictObject({ as: z.literal('reversal') }),
    z.strictObject({ as: z.literal('label'), key }),
    z.strictObject({ as: z.literal('ignored') }),
  ])
  .meta({
    id: 'ColumnMeaning',
    description:
      'metric: a number of the fact. day, month, periodStart, periodEnd, periodRange: when it is of. name, externalId: which part of an ad account. track: which track. breakdown: a part of the subject, for example a country. currency: of the amounts in the row. reversal: says void, return or refund where units may be negative. label: text kept with the fact.',
  });
export type ColumnMeaning = z.infer<typeof ColumnMeaning>;

export const ImportColumns = z
  .record(z.string().min(1).max(300), ColumnMeaning)
  .refine((columns) => Object.keys(columns).length <= 200, 'at most 200 columns')
  .refine((columns) => Object.keys(columns).every((header) => !header.includes('\0')), 'must not contain NUL')
  .describe('Meaning of columns by their header as written, over what is known of it.');
export type ImportColumns = z.infer<typeof ImportColumns>;
