// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Origin } from './artists.ts';

export interface NewTrack {
  /** UUID; version 7 where SongTrackPro made it. */
  artistId: string;
  title: string;
  album?: string | undefined;
  /** With or without hyphens, any case. */
  isrc?: string | undefined;
  /** Spotify id, 22 letters and digits. */
  spotifyId?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  releaseDate?: string | undefined;
  /** Length in milliseconds. */
  durationMs?: number | undefined;
}

export interface Track {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId: string;
  title: string;
  album: string | null;
  /** Twelve characters without hyphens. */
  isrc: string | null;
  spotifyId: string | null;
  releaseDate: string | null;
  /** Length in milliseconds. */
  durationMs: number | null;
  origin: Origin;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: string;
}

export interface TrackGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface TrackListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only tracks of this artist. */
  artistId?: string | undefined;
}

export interface TrackPage {
  items: Track[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}
