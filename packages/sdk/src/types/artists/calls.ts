// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { DuplicateArtists, Merge } from '../tracks/merges.ts';
import type { Artist } from './schemas.ts';

export interface ArtistDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ArtistDeleteManyInput {
  ids: string[];
}

export interface ArtistDismissDuplicateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  otherId: string;
}

export interface ArtistDuplicateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** True lists pairs that were dismissed instead. */
  dismissed?: boolean | undefined;
}

export interface ArtistGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ArtistMergeInput {
  /** The one that stays. */
  id: string;
  /** The one that is merged away. */
  fromId: string;
}

export interface ArtistMergeListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface ArtistMergePage {
  items: Merge[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ArtistPage {
  items: Artist[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface ArtistRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ArtistRestoreManyInput {
  ids: string[];
}

export interface ArtistUndoDismissDuplicateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  otherId: string;
}

export interface ArtistUndoMergeInput {
  /** UUID; version 7 where SongTrackPro made it. */
  mergeId: string;
}

export interface DuplicateArtistPage {
  items: DuplicateArtists[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
