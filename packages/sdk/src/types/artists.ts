// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from './core.ts';

export interface Artist {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  spotifyId: string | null;
  appleMusicId: string | null;
  artworkUrl: string | null;
  origin: Origin;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  /** When it was deleted; null for what is there. */
  deletedAt: Instant | null;
}

export interface ArtistChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  link?: string | undefined;
  /** Null takes it away. */
  spotifyId?: string | null | undefined;
  appleMusicId?: string | null | undefined;
  artworkUrl?: string | null | undefined;
}

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

export interface ArtistGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface ArtistListDuplicatesInput {
  /** True lists pairs that were dismissed instead. */
  dismissed?: boolean | undefined;
  limit?: number | undefined;
}

export interface ArtistListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only artists whose name contains this; accents and case don’t matter. */
  text?: string | undefined;
  /** True lists what was deleted instead. */
  deleted?: boolean | undefined;
  sort?: 'newest' | 'name' | undefined;
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

export interface BulkRefusal {
  /** Place of the row in the input, from 0. */
  index: number;
  /** `conflict`: as it is now, or as what it hangs on is, the call can’t be made for it alone either. */
  code: 'not_found' | 'stale_version' | 'conflict';
  /** The version that is stored, where the row was refused as stale. */
  version: number | null;
}

export interface BulkResult {
  /** Rows that were changed. */
  changed: string[];
  /** Rows that were left as they were. */
  refused: BulkRefusal[];
}

export interface DuplicateArtistList {
  items: DuplicateArtists[];
}

export interface DuplicateArtists {
  /** The older one first. */
  artists: Artist[];
  /** 0.5 to 1; how likely both are one. */
  score: number;
  reasons: ('same_name' | 'similar_name')[];
}

export interface DuplicateDismissal {
  /** The older one first. */
  ids: string[];
  /** Null once it was taken back. */
  dismissedAt: Instant | null;
}

export interface Merge {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** What was merged away; its numbers are read with those of `into`. */
  from: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  into: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    name: string;
  };
  /** Point in time, ISO 8601 in UTC. */
  mergedAt: Instant;
  undoneAt: Instant | null;
  /** Campaigns that were linked to `from`. */
  movedCampaigns: number;
  /** Tracks that were given to another artist; 0 where tracks were merged. */
  movedTracks: number;
  /** Fields that were unknown of `into` and known of `from`. */
  filled: string[];
}

export interface NewArtist {
  name: string;
  /** Link or URI of the artist at Spotify or Apple Music, as it is copied there. */
  link?: string | undefined;
  /** Spotify id, 22 letters and digits. */
  spotifyId?: string | undefined;
  /** Apple Music id, up to 20 digits. */
  appleMusicId?: string | undefined;
  artworkUrl?: string | undefined;
}

export type Origin = 'manual' | 'import';
