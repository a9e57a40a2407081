// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';
import type { FactState, MetricSource, MetricValue, ReportedMetricName, SubjectKind } from './schemas.ts';

export interface MetricChange {
  metric: string;
  before: MetricValue;
  after: MetricValue;
  /** After less before, exact; null where one of them is unknown. */
  difference: string | null;
}

export interface Revision {
  /** The fact. */
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
  zone: string | null;
  currency: string | null;
  /** When the newest of the statements was recorded. */
  changedAt: Instant;
  /** Numbers that differ; none where a statement about an earlier moment joined the history. */
  changes: MetricChange[];
  /** What brought it, oldest recording first. */
  statements: {
    /** sync: a connected account was asked. */
    kind: 'import' | 'push' | 'sync';
    importId: string | null;
    fileName: string | null;
    /** Key or person that brought it: that pushed or uploaded it, or undid the import; null for a sync. */
    broughtBy: string | null;
    /** Request that pushed it. */
    requestId: string | null;
    state: FactState;
    /** Point in time, ISO 8601 in UTC. */
    observedAt: Instant;
    /** Point in time, ISO 8601 in UTC. */
    recordedAt: Instant;
  }[];
}

export interface RevisionsInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only what was recorded after this moment. */
  since: Instant;
  subjectKind?: SubjectKind | undefined;
  /** Only facts about this subject; needs `subjectKind`. */
  subjectId?: string | undefined;
  metric?: ReportedMetricName | undefined;
  source?: MetricSource | undefined;
  /** Only what was recorded by then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}
