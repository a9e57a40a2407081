// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';
import type { MetricSource, SubjectKind } from './schemas.ts';

export interface EventCounter {
  interval: 'hour' | 'day';
  /** First instant of the hour or day, in UTC. */
  start: Instant;
  /** `play` events. */
  plays: number;
  /** `skip` events. */
  skips: number;
  /** `complete` events. */
  completes: number;
  /** Events that report a play time. */
  playsWithPlaytime: number;
  /** Events with a play time under 30 seconds. */
  playsUnder30s: number;
  /** Events with a play time of 30 seconds and more. */
  streams: number;
  playtimeMs: number;
  track: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    title: string;
  };
}

export interface FactChange {
  /** The fact, as `metrics.revisions` names it. */
  id: string;
  subject: {
    kind: SubjectKind;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  granularity: 'day' | 'period';
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  source: MetricSource;
  attribution: string | null;
  breakdown: Record<string, string>;
  /** `recorded`: nothing held before; `restated`: other numbers held; `withdrawn`: nothing holds any more. */
  change: 'recorded' | 'restated' | 'withdrawn';
  /** Reported metrics whose number changed; calculated ones follow from them. */
  metrics: string[];
  /** Point in time, ISO 8601 in UTC. */
  recordedAt: Instant;
}

export interface LiveBatch {
  /** Where the stream stands after this event; also the id of the event. */
  position: string;
  /** Facts that were stated, restated or withdrawn, in the order of the changes. */
  facts: FactChange[];
  /** Counts of events that changed; each replaces the one of the same track, interval and start. */
  counts: EventCounter[];
}

export interface MetricWatchInput {
  /** The position of the last event that was seen, by this program or an earlier run of it; at most 7 days old. Without it the stream begins now. */
  after?: string | undefined;
}
