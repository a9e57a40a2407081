import { pageOf } from '../core/page.ts';
import { mutation, query, subscription } from '../core/procedure.ts';
import { LiveBatch, LiveInput } from './live.ts';
import { FactBatch, FactReceipt } from './push-schemas.ts';
import { Revision, RevisionsInput } from './revisions.ts';
import { DailyInput, DailyMetrics } from './schemas.ts';
import { Series, SeriesFile, SeriesInput } from './series.ts';

export const metrics = {
  daily: query({
    permission: 'metrics:read',
    shows: 'history',
    input: DailyInput,
    output: DailyMetrics,
    errors: ['not_found', 'plan_limit'],
    http: { method: 'GET', path: '/v1/metrics/daily' },
    weight: 2,
    summary: 'Numbers by day',
    description:
      'Every known day of one subject with its source and history, calculated metrics beside the reported ones, and the days that are missing. Any question can be asked as of an earlier day.',
    example: {
      subjectKind: 'artist',
      subjectId: '01930000-0000-7000-8000-000000000000',
      from: '2026-01-01',
      to: '2026-01-31',
    },
  }),
  push: mutation({
    permission: 'metrics:write',
    input: FactBatch,
    output: FactReceipt,
    errors: [],
    http: { method: 'POST', path: '/v1/metrics' },
    weight: 5,
    summary: 'Push daily facts',
    description:
      'Up to 1,000 days of artists, tracks and campaigns into the ledger, as source `push`. What is answered is stored. The same fact in the same words is a no-op; another number for the same day and `observedAt` is refused as `conflict`.',
    example: {
      facts: [
        {
          subjectKind: 'track',
          subjectId: '01930000-0000-7000-8000-000000000000',
          date: '2026-03-01',
          observedAt: '2026-03-02T06:00:00.000Z',
          values: { streams: 1200 },
        },
      ],
    },
  }),
  revisions: query({
    permission: 'metrics:read',
    input: RevisionsInput,
    output: pageOf(Revision).meta({ id: 'RevisionPage' }),
    errors: ['not_found', 'invalid_cursor'],
    http: { method: 'GET', path: '/v1/metrics/revisions' },
    weight: 3,
    summary: 'What changed since a moment',
    description:
      'Every fact that was stated, restated or withdrawn after a moment: each number before and after, by how much, and what brought it. Oldest change first; a fact that changes while pages are read comes again with its newest state.',
    example: { since: '2026-01-01T00:00:00.000Z', limit: 20 },
  }),
  watch: subscription({
    permission: 'metrics:read',
    input: LiveInput,
    output: LiveBatch,
    errors: ['invalid_cursor', 'stopping'],
    http: { method: 'GET', path: '/v1/metrics/events' },
    weight: 3,
    summary: 'Watch numbers as they come',
    description:
      'Facts that are stated, restated or withdrawn, and counts of events by track, hour and day, as they change. The first event says where the stream begins. A stream that goes on behind a position, at any server process, leaves no change out and repeats none.',
    example: { after: '1024' },
  }),
  series: query({
    permission: 'metrics:read',
    shows: 'history',
    input: SeriesInput,
    output: Series,
    errors: ['not_found', 'fx_rate_missing', 'plan_limit'],
    http: { method: 'POST', path: '/v1/metrics/series' },
    weight: 5,
    summary: 'Numbers over time',
    description:
      'Any metrics of any subjects on one axis: by day, week, month, quarter, year or as a whole, grouped, filtered, compared with another range, in one currency, as of any day. Ratios are ratios of sums. What cannot be added, and what nobody has stated, is null with its reason.',
    example: {
      metrics: ['spend', 'streams', 'blendedCostPerStream'],
      subjects: [{ kind: 'campaign', id: '01930000-0000-7000-8000-000000000000' }],
      from: '2026-01-01',
      to: '2026-03-31',
      interval: 'week',
    },
  }),
  exportSeries: query({
    permission: 'metrics:read',
    shows: 'history',
    input: SeriesInput,
    output: SeriesFile,
    errors: ['not_found', 'fx_rate_missing', 'plan_limit'],
    http: { method: 'POST', path: '/v1/metrics/series/export' },
    weight: 5,
    summary: 'Numbers over time as CSV',
    description: 'What `metrics.series` answers, as the text of a CSV file: a row for each bucket and group.',
    example: {
      metrics: ['spend', 'impressions'],
      subjects: [{ kind: 'campaign', id: '01930000-0000-7000-8000-000000000000' }],
      from: '2026-01-01',
      to: '2026-03-31',
      interval: 'month',
    },
  }),
};
