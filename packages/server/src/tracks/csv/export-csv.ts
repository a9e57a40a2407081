import { type contract, type Track, type TrackColumn, trackColumns } from '@songtrackpro/contracts';
import { findArtists, listTracks } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { toCsvLine } from './formula-cell.ts';

const text = (value: string | number | boolean | null): string => (value === null ? '' : String(value));

/** The cell of each column; the credit only where it is not the artist's name alone. */
const cells: Record<TrackColumn, (track: Track, artistName: string) => string> = {
  id: (track) => track.id,
  title: (track) => track.title,
  artist: (_, artistName) => artistName,
  credit: (track, artistName) => (track.artist === artistName ? '' : track.artist),
  album: (track) => text(track.album),
  isrc: (track) => text(track.isrc),
  shares_isrc: (track) => (track.sharesIsrc ? 'true' : ''),
  spotify_id: (track) => text(track.spotifyId),
  apple_music_id: (track) => text(track.appleMusicId),
  upc: (track) => text(track.upc),
  release_date: (track) => text(track.releaseDate),
  duration_ms: (track) => text(track.durationMs),
  explicit: (track) => text(track.explicit),
  label: (track) => text(track.label),
  genres: (track) => track.genres.join('|'),
  artwork_url: (track) => text(track.artworkUrl),
};

export const exportCsv: Verb<typeof contract.tracks.exportCsv> = async (ctx, input) => {
  const { limit, cursor, withIds, ...filter } = input;
  const page = await readPage(ctx, input, (request) => listTracks(ctx.tx, request, filter));
  const artistIds = new Set(page.items.map(({ artistId }) => artistId));
  const names = new Map((await findArtists(ctx.tx, [...artistIds])).map(({ id, name }) => [id, name]));
  const columns = trackColumns.filter((column) => withIds || column !== 'id');
  const lines = page.items.map((track) => {
    const artistName = names.get(track.artistId) ?? track.artist;
    return toCsvLine(columns.map((column) => cells[column](track, artistName)));
  });
  const header = cursor === undefined ? [toCsvLine(columns)] : [];
  return { csv: [...header, ...lines].join(''), rows: lines.length, nextCursor: page.nextCursor };
};
