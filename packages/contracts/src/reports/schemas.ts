import { z } from 'zod';
import { Artist } from '../artists/schemas.ts';
import { Campaign } from '../campaigns/schemas.ts';
import { Id } from '../core/ids.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import {
  AsOf,
  DateRange,
  MetricSource,
  MetricValue,
  MetricValues,
  PeriodFact,
  SubjectKind,
} from '../metrics/schemas.ts';
import { Organization } from '../organizations/schemas.ts';
import { Track } from '../tracks/schemas.ts';

/** Something a reader of the report must know before trusting or acting on it. */
export const QualityNote = z
  .object({
    code: z.enum([
      'no_numbers',
      'period_only',
      'days_missing',
      'no_streams_linked',
      'no_streams_known',
      'periods_overlap',
      'days_differ_from_period',
      'rows_summed',
      'clocks_differ',
      'zone_unknown',
      'clicks_over_impressions',
      'totals_row_differs',
    ]),
    message: z.string().describe('What is missing or odd, and what to do.'),
  })
  .meta({ id: 'QualityNote' });
export type QualityNote = z.infer<typeof QualityNote>;

export const ReportDay = z
  .object({
    date: CalendarDate,
    spend: MetricValue,
    impressions: MetricValue,
    linkClicks: MetricValue,
    streams: MetricValue,
    listeners: MetricValue,
  })
  .meta({ id: 'ReportDay' });

export const CampaignReportInput = z
  .object({ campaignId: Id, asOf: AsOf.optional() })
  .meta({ id: 'CampaignReportInput' });

export const CampaignReport = z
  .object({
    campaign: Campaign,
    artist: Artist.nullable(),
    track: Track.nullable(),
    asOf: Instant,
    totals: z
      .object({
        basis: z.enum(['period', 'days']).describe('A fact of the whole period, or the sum of days.'),
        range: DateRange,
        source: MetricSource,
        currency: z.string().nullable(),
        values: MetricValues,
      })
      .nullable(),
    periods: z.array(PeriodFact).describe('All period facts of the campaign: alternatives, never added.'),
    daily: z
      .object({
        range: DateRange,
        streamsOf: z.object({ kind: SubjectKind, id: Id, name: z.string() }).nullable(),
        days: z.array(ReportDay),
      })
      .nullable(),
    quality: z.array(QualityNote),
  })
  .meta({ id: 'CampaignReport' });
export type CampaignReport = z.infer<typeof CampaignReport>;

export const OverviewInput = z.object({ asOf: AsOf.optional() }).meta({ id: 'OverviewInput' });

export const AccountOverview = z
  .object({
    id: Id,
    name: z.string(),
    currency: z.string().nullable(),
    campaigns: z.int(),
    periods: z.array(PeriodFact).describe('Totals as the ad platform states them: alternatives, never added.'),
  })
  .meta({ id: 'AccountOverview' });

export const TimelineOverview = z
  .object({
    subject: z.object({ kind: SubjectKind, id: Id, name: z.string() }),
    source: MetricSource,
    zone: z.string().nullable(),
    range: DateRange,
    days: z.int().describe('Days that are known.'),
    missing: z.array(DateRange),
    totals: MetricValues,
    streams: z.array(z.number().nullable()).describe('Streams by day over the whole range; null where unknown.'),
  })
  .meta({ id: 'TimelineOverview' });

export const Overview = z
  .object({
    organization: Organization,
    asOf: Instant,
    accounts: z.array(AccountOverview),
    timelines: z.array(TimelineOverview),
    campaigns: z.array(z.object({ id: Id, name: z.string() })).describe('The first 200 campaigns, newest first.'),
    quality: z.array(QualityNote),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
