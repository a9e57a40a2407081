// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Import, ImportMapping } from './schemas.ts';

export interface ImportGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ImportMappingPage {
  items: ImportMapping[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ImportPage {
  items: Import[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ImportUndoInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ImportWatchInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}
