import type { Artist } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { definedOf, isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { artists } from './tables.ts';

export interface NewArtistRow {
  organizationId: string;
  name: string;
  spotifyId?: string | null;
  appleMusicId?: string | null;
  artworkUrl?: string | null;
  origin: Artist['origin'];
}

/** What may be changed of an artist; a field that is absent or undefined stays. */
export interface ArtistChanges {
  name?: string | undefined;
  spotifyId?: string | null | undefined;
  appleMusicId?: string | null | undefined;
  artworkUrl?: string | null | undefined;
}

export function toArtist(row: typeof artists.$inferSelect): Artist {
  return {
    id: row.id,
    name: row.name,
    spotifyId: row.spotifyId,
    appleMusicId: row.appleMusicId,
    artworkUrl: row.artworkUrl,
    origin: row.origin,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
    deletedAt: isoInstantOrNull(row.deletedAt),
  };
}

const present = isNull(artists.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(artists)
    .where(and(eq(artists.id, given.value('id')), present)),
);
const everById = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(artists)
    .where(eq(artists.id, given.value('id'))),
);
const byIds = compiledRead((db, given: Given<{ ids: string[] }>) =>
  db
    .select()
    .from(artists)
    .where(and(sql`${artists.id} = any (${given.value('ids')}::uuid[])`, present)),
);

export async function insertArtist(tx: TenantTransaction, input: NewArtistRow): Promise<Artist> {
  const [row] = await tx.insert(artists).values(input).returning().catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toArtist(row);
}

export async function findArtist(tx: TenantTransaction, id: string): Promise<Artist | null> {
  const [row] = await byId(tx, { id });
  return row ? toArtist(row) : null;
}

export async function findArtists(tx: TenantTransaction, ids: string[]): Promise<Artist[]> {
  if (ids.length === 0) return [];
  const rows = await byIds(tx, { ids });
  return rows.map(toArtist);
}

/** The artist of this id, whether it was deleted or not. */
export async function findArtistEver(tx: TenantTransaction, id: string): Promise<Artist | null> {
  const [row] = await everById(tx, { id });
  return row ? toArtist(row) : null;
}

/** Changes an artist if it still has the version that was read; null when it has not. */
export async function updateArtist(
  tx: TenantTransaction,
  id: string,
  readVersion: number,
  changes: ArtistChanges,
): Promise<Artist | null> {
  const [row] = await tx
    .update(artists)
    .set({ ...definedOf(changes), version: sql`${artists.version} + 1` })
    .where(and(eq(artists.id, id), eq(artists.version, readVersion), present))
    .returning()
    .catch(rethrowConstraint);
  return row ? toArtist(row) : null;
}
