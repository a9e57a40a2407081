// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Instant } from '../core/words.ts';

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
