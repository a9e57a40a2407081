import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { CalendarDate, Instant, TimeZone } from '../core/time.ts';
import { isDecimal } from './decimal.ts';
import { isReportedMetric, type ReportedMetricId, reportedMetrics } from './definitions.ts';

/** Most facts of one call. */
export const pushLimit = 1000;
/** Digits that the document store keeps of a number. */
const longestDecimal = 30;

const PushedNumber = z.union([z.number(), z.string().max(longestDecimal)]).nullable();

type Issue = { message: string; path: string[] };

function issueOf(id: string, value: number | string | null): Issue | null {
  const path = [id];
  if (!isReportedMetric(id)) return { path, message: 'is not a reported metric; docs/metrics lists them' };
  if (value === null) return null;
  if (reportedMetrics[id].unit === 'count') {
    const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return isCount ? null : { path, message: 'is a count: send a whole number, 0 or more' };
  }
  if (typeof value !== 'string' || !isDecimal(value))
    return { path, message: 'send an exact decimal as text: "12.50"' };
  const mayBeNegative = reportedMetrics[id].unit === 'money';
  return mayBeNegative || !value.startsWith('-') ? null : { path, message: 'must not be negative' };
}

export const PushedValues = z
  .record(z.string().max(64), PushedNumber)
  .superRefine((values, check) => {
    const entries = Object.entries(values);
    if (entries.length === 0) check.addIssue({ code: 'custom', message: 'must have at least one metric' });
    for (const [id, value] of entries) {
      const issue = issueOf(id, value);
      if (issue) check.addIssue({ code: 'custom', ...issue });
    }
  })
  .meta({
    id: 'PushedValues',
    description: 'By reported metric: counts as numbers, money and seconds as decimal text, null for unknown.',
  });

const money = (id: string): boolean =>
  isReportedMetric(id) && reportedMetrics[id satisfies ReportedMetricId].unit === 'money';

export const PushedFact = z
  .object({
    subjectKind: z.enum(['artist', 'track', 'campaign']),
    subjectId: Id,
    date: CalendarDate.describe('The day, in `zone`.'),
    observedAt: Instant.describe('When your source said it. A later moment restates the day; the history is kept.'),
    values: PushedValues,
    zone: TimeZone.optional().describe('Zone of the day; UTC unless given.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three capital letters')
      .optional()
      .describe('ISO 4217; needed where a value is money.'),
  })
  .refine(({ values, currency }) => currency !== undefined || !Object.keys(values).some(money), {
    path: ['currency'],
    message: 'is needed where a value is money',
  })
  .meta({ id: 'PushedFact' });
export type PushedFact = z.infer<typeof PushedFact>;

export const FactBatch = z
  .object({
    facts: z
      .array(PushedFact)
      .min(1, 'must have at least one fact')
      .max(pushLimit, `must not have more than ${pushLimit} facts; split the batch`),
  })
  .meta({ id: 'FactBatch' });

/** Why a fact isn't recorded. */
export const FactRefusal = z.enum(['unknown_subject', 'in_the_future', 'conflict']).meta({ id: 'FactRefusal' });
export type FactRefusal = z.infer<typeof FactRefusal>;

export const FactReceipt = z
  .object({
    recorded: z.int().describe('Facts that are recorded now.'),
    repeated: z.int().describe('Facts that had been pushed already in the same words.'),
    refused: z
      .array(z.object({ index: z.int().describe('Place of the fact in the batch, from 0.'), reason: FactRefusal }))
      .describe('Facts that are not recorded; every other one is.'),
  })
  .meta({ id: 'FactReceipt' });
