// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export interface Artist {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  spotifyId: string | null;
  origin: Origin;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: string;
}

export interface ArtistListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface ArtistPage {
  items: Artist[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface NewArtist {
  name: string;
  /** Spotify id, 22 letters and digits. */
  spotifyId?: string | undefined;
}

export type Origin = 'manual' | 'import';
