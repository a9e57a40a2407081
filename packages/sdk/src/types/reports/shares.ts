// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';

export interface NewReportShare {
  /** Of the report. */
  id: string;
  /** The link shows exactly this version, whatever is built later. */
  version: number;
  expiresInDays?: number | undefined;
  /** For whom it is; only members see it. */
  label?: string | undefined;
}

export interface ReportShare {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  reportId: string;
  reportVersion: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  label: string | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  revokedAt: Instant | null;
  /** How often it was opened. */
  views: number;
  lastViewedAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
}

export interface ReportShareListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only links to this report. */
  reportId?: string | undefined;
}

export interface ReportShareWithLink {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  reportId: string;
  reportVersion: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  label: string | null;
  /** Point in time, ISO 8601 in UTC. */
  expiresAt: Instant;
  revokedAt: Instant | null;
  /** How often it was opened. */
  views: number;
  lastViewedAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Address of the page on the API’s server; with `?format=json`, `csv` or `pdf` of the file. Shown once. */
  path: string | null;
  /** The same as a whole address; null unless the server knows its PUBLIC_URL. */
  url: string | null;
  /** Says, where the call was repeated, that the link was shown before. */
  hint?: string | undefined;
}
