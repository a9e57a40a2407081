import type { FactSubject } from './parsed-row.ts';

const ISRC = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;
const SPOTIFY_ID = /(?:^|[:/])([0-9A-Za-z]{22})(?:\?.*)?$/;

/** Longer names come from broken quotation marks. */
const longestName = 1000;

/** An ISRC as twelve characters, or nothing where the cell is none. */
export function readIsrc(cell: string): string | undefined {
  const text = cell.replace(/[\s-]/g, '').toUpperCase();
  return ISRC.test(text) ? text : undefined;
}

/** A Spotify id alone, or at the end of an address or URI. */
export function readSpotifyId(cell: string): string | undefined {
  return SPOTIFY_ID.exec(cell.trim())?.[1];
}

/** A track as cells name it; null where they name none. An id without a title stands for the title. */
export function trackSubject(cells: {
  title: string;
  artist: string;
  isrc: string | undefined;
  spotifyId: string | undefined;
}): FactSubject | null {
  const { isrc, spotifyId } = cells;
  const name = cells.title.trim().slice(0, longestName) || isrc || spotifyId;
  if (!name) return null;
  const artist = cells.artist.trim().slice(0, longestName);
  return {
    kind: 'track',
    name,
    ...(artist !== '' && { artist }),
    ...(isrc !== undefined && { isrc }),
    ...(spotifyId !== undefined && { spotifyId }),
  };
}
