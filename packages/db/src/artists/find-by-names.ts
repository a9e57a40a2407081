import type { Artist } from '@songtrackpro/contracts';
import { and, isNotNull, isNull, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { findMergeEnds } from '../tracks/merge-history.ts';
import { findArtists, toArtist } from './store.ts';
import { artists } from './tables.ts';

const ofNames = (names: readonly string[]) =>
  sql`${artists.name} = any (array(select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb)))`;

/** Artists who had one of these names until they were merged into another one: that one, by the name. */
async function findMergedNames(tx: TenantTransaction, names: readonly string[]): Promise<Map<string, Artist>> {
  if (names.length === 0) return new Map();
  const gone = await tx
    .select({ id: artists.id, name: artists.name })
    .from(artists)
    .where(and(ofNames(names), isNotNull(artists.mergedInto)));
  const ids = gone.map(({ id }) => id);
  const ends = await findMergeEnds(tx, 'artist', ids, null);
  const living = new Map((await findArtists(tx, [...ends.values()])).map((artist) => [artist.id, artist]));
  const found = gone.flatMap(({ id, name }) => {
    const artist = living.get(ends.get(id) ?? '');
    return artist ? [[name, artist] as const] : [];
  });
  return new Map(found);
}

/**
 * The oldest artist of exactly each name, as far as there is one; else the one into whom an artist of the name was
 * merged, so that a file that goes on using the name brings nobody back.
 */
export async function findArtistsByNames(
  tx: TenantTransaction,
  names: readonly string[],
): Promise<Map<string, Artist>> {
  if (names.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(artists)
    .where(and(ofNames(names), isNull(artists.deletedAt)))
    .orderBy(sql`${artists.id} desc`);
  const found = new Map(rows.map((row) => [row.name, toArtist(row)]));
  const unknown = names.filter((name) => !found.has(name));
  return new Map([...(await findMergedNames(tx, unknown)), ...found]);
}

/** Makes artists of these names, whom a file named. */
export async function insertArtistsByName(
  tx: TenantTransaction,
  organizationId: string,
  names: readonly string[],
): Promise<Artist[]> {
  if (names.length === 0) return [];
  const rows = await tx
    .insert(artists)
    .values(names.map((name) => ({ organizationId, name, origin: 'import' as const })))
    .returning()
    .catch(rethrowConstraint);
  return rows.map(toArtist);
}
