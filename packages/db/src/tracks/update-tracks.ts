import type { Track } from '@songtrackpro/contracts';
import { type SQL, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';

/** Rows of one statement. */
const rowsPerStatement = 2000;

/** Columns that a bulk update writes, with their types. */
const written: Readonly<Record<string, string>> = {
  artist_id: 'uuid',
  title: 'text',
  artist: 'text',
  album: 'text',
  isrc: 'text',
  shares_isrc: 'boolean',
  spotify_id: 'text',
  apple_music_id: 'text',
  upc: 'text',
  release_date: 'date',
  duration_ms: 'integer',
  explicit: 'boolean',
  artwork_url: 'text',
  label: 'text',
  genres: 'text[]',
};

const columns = Object.keys(written);
const assignments = sql.raw(columns.map((name) => `${name} = u.${name}`).join(', '));
const shape = sql.raw(columns.map((name) => `${name} ${written[name]}`).join(', '));

/** A track as it is to be; the credit is the artist's name where it is null. */
export type RewrittenTrack = Omit<Track, 'artist'> & { artist: string | null };

const toRow = (track: RewrittenTrack) => ({
  id: track.id,
  version: track.version,
  artist_id: track.artistId,
  title: track.title,
  artist: track.artist,
  album: track.album,
  isrc: track.isrc,
  shares_isrc: track.sharesIsrc,
  spotify_id: track.spotifyId,
  apple_music_id: track.appleMusicId,
  upc: track.upc,
  release_date: track.releaseDate,
  duration_ms: track.durationMs,
  explicit: track.explicit,
  artwork_url: track.artworkUrl,
  label: track.label,
  genres: track.genres,
});

async function changedIds(tx: TenantTransaction, statement: SQL): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(statement).catch(rethrowConstraint);
  return rows.map(({ id }) => id);
}

/**
 * Writes many tracks, each if it still has the version that it carries. Answers the ids that were written. Ids may not be
 * handed from one track to another in a call: each row is checked against all others as it is written.
 */
export async function updateTracks(tx: TenantTransaction, tracks: readonly RewrittenTrack[]): Promise<string[]> {
  const changed: string[] = [];
  for (let start = 0; start < tracks.length; start += rowsPerStatement) {
    const rows = JSON.stringify(tracks.slice(start, start + rowsPerStatement).map(toRow));
    const statement = sql`
      update tracks t set version = t.version + 1, ${assignments}
      from jsonb_to_recordset(${rows}::jsonb) as u (id uuid, version integer, ${shape})
      where t.id = u.id and t.version = u.version and t.deleted_at is null
      returning t.id`;
    changed.push(...(await changedIds(tx, statement)));
  }
  return changed;
}
