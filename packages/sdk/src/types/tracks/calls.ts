// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { DuplicateTracks, Merge } from './merges.ts';
import type { FoundTrack, NewTrack, Track, TrackChange } from './schemas.ts';

export interface CreatedTracks {
  /** In the order of the input. */
  created: string[];
}

export interface DuplicateTrackPage {
  items: DuplicateTracks[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface FoundTracks {
  items: FoundTrack[];
}

export interface TrackCreateManyInput {
  tracks: NewTrack[];
}

export interface TrackDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface TrackDeleteManyInput {
  ids: string[];
}

export interface TrackDismissDuplicateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  otherId: string;
}

export interface TrackDuplicateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only tracks of this artist. */
  artistId?: string | undefined;
  /** True lists pairs that were dismissed instead. */
  dismissed?: boolean | undefined;
}

export interface TrackGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface TrackMergeInput {
  /** The one that stays. */
  id: string;
  /** The one that is merged away. */
  fromId: string;
}

export interface TrackMergeListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface TrackMergePage {
  items: Merge[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface TrackPage {
  items: Track[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface TrackRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface TrackRestoreManyInput {
  ids: string[];
}

export interface TrackSearchInput {
  /** Title, artist or both, with typing errors. */
  text: string;
  limit?: number | undefined;
}

export interface TrackUndoDismissDuplicateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  otherId: string;
}

export interface TrackUndoMergeInput {
  /** UUID; version 7 where SongTrackPro made it. */
  mergeId: string;
}

export interface TrackUpdateManyInput {
  tracks: TrackChange[];
}
