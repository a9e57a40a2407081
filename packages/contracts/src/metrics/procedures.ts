import { pageOf } from '../core/page.ts';
import { query } from '../core/procedure.ts';
import { Revision, RevisionsInput } from './revisions.ts';
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
};
