// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';

export interface NewReportSchedule {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  rhythm: ReportRhythm;
}

export interface ReportRhythm {
  every: 'week' | 'month';
  /** Of a week 1 (Monday) to 7; of a month its day, or its last one where it is shorter. */
  day: number;
}

export interface ReportSchedule {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  rhythm: ReportRhythm;
  enabled: boolean;
  /** Day, in the organization’s zone, at whose beginning the next report is made. */
  nextRunOn: CalendarDate;
  /** The newest that it has made. */
  lastReport: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    version: number;
    /** Calendar day, `YYYY-MM-DD`. */
    from: CalendarDate;
    /** Calendar day, `YYYY-MM-DD`. */
    to: CalendarDate;
  } | null;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
}

export interface ReportScheduleChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  rhythm?: ReportRhythm | undefined;
  /** False pauses it; what falls due meanwhile isn’t made up for. */
  enabled?: boolean | undefined;
}

export interface ReportScheduleListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only schedules of this campaign. */
  campaignId?: string | undefined;
}
