// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, Instant } from '../core/words.ts';
import type { ReportedMetricName } from '../metrics/schemas.ts';
import type { ColumnMeaning } from './columns.ts';

export interface Import {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  fileName: string;
  status: ImportStatus;
  /** Recognised format, null before the file was read. */
  format: string | null;
  sizeBytes: number | null;
  /** Bytes that are stored; an interrupted upload goes on from here. */
  receivedBytes: number;
  sha256: string | null;
  dryRun: boolean;
  /** Null unless the file is being worked on. */
  progress: ImportProgress | null;
  /** Earlier import of the same bytes; nothing was done again. */
  duplicateOf: string | null;
  rows: {
    read: number;
    refused: number;
    /** Facts that the file states, after rows with the same key were summed. */
    facts: number;
    /** Facts that were new or restated. */
    changed: number;
    /** Facts about tracks that the catalogue does not have; see `newTracks`. */
    passedOver: number;
  };
  firstDate: CalendarDate | null;
  lastDate: CalendarDate | null;
  /** The first 100 refused rows; `errorsPath` has all. */
  errors: ImportRowError[];
  question: ImportQuestion | null;
  fault: {
    code: string;
    message: string;
  } | null;
  /** Subjects that this import named for the first time; an undo leaves them. */
  created: {
    artists: number;
    tracks: number;
    adAccounts: number;
    campaigns: number;
    adSets: number;
    ads: number;
  };
  /** The first 50 subjects that the facts are about. */
  subjects: {
    kind: string;
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  }[];
  /** How the totals rows of the file, if it has any, agree with its other rows; filled when it is completed. */
  totals: ImportTotal[];
  /** Null before the file was read. */
  columns: ImportReadColumns | null;
  /** What must be known before the numbers of a file that was taken are trusted. */
  notes: ImportNote[];
  /** Where the bytes go by PUT. */
  contentPath: string;
  /** Where every refused row is read by GET, as CSV. */
  errorsPath: string;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
  /** From this moment on the ledger answers without this import. */
  undoneAt: Instant | null;
}

export interface ImportListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  status?: ImportStatus | undefined;
}

/** What the columns of a table mean; kept when an import with `columns` is completed. */
export interface ImportMapping {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** Header of the files that it fits, cell by cell. */
  headers: string[];
  /** Meaning of columns by their header as written, over what is known of it. */
  columns: Record<string, ColumnMeaning>;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
}

export interface ImportMappingListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface ImportNote {
  /** columns_differ: two columns mean the same and say different things; the first was read. rows_summed: rows were added up that the columns that were read don’t tell apart, and a column was not understood. */
  code: 'columns_differ' | 'rows_summed';
  message: string;
}

export interface ImportProgress {
  /** The file is read twice: it is checked whole before a fact is written. */
  phase: 'checking' | 'writing';
  /** Bytes of the file read in this phase. */
  bytes: number;
  totalBytes: number;
  /** Rows read in this phase. */
  rows: number;
  bytesPerSecond: number;
  rowsPerSecond: number;
  /** Until the end of this phase; null as long as nobody can tell. */
  etaSeconds: number | null;
}

export interface ImportQuestion {
  code:
    | 'needs_artist'
    | 'needs_track'
    | 'needs_tracks'
    | 'needs_period'
    | 'needs_currency'
    | 'needs_country'
    | 'needs_date_order'
    | 'needs_mapping'
    | 'plan_limit';
  message: string;
  /** Option of `imports.create` that answers it. */
  option: string;
  /** Saved meaning of the columns of a file with the same header. */
  mappingId?: string | undefined;
}

/** What became of each column of the file. What one that was passed over means can be said by `columns`. */
export interface ImportReadColumns {
  /** Headers whose cells are in the facts, or say what the facts are about. */
  read: string[];
  /** Headers of ratios that the platform calculated; they are made anew from the sums. */
  calculated: string[];
  /** Headers that were not understood, mean the same as another, or were said to be ignored. */
  passedOver: string[];
}

export interface ImportRowError {
  /** Line in the file; the header is line 1. */
  line: number;
  column: string | null;
  code: string;
  message: string;
}

/** awaiting_content: the file has not arrived whole. queued, checking, writing: at work. waiting: needs an answer, see `question`. completed: its facts are in the ledger. refused: nothing was taken, see `fault`. failed: our fault, it will be tried again. previewed: a dry run, nothing was written. undoing: its facts are being taken back. undone: the ledger answers without it. */
export type ImportStatus =
  | 'awaiting_content'
  | 'queued'
  | 'checking'
  | 'writing'
  | 'waiting'
  | 'completed'
  | 'refused'
  | 'failed'
  | 'previewed'
  | 'undoing'
  | 'undone';

/** A number of a totals row beside the sum over the rows of its file. The row is a fact of its own and isn’t made to agree. Reach and other numbers that can’t be summed are not compared. */
export interface ImportTotal {
  /** Ad account of which the totals row is a fact. */
  adAccountId: string;
  /** Calendar day, `YYYY-MM-DD`. */
  from: CalendarDate;
  /** Calendar day, `YYYY-MM-DD`. */
  to: CalendarDate;
  metric: ReportedMetricName;
  /** Of an amount; null for a count. */
  currency: string | null;
  /** What the totals row says, an exact decimal. */
  stated: string;
  /** What the other rows of the file add up to. */
  rows: string;
  /** `rows` less `stated`; `0` where they agree. */
  difference: string;
}

export interface NewImport {
  /** Artist that a timeline belongs to, or that imported campaigns promote. */
  artistId?: string | undefined;
  /** Track that a song timeline belongs to. */
  trackId?: string | undefined;
  /** Ad account of an Ads Manager export that names none. */
  adAccountId?: string | undefined;
  /** First day of an export that carries no dates. */
  periodStart?: CalendarDate | undefined;
  /** Last day of an export that carries no dates. */
  periodEnd?: CalendarDate | undefined;
  /** Currency of an export whose headers name none. */
  currency?: Currency | undefined;
  /** How to read dates such as 03/04/2026. */
  dateOrder?: 'day_first' | 'month_first' | undefined;
  /** How fractions are written, for numbers such as 1,234 that no other of the file explains. */
  decimalSeparator?: '.' | ',' | undefined;
  /** Country of a chart that names none, two letters, or `global`. */
  country?: 'global' | string | undefined;
  /** What to do with rows about tracks that the catalogue does not have: make the tracks (and artists), or pass the rows over. Charts are passed over unless given, everything else is added. */
  newTracks?: 'add' | 'skip' | undefined;
  /** Meaning of columns by their header as written, over what is known of it. */
  columns?: Record<string, ColumnMeaning> | undefined;
  /** When the file was exported; the end of its last day unless given. */
  exportedAt?: Instant | undefined;
  /** Saved meaning of the columns, see `imports.mappings`; instead of `columns`. */
  mappingId?: string | undefined;
  /** Only say what the import would do: nothing is written, and no artist, track or campaign is made. */
  dryRun?: boolean | undefined;
  /** Name of the export, with its folder if that names the artist or account, for example `My Artist/audience-timeline.csv`. */
  fileName: string;
}
