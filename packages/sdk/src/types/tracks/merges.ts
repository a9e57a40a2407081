// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Artist } from '../artists/schemas.ts';
import type { Instant } from '../core/words.ts';
import type { Track } from './schemas.ts';

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

export interface DuplicateTracks {
  /** The older one first. */
  tracks: Track[];
  /** 0.5 to 1; how likely both are one. */
  score: number;
  reasons: ('same_isrc' | 'same_title' | 'similar_title' | 'same_artist' | 'same_duration')[];
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
