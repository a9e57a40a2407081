import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import {
  AsOf,
  broughtByText,
  FactState,
  MetricSource,
  MetricValue,
  ReportedMetricName,
  SubjectKind,
} from './schemas.ts';

export const RevisionsInput = PageInput.extend({
  since: Instant.describe('Only what was recorded after this moment.'),
  subjectKind: SubjectKind.optional().describe('Only facts about subjects of this kind.'),
  subjectId: Id.optional().describe('Only facts about this subject; needs `subjectKind`.'),
  metric: ReportedMetricName.optional().describe('Only facts in which this number changed.'),
  source: MetricSource.optional(),
  asOf: AsOf.optional().describe('Only what was recorded by then: an instant, or a day (its end in UTC).'),
})
  .refine((input) => input.subjectId === undefined || input.subjectKind !== undefined, {
    path: ['subjectKind'],
    message: 'must be given with subjectId',
  })
  .meta({ id: 'RevisionsInput' });

export const MetricChange = z
  .object({
    metric: z.string(),
    before: MetricValue.describe('Reason `not_recorded` where the fact had not been stated by `since`.'),
    after: MetricValue.describe('Reason `withdrawn` where the fact has been taken back.'),
    difference: z.string().nullable().describe('After less before, exact; null where one of them is unknown.'),
  })
  .meta({ id: 'MetricChange' });

export const Revision = z
  .object({
    id: Id.describe('The fact.'),
    subject: z.object({ kind: SubjectKind, id: Id, name: z.string() }),
    granularity: z.enum(['day', 'period']),
    from: CalendarDate,
    to: CalendarDate,
    source: MetricSource,
    attribution: z.string().nullable(),
    breakdown: z.record(z.string(), z.string()),
    zone: z.string().nullable(),
    currency: z.string().nullable(),
    changedAt: Instant.describe('When the newest of the statements was recorded.'),
    changes: z
      .array(MetricChange)
      .describe('Numbers that differ; none where a statement about an earlier moment joined the history.'),
    statements: z
      .array(
        z.object({
          kind: z.enum(['import', 'push', 'sync']).describe('sync: a connected account was asked.'),
          importId: Id.nullable(),
          fileName: z.string().nullable(),
          broughtBy: Id.nullable().describe(broughtByText),
          requestId: z.string().nullable().describe('Request that pushed it.'),
          state: FactState,
          observedAt: Instant,
          recordedAt: Instant,
        }),
      )
      .describe('What brought it, oldest recording first.'),
  })
  .meta({ id: 'Revision' });
export type Revision = z.infer<typeof Revision>;
