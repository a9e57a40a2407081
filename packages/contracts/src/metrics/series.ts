import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency } from '../core/money.ts';
import { CalendarDate, Instant, TimeZone } from '../core/time.ts';
import { AsOf, DateRange, FactState, MetricName, MetricSource, MetricValues, SubjectKind } from './schemas.ts';

export const seriesIntervals = ['day', 'week', 'month', 'quarter', 'year', 'all'] as const;
export const SeriesInterval = z
  .enum(seriesIntervals)
  .meta({ id: 'SeriesInterval', description: 'Weeks are those of ISO 8601, from Monday.' });
export type SeriesInterval = z.infer<typeof SeriesInterval>;

export const SeriesSubjectKind = z.enum([...SubjectKind.options, 'organization']).meta({ id: 'SeriesSubjectKind' });
export type SeriesSubjectKind = z.infer<typeof SeriesSubjectKind>;

export const SeriesSubject = z.object({ kind: SeriesSubjectKind, id: Id }).meta({ id: 'SeriesSubject' });
export type SeriesSubject = z.infer<typeof SeriesSubject>;

/** What facts can be grouped by beside the breakdowns that their source gives them. */
export const seriesDimensions = ['source', 'adAccount', 'campaign', 'adSet', 'ad', 'artist', 'track'] as const;

const Breakdown = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be the name of a breakdown, for example country');

const [firstDay, lastDay] = ['1900-01-01', '2199-12-31'];
const orderly = (range: { from: string; to: string }) =>
  range.from <= range.to && range.from >= firstDay && range.to <= lastDay;
const disorder = { path: ['to'], message: `must not be before from; both must lie between ${firstDay} and ${lastDay}` };

const ComparedRange = z
  .object({ from: CalendarDate, to: CalendarDate })
  .refine(orderly, disorder)
  .meta({ id: 'ComparedRange' });

export const seriesLimits = { metrics: 30, subjects: 50, values: 200_000 } as const;

export const SeriesInput = z
  .object({
    metrics: z.array(MetricName).min(1).max(seriesLimits.metrics),
    subjects: z
      .array(SeriesSubject)
      .min(1)
      .max(seriesLimits.subjects)
      .describe('Added together, unless `groupBy` keeps them apart. An organization stands for all that it has.'),
    from: CalendarDate,
    to: CalendarDate,
    interval: SeriesInterval.default('day'),
    timeZone: TimeZone.optional().describe('Zone of the axis; the organization’s own unless given.'),
    groupBy: z
      .array(Breakdown)
      .max(4)
      .default([])
      .describe('`source`, a kind of subject, or any breakdown that the facts carry, for example `country` or `age`.'),
    filters: z
      .record(Breakdown, z.array(z.string().max(1000)).min(1).max(200))
      .default({})
      .refine((filters) => seriesDimensions.every((dimension) => !Object.hasOwn(filters, dimension)), {
        message: 'are for breakdowns; name subjects in `subjects` and a source in `source`',
      })
      .describe('Members by breakdown, as the source writes them: only facts of these are added.'),
    source: MetricSource.optional().describe('Only facts of this source; otherwise the preferred one of each subject.'),
    attribution: z.string().max(200).optional(),
    fill: z
      .enum(['null', 'zero'])
      .default('null')
      .describe('`zero`: 0 where the facts say that there was nothing. What nobody has stated stays null.'),
    compare: z
      .union([z.enum(['previous_period', 'previous_year']), ComparedRange])
      .optional()
      .describe('The days directly before, the same days a year before, or a range.'),
    reportCurrency: Currency.nullable()
      .optional()
      .describe(
        'Money is converted by the reference rate of each fact’s day. Unless given, the organization’s own where every rate is known, else none; null for none.',
      ),
    asOf: AsOf.optional(),
  })
  .refine(orderly, disorder)
  .meta({ id: 'SeriesInput' });
export type SeriesInput = z.infer<typeof SeriesInput>;

export const SeriesBucket = z
  .object({
    key: z.string().describe('For example `2026-03-29`, `2026-W13`, `2026-03`, `2026-Q1`, `2026` or `all`.'),
    from: CalendarDate,
    to: CalendarDate,
    startsAt: Instant,
    endsAt: Instant.describe('The first moment that is no longer part of it.'),
    hours: z.number().describe('23 or 25 for a day on which the clocks change.'),
    whole: z.boolean().describe('False where the range cuts the week, month, quarter or year.'),
  })
  .meta({ id: 'SeriesBucket' });
export type SeriesBucket = z.infer<typeof SeriesBucket>;

export const SeriesPoint = z
  .object({
    values: MetricValues,
    days: z.int().describe('Days of the bucket of which something is known.'),
    state: FactState.nullable().describe(
      '`provisional` where a part may still be restated; null where nothing is known.',
    ),
  })
  .meta({ id: 'SeriesPoint' });
export type SeriesPoint = z.infer<typeof SeriesPoint>;

export const SeriesGroup = z
  .object({
    group: z.record(z.string(), z.string()).describe('Member by dimension; of a kind of subject, the id.'),
    points: z.array(SeriesPoint).describe('One for each bucket.'),
    totals: MetricValues.describe('Over the whole range.'),
  })
  .meta({ id: 'SeriesGroup' });
export type SeriesGroup = z.infer<typeof SeriesGroup>;

export const SeriesNote = z
  .object({
    code: z.enum([
      'zones_mixed',
      'zone_differs',
      'zone_unknown',
      'days_missing',
      'expired',
      'period_only',
      'attributions_mixed',
      'groups_differ',
      'common_days',
      'no_streams_linked',
      'report_currency',
      'report_currency_unused',
    ]),
    message: z.string(),
  })
  .meta({ id: 'SeriesNote' });
export type SeriesNote = z.infer<typeof SeriesNote>;

export const SeriesReading = z
  .object({
    of: z.object({ kind: SeriesSubjectKind, id: Id }).describe('The subject that was asked for.'),
    subject: z.object({ kind: SubjectKind, id: Id, name: z.string() }).describe('Whose facts were read for it.'),
    source: MetricSource.nullable().describe('Null where nothing is known, or where it is grouped by source.'),
    attribution: z.string().nullable(),
    zone: z.string().nullable(),
    currency: z.string().nullable(),
    missing: z.array(DateRange).describe('Days of the range that nobody has stated: unknown, not zero.'),
  })
  .meta({ id: 'SeriesReading' });
export type SeriesReading = z.infer<typeof SeriesReading>;

export const SeriesRate = z
  .object({
    from: Currency,
    to: Currency,
    date: CalendarDate.describe('Day of the reference rate.'),
    rate: z.string().describe('Units of `to` for one of `from`.'),
  })
  .meta({ id: 'SeriesRate' });
export type SeriesRate = z.infer<typeof SeriesRate>;

const table = {
  range: DateRange,
  buckets: z.array(SeriesBucket),
  groups: z.array(SeriesGroup).describe('One without `groupBy`.'),
  totals: SeriesGroup.describe('Over all groups; a fact that belongs to several counts once.'),
  currency: z.string().nullable().describe('Of all money in it; null where there is none, or of several.'),
};

export const SeriesChange = z
  .object({
    change: z.number().nullable().describe('0.25 is plus 25 percent.'),
    reason: z.string().nullable().describe('`from_zero`, or `unavailable` where one of the two is unknown.'),
    difference: z.string().nullable().describe('Exact, in the unit of the metric.'),
  })
  .meta({ id: 'SeriesChange' });
export type SeriesChange = z.infer<typeof SeriesChange>;

export const SeriesComparison = z
  .object({
    ...table,
    changes: z
      .record(z.string(), SeriesChange)
      .describe('Of the totals, by metric: from this range to the one asked for.'),
  })
  .meta({ id: 'SeriesComparison' });

export const Series = z
  .object({
    ...table,
    interval: SeriesInterval,
    timeZone: z.string(),
    asOf: Instant,
    comparison: SeriesComparison.nullable(),
    readings: z.array(SeriesReading).describe('Where the numbers come from, the first 200.'),
    names: z.record(z.string(), z.string()).describe('Names of the subjects in groups, by id.'),
    rates: z.array(SeriesRate).describe('Reference rates that were used.'),
    notes: z.array(SeriesNote),
  })
  .meta({ id: 'Series' });
export type Series = z.infer<typeof Series>;

export const SeriesFile = z
  .object({
    fileName: z.string(),
    csv: z
      .string()
      .describe(
        'A row for each bucket and group; a null is an empty cell. Text that a spreadsheet would run is escaped.',
      ),
  })
  .meta({ id: 'SeriesFile' });
