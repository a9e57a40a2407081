import { sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';

export interface BulkTrack {
  artistId: string;
  title: string;
  /** As credited; the artist's name when null, which costs a look-up per row. */
  artist: string | null;
  album: string | null;
  isrc: string | null;
  spotifyId: string | null;
  releaseDate: string | null;
  durationMs: number | null;
  /** Made by the database unless given. */
  id?: string;
  sharesIsrc?: boolean;
  appleMusicId?: string | null;
  upc?: string | null;
  explicit?: boolean | null;
  artworkUrl?: string | null;
  label?: string | null;
  genres?: readonly string[];
}

/** Rows of one statement: large enough that the round trip does not count, small enough to stay below time-outs. */
const rowsPerStatement = 5000;

type Cell = string | number | boolean | null | undefined | readonly string[];

/** PostgreSQL's text of a array; a list inside of it becomes its text, since arrays of arrays must be rectangles. */
function arrayLiteral(values: readonly Cell[]): string {
  const items = values.map((value) => {
    const text = Array.isArray(value) ? arrayLiteral(value) : value;
    return typeof text === 'string' ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : String(text ?? 'NULL');
  });
  return `{${items.join(',')}}`;
}

/**
 * Inserts many tracks of one organization, in the order given. Columns travel as arrays, so that a statement is the same
 * text for any number of rows; COPY is refused under row policies.
 */
export async function insertTracks(
  tx: TenantTransaction,
  organizationId: string,
  rows: readonly BulkTrack[],
  origin: 'manual' | 'import' = 'import',
): Promise<number> {
  let inserted = 0;
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const part = rows.slice(start, start + rowsPerStatement);
    const column = (key: keyof BulkTrack) => arrayLiteral(part.map((row) => row[key]));
    const result = await tx
      .execute(sql`
        insert into tracks (organization_id, origin, id, genres, shares_isrc, artist_id, title, artist, album, isrc,
          spotify_id, release_date, duration_ms, apple_music_id, upc, explicit, artwork_url, label)
        select ${organizationId}::uuid, ${origin}, coalesce(given_id, uuid_v7()), coalesce(genre_list::text[], '{}'),
          coalesce(shares, false), artist_id, title, artist, album, isrc, spotify_id, release_date, duration_ms,
          apple_music_id, upc, explicit, artwork_url, label
        from unnest(
          ${column('id')}::uuid[], ${column('genres')}::text[], ${column('sharesIsrc')}::boolean[], ${column('artistId')}::uuid[], ${column('title')}::text[], ${column('artist')}::text[],
          ${column('album')}::text[], ${column('isrc')}::text[], ${column('spotifyId')}::text[],
          ${column('releaseDate')}::date[], ${column('durationMs')}::integer[], ${column('appleMusicId')}::text[],
          ${column('upc')}::text[], ${column('explicit')}::boolean[], ${column('artworkUrl')}::text[],
          ${column('label')}::text[]) as row (given_id, genre_list, shares, artist_id, title, artist, album, isrc,
          spotify_id, release_date, duration_ms, apple_music_id, upc, explicit, artwork_url, label)`)
      .catch(rethrowConstraint);
    inserted += result.count;
  }
  return inserted;
}
