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
}

/** Rows of one statement: large enough that the round trip does not count, small enough to stay below time-outs. */
const rowsPerStatement = 5000;

/** PostgreSQL's text of a one-dimensional array. */
function arrayLiteral(values: readonly (string | number | null)[]): string {
  const items = values.map((value) =>
    typeof value === 'string' ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : String(value ?? 'NULL'),
  );
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
        insert into tracks (organization_id, origin, artist_id, title, artist, album, isrc, spotify_id, release_date, duration_ms)
        select ${organizationId}::uuid, ${origin}, * from unnest(
          ${column('artistId')}::uuid[], ${column('title')}::text[], ${column('artist')}::text[],
          ${column('album')}::text[], ${column('isrc')}::text[], ${column('spotifyId')}::text[],
          ${column('releaseDate')}::date[], ${column('durationMs')}::integer[])`)
      .catch(rethrowConstraint);
    inserted += result.count;
  }
  return inserted;
}
