import type { Track } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { findTracks } from './store.ts';

/** What a file says of tracks that may be known already. */
export interface TrackSigns {
  ids: readonly string[];
  isrcs: readonly string[];
  spotifyIds: readonly string[];
  appleMusicIds: readonly string[];
  /** Artist and title; case and accents count. */
  titles: readonly { artistId: string; title: string }[];
}

const list = (values: readonly string[]) =>
  sql`jsonb_array_elements_text(${JSON.stringify(values)}::jsonb) as said (value)`;

/**
 * Living tracks that bear one of the signs, the oldest first. Each kind of sign is joined by itself, so that it can use
 * an index of its own; of several tracks with one ISRC it is the one that doesn't share it.
 */
export async function findKnownTracks(tx: TenantTransaction, signs: TrackSigns): Promise<Track[]> {
  const pairs = JSON.stringify(signs.titles.map(({ artistId, title }) => ({ artist_id: artistId, title })));
  const found = await tx.execute<{ id: string }>(sql`
    select said.value::uuid as id from ${list(signs.ids)}
    union
    select t.id from ${list(signs.isrcs)} join tracks t on t.isrc = said.value and t.deleted_at is null and not t.shares_isrc
    union
    select t.id from ${list(signs.spotifyIds)} join tracks t on t.spotify_id = said.value and t.deleted_at is null
    union
    select t.id from ${list(signs.appleMusicIds)} join tracks t on t.apple_music_id = said.value and t.deleted_at is null
    union
    select t.id from jsonb_to_recordset(${pairs}::jsonb) as pair (artist_id uuid, title text)
      join tracks t on t.artist_id = pair.artist_id and t.title = pair.title and t.deleted_at is null`);
  const tracks = await findTracks(
    tx,
    found.map(({ id }) => id),
  );
  return tracks.sort((a, b) => (a.id < b.id ? -1 : 1));
}
