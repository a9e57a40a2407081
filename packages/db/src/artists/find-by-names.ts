import type { Artist } from '@songtrackpro/contracts';
import { and, isNull, sql } from 'drizzle-orm';
import { rethrowConstraint } from '../core/errors.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toArtist } from './store.ts';
import { artists } from './tables.ts';

/** The oldest artist of exactly each name, as far as there is one. */
export async function findArtistsByNames(
  tx: TenantTransaction,
  names: readonly string[],
): Promise<Map<string, Artist>> {
  if (names.length === 0) return new Map();
  const wanted = sql`array(select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))`;
  const rows = await tx
    .select()
    .from(artists)
    .where(and(sql`${artists.name} = any (${wanted})`, isNull(artists.deletedAt)))
    .orderBy(sql`${artists.id} desc`);
  return new Map(rows.map((row) => [row.name, toArtist(row)]));
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
