// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { ReportSchedule } from './schedules.ts';
import type { ReportShare } from './shares.ts';
import type { StoredReportEntry } from './stored-schemas.ts';

export interface ReportDeleteScheduleInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ReportGetScheduleInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ReportRevokeShareInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ReportSchedulePage {
  items: ReportSchedule[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ReportSharePage {
  items: ReportShare[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface StoredReportPage {
  items: StoredReportEntry[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
