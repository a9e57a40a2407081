// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';
import type { Audience } from './schemas.ts';

export interface FinishedListUpload {
  upload: ListUpload;
  audience: Audience;
}

export interface ListRow {
  email?: string | undefined;
  /** With country code, for example `+1 555 987 6543`. */
  phone?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  postalCode?: string | undefined;
  /** Two letters, for example `DE`. */
  country?: string | undefined;
}

export interface ListRows {
  /** UUID; version 7 where SongTrackPro made it. */
  uploadId: string;
  /** Line of the first row in its list, to name refused rows by. */
  firstLine?: number | undefined;
  rows: ListRow[];
}

export interface ListRowsResult {
  /** People of this call who were in no earlier row of the upload. */
  accepted: number;
  duplicates: number;
  refused: RefusedListRow[];
}

export interface ListUpload {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  audienceId: string;
  mode: ListUploadMode;
  status: 'open' | 'finished';
  /** Rows sent so far. */
  received: number;
  /** People among them, each counted once. */
  accepted: number;
  /** Rows of people who stood in an earlier row. */
  duplicates: number;
  /** Rows that name nobody; `addRows` says why. */
  refused: number;
  /** People who came into the list; null until the upload is finished. */
  added: number | null;
  /** People who left the list; null until the upload is finished. */
  removed: number | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
}

export type ListUploadMode = 'append' | 'replace' | 'remove';

export interface NewListUpload {
  /** The audience; one of kind `list`. */
  id: string;
  mode?: ListUploadMode | undefined;
}

export interface RefusedListRow {
  line: number;
  field: 'email' | 'phone' | 'firstName' | 'lastName' | 'postalCode' | 'country' | null;
  /** What to do about it; never a value of the row. */
  reason: string;
}
