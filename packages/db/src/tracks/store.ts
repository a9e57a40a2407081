import type { Track } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { definedOf, isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from './tables.ts';

export type NewTrackRow = Omit<
  typeof tracks.$inferInsert,
  'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'mergedInto' | 'searchText' | 'sortTitle'
>;

/** What may be changed of a track; a field that is absent or undefined stays. */
export type TrackChanges = {
  [Field in Exclude<keyof NewTrackRow, 'organizationId' | 'origin' | 'artist'>]?: NewTrackRow[Field] | undefined;
} & { artist?: string | null | undefined };

export function toTrack(row: typeof tracks.$inferSelect): Track {
  return {
    id: row.id,
    artistId: row.artistId,
    title: row.title,
    artist: row.artist,
    album: row.album,
    isrc: row.isrc,
    sharesIsrc: row.sharesIsrc,
    spotifyId: row.spotifyId,
    appleMusicId: row.appleMusicId,
    upc: row.upc,
    releaseDate: row.releaseDate,
    durationMs: row.durationMs,
    explicit: row.explicit,
    artworkUrl: row.artworkUrl,
    label: row.label,
    genres: row.genres,
    origin: row.origin,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
    deletedAt: isoInstantOrNull(row.deletedAt),
  };
}

const present = isNull(tracks.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(tracks)
    .where(and(eq(tracks.id, given.value('id')), present)),
);
const everById = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(tracks)
    .where(eq(tracks.id, given.value('id'))),
);
const byIds = compiledRead((db, given: Given<{ ids: string[] }>) =>
  db
    .select()
    .from(tracks)
    .where(and(sql`${tracks.id} = any (${given.value('ids')}::uuid[])`, present)),
);

export async function insertTrack(tx: TenantTransaction, input: NewTrackRow): Promise<Track> {
  const [row] = await tx.insert(tracks).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toTrack(row);
}

export async function findTrack(tx: TenantTransaction, id: string): Promise<Track | null> {
  const [row] = await byId(tx, { id });
  return row ? toTrack(row) : null;
}

export async function findTracks(tx: TenantTransaction, ids: string[]): Promise<Track[]> {
  if (ids.length === 0) return [];
  const rows = await byIds(tx, { ids });
  return rows.map(toTrack);
}

/** The track of this id, whether it was deleted or not. */
export async function findTrackEver(tx: TenantTransaction, id: string): Promise<Track | null> {
  const [row] = await everById(tx, { id });
  return row ? toTrack(row) : null;
}

/** Changes a track if it still has the version that was read; null when it has not. */
export async function updateTrack(
  tx: TenantTransaction,
  id: string,
  readVersion: number,
  changes: TrackChanges,
): Promise<Track | null> {
  const { artist, ...rest } = changes;
  const [row] = await tx
    .update(tracks)
    .set({
      ...definedOf(rest),
      // The trigger credits the artist where there is no credit.
      ...(artist !== undefined && { artist: artist ?? sql`null` }),
      version: sql`${tracks.version} + 1`,
    })
    .where(and(eq(tracks.id, id), eq(tracks.version, readVersion), present))
    .returning()
    .catch(rethrowConstraint);
  return row ? toTrack(row) : null;
}
