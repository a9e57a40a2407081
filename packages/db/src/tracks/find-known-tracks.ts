import type { Track } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import { toTrack } from './store.ts';
import { tracks } from './tables.ts';

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
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/**
 * Living tracks that bear one of the signs, the oldest first. Each kind of sign is looked up by an index of its own; of
 * several tracks with one ISRC it is the one that doesn't share it.
 */
export async function findKnownTracks(tx: TenantTransaction, signs: TrackSigns): Promise<Track[]> {
  const pairs = JSON.stringify(signs.titles.map(({ artistId, title }) => ({ artist_id: artistId, title })));
  const rows = await tx
    .select()
    .from(tracks)
    .where(
      sql`${tracks.deletedAt} is null and ${tracks.id} in (
        select id from tracks where id = any (${list(signs.ids)}::uuid[])
        union all
        select id from tracks where deleted_at is null and not shares_isrc and isrc = any (${list(signs.isrcs)})
        union all
        select id from tracks where deleted_at is null and spotify_id = any (${list(signs.spotifyIds)})
        union all
        select id from tracks where deleted_at is null and apple_music_id = any (${list(signs.appleMusicIds)})
        union all
        select t.id from jsonb_to_recordset(${pairs}::jsonb) as pair (artist_id uuid, title text)
          join tracks t on t.artist_id = pair.artist_id and t.title = pair.title)`,
    )
    .orderBy(tracks.id);
  return rows.map(toTrack);
}
