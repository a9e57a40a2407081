import type { Track } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from './tables.ts';

export type NewTrackRow = Pick<
  typeof tracks.$inferInsert,
  'organizationId' | 'artistId' | 'title' | 'album' | 'isrc' | 'spotifyId' | 'releaseDate' | 'durationMs' | 'origin'
>;

export function toTrack(row: typeof tracks.$inferSelect): Track {
  return {
    id: row.id,
    artistId: row.artistId,
    title: row.title,
    album: row.album,
    isrc: row.isrc,
    spotifyId: row.spotifyId,
    releaseDate: row.releaseDate,
    durationMs: row.durationMs,
    origin: row.origin,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
  };
}

export interface TrackFilter {
  artistId?: string | undefined;
}

const present = isNull(tracks.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(tracks)
    .where(and(eq(tracks.id, given.value('id')), present)),
);
const byIds = compiledRead((db, given: Given<{ ids: string[] }>) =>
  db
    .select()
    .from(tracks)
    .where(and(sql`${tracks.id} = any (${given.value('ids')}::uuid[])`, present)),
);
const page = compiledRead((db, given: Given<PageRequest & TrackFilter>) => {
  const ofArtist = given.when('artistId', (artistId) => eq(tracks.artistId, artistId));
  return db
    .select()
    .from(tracks)
    .where(and(present, ofArtist, pageStart(tracks.id, given)))
    .orderBy(newestFirst(tracks.id))
    .limit(given.value('limit'));
});

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

export async function listTracks(
  tx: TenantTransaction,
  request: PageRequest,
  filter: TrackFilter,
): Promise<Page<Track>> {
  const rows = await page(tx, withNext({ ...request, ...filter }));
  return toPage(rows, request.limit, toTrack);
}
