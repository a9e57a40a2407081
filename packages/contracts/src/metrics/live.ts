import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { versioned } from '../core/versioned.ts';
import { eventCountFields } from '../events/counts.ts';
import { MetricSource, SubjectKind } from './schemas.ts';

/** Days that changes are kept, and so how long a client may be away. */
export const liveDays = 7;
/** Most changes of one event. */
export const liveBatchSize = 200;

const Position = z
  .string()
  .regex(/^\d{1,15}$/, 'must be the position of an event')
  .describe('Where the stream stands after this event; also the id of the event.');

/** What a change of a fact says, without the name of its subject, which may change. */
export const FactChangeData = z.object({
  kind: z.literal('fact'),
  id: Id.describe('The fact, as `metrics.revisions` names it.'),
  subject: z.object({ kind: SubjectKind, id: Id }),
  granularity: z.enum(['day', 'period']),
  from: CalendarDate,
  to: CalendarDate,
  source: MetricSource,
  attribution: z.string().nullable(),
  breakdown: z.record(z.string(), z.string()),
  change: z
    .enum(['recorded', 'restated', 'withdrawn'])
    .describe('`recorded`: nothing held before; `restated`: other numbers held; `withdrawn`: nothing holds any more.'),
  metrics: z.array(z.string()).describe('Reported metrics whose number changed; calculated ones follow from them.'),
  recordedAt: Instant,
});
export type FactChangeData = z.infer<typeof FactChangeData>;

/** Counts of a track in an hour or a day, as they were when they had been counted. */
export const CountChangeData = z.object({
  kind: z.literal('count'),
  trackId: Id,
  interval: z.enum(['hour', 'day']),
  start: Instant.describe('First instant of the hour or day, in UTC.'),
  ...eventCountFields,
});
export type CountChangeData = z.infer<typeof CountChangeData>;

const LiveChangeDataV1 = z.strictObject({
  version: z.literal(1),
  change: z.discriminatedUnion('kind', [FactChangeData, CountChangeData]),
});
export type LiveChangeData = z.infer<typeof LiveChangeDataV1>;

/** A change as it waits for those who watch. */
export const LiveChangeData = versioned<LiveChangeData>('live change', 1, LiveChangeDataV1);

export const FactChange = FactChangeData.omit({ kind: true })
  .extend({ subject: z.object({ kind: SubjectKind, id: Id, name: z.string() }) })
  .meta({ id: 'FactChange' });
export type FactChange = z.infer<typeof FactChange>;

export const EventCounter = CountChangeData.omit({ kind: true, trackId: true })
  .extend({ track: z.object({ id: Id, title: z.string() }) })
  .meta({ id: 'EventCounter' });
export type EventCounter = z.infer<typeof EventCounter>;

export const LiveInput = z
  .object({
    after: Position.optional().describe(
      `The position of the last event that was seen, by this program or an earlier run of it; at most ${liveDays} days old. Without it the stream begins now.`,
    ),
  })
  .meta({ id: 'MetricWatchInput' });

export const LiveBatch = z
  .object({
    position: Position,
    facts: z.array(FactChange).describe('Facts that were stated, restated or withdrawn, in the order of the changes.'),
    counts: z
      .array(EventCounter)
      .describe('Counts of events that changed; each replaces the one of the same track, interval and start.'),
  })
  .meta({ id: 'LiveBatch' });
export type LiveBatch = z.infer<typeof LiveBatch>;
