// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate } from '../core/words.ts';

export interface TrackCsvFault {
  /** Null where the row as a whole is wrong. */
  column: string | null;
  message: string;
}

export interface TrackCsvInput {
  /** The header and up to 5000 rows. A larger file is sent in parts, each with the header; the SDK does it. Columns: `id`, `title`, `artist`, `credit`, `album`, `isrc`, `shares_isrc`, `spotify_id`, `apple_music_id`, `upc`, `release_date`, `duration_ms`, `explicit`, `label`, `genres`, `artwork_url` and `link`. */
  csv: string;
  /** Line of the file on which the first row of this part stands; results count from it. */
  firstLine?: number | undefined;
}

export interface TrackCsvPart {
  /** Rows as text; the first part begins with the header. */
  csv: string;
  rows: number;
  /** Cursor of the next part; null on the last one. */
  nextCursor: string | null;
}

export interface TrackCsvResult {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** Artists that were made because no artist had the name. */
  createdArtists: number;
  rows: TrackCsvRow[];
}

export interface TrackCsvRow {
  /** Line of the file on which the row begins. */
  line: number;
  status: 'created' | 'updated' | 'unchanged' | 'refused';
  /** Null where the row was refused. */
  trackId: string | null;
  faults: TrackCsvFault[];
}

export interface TrackExportInput {
  /** Only tracks of this artist. */
  artistId?: string | undefined;
  /** Only tracks with this ISRC. */
  isrc?: string | undefined;
  /** Only tracks whose title and artist contain this; accents and case don’t matter. */
  text?: string | undefined;
  /** Only tracks released on this day or later. */
  releasedFrom?: CalendarDate | undefined;
  /** Only tracks released on this day or earlier. */
  releasedTo?: CalendarDate | undefined;
  /** True lists what was deleted instead. */
  deleted?: boolean | undefined;
  /** Rows in one part, 1 to 2000. */
  limit?: number | undefined;
  /** `nextCursor` of the part before. */
  cursor?: string | undefined;
  /** False leaves out the ids, for a file that goes to another organization. */
  withIds?: boolean | undefined;
}
