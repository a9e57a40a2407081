import type { Artist } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { artists } from './tables.ts';

export interface NewArtistRow {
  organizationId: string;
  name: string;
  spotifyId: string | null;
  origin: Artist['origin'];
}

function toArtist(row: typeof artists.$inferSelect): Artist {
  const { id, name, spotifyId, origin, version, createdAt, updatedAt } = row;
  return { id, name, spotifyId, origin, version, createdAt: isoInstant(createdAt), updatedAt: isoInstant(updatedAt) };
}

const present = isNull(artists.deletedAt);
const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(artists)
    .where(and(eq(artists.id, given.value('id')), present)),
);
const byIds = compiledRead((db, given: Given<{ ids: string[] }>) =>
  db
    .select()
    .from(artists)
    .where(and(sql`${artists.id} = any (${given.value('ids')}::uuid[])`, present)),
);
const byName = compiledRead((db, given: Given<{ name: string }>) =>
  db
    .select()
    .from(artists)
    .where(and(eq(artists.name, given.value('name')), present))
    .orderBy(artists.id)
    .limit(1),
);
const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(artists)
    .where(and(present, pageStart(artists.id, given)))
    .orderBy(newestFirst(artists.id))
    .limit(given.value('limit')),
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

/** The oldest artist of exactly this name; an import attaches to it rather than make a second one. */
export async function findArtistByName(tx: TenantTransaction, name: string): Promise<Artist | null> {
  const [row] = await byName(tx, { name });
  return row ? toArtist(row) : null;
}

export async function listArtists(tx: TenantTransaction, request: PageRequest): Promise<Page<Artist>> {
  const rows = await page(tx, withNext(request));
  return toPage(rows, request.limit, toArtist);
}
