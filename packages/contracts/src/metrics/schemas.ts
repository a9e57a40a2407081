import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { metricIds, reportedMetricIds } from './definitions.ts';

/** A metric that sources state. */
export const ReportedMetricName = z.enum(reportedMetricIds).meta({ id: 'ReportedMetricName' });

/** Any metric, stated or calculated. */
export const MetricName = z.enum(metricIds).meta({ id: 'MetricName' });

/** What a number can be about. */
export const SubjectKind = z
  .enum(['adAccount', 'campaign', 'adSet', 'ad', 'artist', 'track'])
  .meta({ id: 'SubjectKind' });
export type SubjectKind = z.infer<typeof SubjectKind>;

/** Where numbers come from; facts of different sources are never added. */
export const MetricSource = z
  .enum([
    'meta_api',
    'meta_ads_manager',
    'spotify_for_artists',
    'spotify_charts',
    'distrokid',
    'tunecore',
    'symphonic',
    'believe',
    'ddex_dsr',
    'mapped_file',
    'push',
  ])
  .meta({
    id: 'MetricSource',
    description:
      'meta_api: what a connected ad account is asked for; mapped_file: a table that was read by a column mapping; push: what a program stated.',
  });
export type MetricSource = z.infer<typeof MetricSource>;

export const AsOf = z
  .union([CalendarDate, Instant])
  .meta({ description: 'Answer as it would have been then: an instant, or a day (its end in UTC).' });

/**
 * One number with its excuse: counts are JSON numbers, money is an exact decimal string, fractions are 0 to 1, unit
 * costs are whole micros (a millionth of the currency unit). Null always carries the reason.
 */
export const MetricValue = z
  .object({
    value: z.union([z.number(), z.string()]).nullable(),
    reason: z.string().nullable().describe('Why the value is null, for example `unavailable` or `no_impressions`.'),
  })
  .meta({ id: 'MetricValue' });
export type MetricValue = z.infer<typeof MetricValue>;

export const MetricValues = z.record(z.string(), MetricValue).meta({ id: 'MetricValues' });
export type MetricValues = z.infer<typeof MetricValues>;

export const FactState = z.enum(['provisional', 'final', 'withdrawn', 'undone']).meta({
  id: 'FactState',
  description: 'provisional: the source may still restate it. undone: its import was taken back.',
});

export const broughtByText =
  'Key or person that brought it: that pushed or uploaded it, or undid the import; null for a sync.';

export const Provenance = z
  .object({
    importId: Id.nullable(),
    fileName: z.string().nullable(),
    broughtBy: Id.nullable().describe(broughtByText),
    requestId: z.string().nullable().describe('Request that pushed it.'),
    observedAt: Instant.describe('When the source said it.'),
    recordedAt: Instant.describe('When it was stored here.'),
    versions: z.int().describe('How often this fact was stated differently, including this time.'),
  })
  .meta({ id: 'Provenance' });

export const DayFact = z
  .object({
    date: CalendarDate,
    state: FactState,
    values: MetricValues,
    provenance: Provenance,
  })
  .meta({ id: 'DayFact' });
export type DayFact = z.infer<typeof DayFact>;

export const DateRange = z.object({ from: CalendarDate, to: CalendarDate }).meta({ id: 'DateRange' });
export type DateRange = z.infer<typeof DateRange>;

/** A fact of a whole period that the source did not split into days; it answers exactly that period. */
export const PeriodFact = z
  .object({
    from: CalendarDate,
    to: CalendarDate,
    state: FactState,
    source: MetricSource,
    zone: z.string().nullable().describe('Zone of its days; null where the source does not say.'),
    currency: z.string().nullable(),
    attribution: z.string().nullable().describe('Attribution setting of conversions, as the source words it.'),
    rows: z.int().describe('Rows of the file that this fact sums.'),
    labels: z.record(z.string(), z.string()),
    values: MetricValues,
    provenance: Provenance,
  })
  .meta({ id: 'PeriodFact' });
export type PeriodFact = z.infer<typeof PeriodFact>;

export const longestRangeDays = 3700;

export const DailyInput = z
  .object({
    subjectKind: SubjectKind,
    subjectId: Id,
    from: CalendarDate.optional().describe('First day; the first one known unless given.'),
    to: CalendarDate.optional().describe('Last day; the last one known unless given.'),
    source: MetricSource.optional().describe('Only facts of this source; otherwise the preferred one.'),
    attribution: z.string().max(200).optional(),
    asOf: AsOf.optional(),
  })
  .refine((input) => !input.from || !input.to || input.from <= input.to, {
    path: ['to'],
    message: 'must not be before from',
  })
  .meta({ id: 'DailyInput' });

export const DailyMetrics = z
  .object({
    subject: z.object({ kind: SubjectKind, id: Id, name: z.string() }),
    source: MetricSource.nullable().describe('Null when nothing is known about the subject.'),
    attribution: z.string().nullable().describe('Attribution setting of conversions in this series.'),
    alternatives: z
      .array(z.object({ source: MetricSource, attribution: z.string().nullable() }))
      .describe('Other series of the same subject that also exist; never added to this one.'),
    zone: z.string().nullable(),
    currency: z.string().nullable(),
    asOf: Instant,
    range: DateRange.nullable(),
    days: z.array(DayFact).describe('One entry for each known day, oldest first.'),
    missing: z.array(DateRange).describe('Days of the range that no source has stated: unknown, not zero.'),
    expiredBefore: CalendarDate.nullable().describe(
      'Days before this one may have been stored so long ago that they have expired; null where none can be missing. Without `from` the range begins here. A range that begins earlier has no totals (reason `expired_before`).',
    ),
    totals: MetricValues.describe(
      'Sums of additive metrics and ratios of sums; null for reach, listeners and the like.',
    ),
  })
  .meta({ id: 'DailyMetrics' });
export type DailyMetrics = z.infer<typeof DailyMetrics>;
