// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Origin } from '../artists/schemas.ts';
import type { CalendarDate, Instant } from '../core/words.ts';

export interface FoundTrack {
  track: Track;
  /** How well title and artist match, up to 1. */
  score: number;
}

export interface NewTrack {
  /** UUID; version 7 where SongTrackPro made it. */
  artistId: string;
  title: string;
  /** As credited, for example with guests; the artist’s name unless given. */
  artist?: string | undefined;
  album?: string | undefined;
  /** With or without hyphens, any case. */
  isrc?: string | undefined;
  /** True says that another track with this ISRC is meant to be there as well. */
  sharesIsrc?: boolean | undefined;
  /** Link or URI of the track at Spotify or Apple Music, as it is copied there; gives the id. */
  link?: string | undefined;
  /** Spotify id, 22 letters and digits. */
  spotifyId?: string | undefined;
  /** Apple Music id, up to 20 digits. */
  appleMusicId?: string | undefined;
  /** UPC or EAN of the release; spaces and hyphens don’t matter. */
  upc?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  releaseDate?: CalendarDate | undefined;
  /** Length in milliseconds. */
  durationMs?: number | undefined;
  explicit?: boolean | undefined;
  artworkUrl?: string | undefined;
  label?: string | undefined;
  genres?: string[] | undefined;
}

export interface Track {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId: string;
  title: string;
  /** As credited, for example with guests; the artist’s name unless it was given. */
  artist: string;
  album: string | null;
  /** Twelve characters without hyphens. */
  isrc: string | null;
  /** Whether this is said to be one of several tracks with its ISRC. */
  sharesIsrc: boolean;
  spotifyId: string | null;
  appleMusicId: string | null;
  /** UPC or EAN of the release, 12 to 14 digits. */
  upc: string | null;
  releaseDate: CalendarDate | null;
  /** Length in milliseconds. */
  durationMs: number | null;
  /** Null where nobody has said. */
  explicit: boolean | null;
  artworkUrl: string | null;
  label: string | null;
  genres: string[];
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

export interface TrackChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId?: string | undefined;
  title?: string | undefined;
  /** Null credits the artist alone. */
  artist?: string | null | undefined;
  /** Null takes it away, here and below. */
  album?: string | null | undefined;
  isrc?: string | null | undefined;
  /** True says that another track with this ISRC is meant to be there as well. */
  sharesIsrc?: boolean | undefined;
  /** Link or URI of the track at Spotify or Apple Music, as it is copied there; gives the id. */
  link?: string | undefined;
  spotifyId?: string | null | undefined;
  appleMusicId?: string | null | undefined;
  upc?: string | null | undefined;
  releaseDate?: CalendarDate | null | undefined;
  durationMs?: number | null | undefined;
  explicit?: boolean | null | undefined;
  artworkUrl?: string | null | undefined;
  label?: string | null | undefined;
  genres?: string[] | undefined;
}

export interface TrackListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
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
  /** `title` from A to Z, `releaseDate` the latest first and those without a date last. */
  sort?: 'newest' | 'title' | 'releaseDate' | undefined;
}
