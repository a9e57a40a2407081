import { mutation, query } from '../core/procedure.ts';
import { FactBatch, FactReceipt } from './push-schemas.ts';
import { DailyInput, DailyMetrics } from './schemas.ts';

export const metrics = {
  daily: query({
    permission: 'metrics:read',
    input: DailyInput,
    output: DailyMetrics,
    errors: ['not_found'],
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
};
