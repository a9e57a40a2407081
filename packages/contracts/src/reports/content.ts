import { z } from 'zod';
import { CampaignStatus } from '../campaigns/schemas.ts';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { GoalProgress, GoalStatus } from '../goals/schemas.ts';
import { GoalType } from '../goals/types.ts';
import { DateRange, MetricSource, MetricValues, SubjectKind } from '../metrics/schemas.ts';

/** Longest range that a stored report covers, in days. */
export const longestReportDays = 1100;

export const reportFlags = [
  'no_numbers',
  'no_streams_linked',
  'clicks_over_impressions',
  'totals_row_differs',
  'days_differ_from_period',
  'periods_overlap',
  'rows_summed',
  'zones_mixed',
  'zone_differs',
  'zone_unknown',
  'days_missing',
  'expired',
  'period_only',
  'attributions_mixed',
  'groups_differ',
  'common_days',
  'currencies_mixed',
  'members_left_out',
] as const;

/** Something that a reader has to know before trusting the numbers. None of them changes a number. */
export const ReportFlag = z
  .object({ code: z.enum(reportFlags), message: z.string().describe('What is odd, by how much, and what to do.') })
  .meta({ id: 'ReportFlag' });
export type ReportFlag = z.infer<typeof ReportFlag>;

const NamedSubject = z.object({ kind: SubjectKind, id: Id, name: z.string() });

/** Where numbers of a report come from: one import of a file, or what was pushed. */
export const ReportSource = z
  .object({
    source: MetricSource,
    importId: Id.nullable().describe('Null for what was pushed.'),
    fileName: z.string().nullable(),
    sha256: z.string().nullable().describe('Of the imported file’s bytes; null where it isn’t known.'),
    observedAt: Instant.describe('When the source said it; the latest of its facts.'),
    recordedAt: Instant.describe('When it was stored here; the latest of its facts.'),
    facts: z.int().describe('Facts of the report that it stated.'),
    from: CalendarDate,
    to: CalendarDate,
  })
  .meta({ id: 'ReportSource' });
export type ReportSource = z.infer<typeof ReportSource>;

export const ReportQuality = z
  .object({
    missing: z
      .array(
        z.object({ subject: NamedSubject, of: z.enum(['ads', 'streams']), days: z.int(), ranges: z.array(DateRange) }),
      )
      .describe('Days of the range that nobody has stated: unknown, not zero.'),
    provisional: z
      .object({ facts: z.int(), provisional: z.int(), share: z.number().nullable().describe('Null without facts.') })
      .describe('Facts that their source may still restate.'),
    sources: z.array(ReportSource).describe('The first 200, the one with most facts first.'),
    flags: z.array(ReportFlag),
    expiredBefore: CalendarDate.nullable().describe(
      'Days before this one may have expired; null where none can be missing.',
    ),
    zones: z.array(z.string()).describe('Zones in which the sources count their days; more than one are mixed.'),
  })
  .meta({ id: 'ReportQuality' });
export type ReportQuality = z.infer<typeof ReportQuality>;

export const ReportGoal = z
  .object({
    id: Id,
    type: GoalType,
    unit: z.enum(['streams', 'people', 'engagements', 'conversions']),
    baseline: z.int(),
    target: z.int(),
    dueDate: CalendarDate.nullable(),
    current: GoalProgress.shape.current,
    reason: GoalProgress.shape.reason,
    through: GoalProgress.shape.through,
    share: GoalProgress.shape.share,
    status: GoalStatus.nullable().describe('As it stood when the report was built.'),
  })
  .meta({ id: 'ReportGoal' });
export type ReportGoal = z.infer<typeof ReportGoal>;

/** What a stored report says. Its canonical JSON (RFC 8785) is what the content hash is over. */
export const ReportContent = z
  .object({
    campaign: z.object({
      id: Id,
      name: z.string(),
      status: CampaignStatus.nullable(),
      startDate: CalendarDate.nullable(),
      endDate: CalendarDate.nullable(),
      budgetMinor: MinorUnits.nullable(),
      currency: Currency.nullable(),
    }),
    organization: z.object({ id: Id, name: z.string() }),
    streamsOf: NamedSubject.nullable().describe('Artist or track whose streams stand beside the spend.'),
    range: DateRange.nullable().describe('Null where nothing is known that a range could be told from.'),
    asOf: Instant.describe('The numbers are those that had been recorded by then.'),
    timeZone: z.string().describe('The organization’s.'),
    currency: Currency.nullable().describe('Of all money in it; null where there is none, or of several.'),
    totals: MetricValues.describe('Over the whole range: sums of additive metrics, ratios of sums.'),
    days: z
      .array(z.object({ date: CalendarDate, state: z.enum(['provisional', 'final']).nullable(), values: MetricValues }))
      .describe('Every day of the range; values are null where nobody has stated them.'),
    locations: z
      .array(z.object({ country: z.string(), values: MetricValues }))
      .describe('Countries as the source writes them, the first 20 by spend.'),
    demographics: z
      .array(z.object({ age: z.string().nullable(), gender: z.string().nullable(), values: MetricValues }))
      .describe('As fine as the source tells, the first 40 by spend; null for a part that it doesn’t break down by.'),
    goals: z.array(ReportGoal),
    roi: MetricValues.describe(
      'What came back: `roas`, `roi`, `blendedCostPerStream` and the parts they are made of; null with the reason.',
    ),
    quality: ReportQuality,
  })
  .meta({ id: 'ReportContent' });
export type ReportContent = z.infer<typeof ReportContent>;
