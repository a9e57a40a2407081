// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Instant } from '../core/words.ts';
import type { ReportContent } from './content.ts';

export interface ReportBuild {
  /** Of the campaign, period and `asOf`: the same for all versions. */
  id: string;
  /** 1 for the first; one more whenever inputs had changed. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  campaignName: string;
  /** First day that was asked for; null for all that is known. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Moment that was asked for; null for what holds when it is built. */
  asOf: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  builtAt: Instant;
  /** Since when this version can’t be changed; null if it isn’t frozen. */
  frozenAt: Instant | null;
  /** SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8. */
  contentHash: string;
  /** SHA-256 of the PDF; null until the version is frozen. */
  pdfHash: string | null;
  /** False where nothing had changed and the stored report is the answer. */
  built: boolean;
}

export interface ReportBuildInput {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  /** First day; with `to`. Without both, all that is known of the campaign. */
  from?: CalendarDate | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  to?: CalendarDate | undefined;
  /** Answer as it would have been then: an instant, or a day (its end in UTC). */
  asOf?: CalendarDate | Instant | undefined;
}

export interface ReportDeletion {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  version: number;
  /** Must be true to delete a version that is frozen. */
  evenFrozen?: boolean | undefined;
}

export interface ReportExportInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The newest unless given. */
  version?: number | undefined;
  format: ReportFormat;
}

export interface ReportFile {
  fileName: string;
  mediaType: string;
  /** How `content` carries the bytes of the file: a PDF as Base64. */
  encoding: 'utf8' | 'base64';
  content: string;
  /** Of the bytes of the file. */
  sha256: string;
}

export type ReportFormat = 'json' | 'csv' | 'pdf';

export interface ReportGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The newest unless given. */
  version?: number | undefined;
}

export interface ReportListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only reports of this campaign. */
  campaignId?: string | undefined;
}

export interface ReportVerification {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  version: number;
  /** What was stored with the report. */
  contentHash: string;
  /** Of the content as it is now. */
  computedHash: string;
  pdfHash: string | null;
  /** Of the PDF as it is made now; null unless the version is frozen. */
  computedPdfHash: string | null;
  /** Whether the content is what it was. */
  matches: boolean;
  /** Whether the PDF is what it was; a newer SongTrackPro may draw another one of the same content. */
  pdfMatches: boolean | null;
}

export interface ReportVersion {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  version: number;
}

export interface StoredReport {
  /** Of the campaign, period and `asOf`: the same for all versions. */
  id: string;
  /** 1 for the first; one more whenever inputs had changed. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  campaignName: string;
  /** First day that was asked for; null for all that is known. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Moment that was asked for; null for what holds when it is built. */
  asOf: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  builtAt: Instant;
  /** Since when this version can’t be changed; null if it isn’t frozen. */
  frozenAt: Instant | null;
  /** SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8. */
  contentHash: string;
  /** SHA-256 of the PDF; null until the version is frozen. */
  pdfHash: string | null;
  content: ReportContent;
}

export interface StoredReportEntry {
  /** Of the campaign, period and `asOf`: the same for all versions. */
  id: string;
  /** 1 for the first; one more whenever inputs had changed. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  campaignName: string;
  /** First day that was asked for; null for all that is known. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Moment that was asked for; null for what holds when it is built. */
  asOf: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  builtAt: Instant;
  /** Since when this version can’t be changed; null if it isn’t frozen. */
  frozenAt: Instant | null;
  /** SHA-256, in hexadecimal, of the content’s canonical JSON (RFC 8785) in UTF-8. */
  contentHash: string;
  /** SHA-256 of the PDF; null until the version is frozen. */
  pdfHash: string | null;
}
