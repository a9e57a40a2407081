import { eq, sql } from 'drizzle-orm';
import {
  markDeleted,
  markDependents,
  markDependentsOfMany,
  markManyDeleted,
  type Unmarked,
  unmarkDeleted,
  unmarkDependents,
  unmarkDependentsOfMany,
  unmarkManyDeleted,
} from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from '../tracks/tables.ts';
import { artists } from './tables.ts';

/** Deletes an artist together with the tracks; false when there is no such artist. */
export async function deleteArtist(tx: TenantTransaction, id: string): Promise<boolean> {
  const mark = await markDeleted(tx, artists, id);
  if (mark === null) return false;
  await markDependents(tx, tracks, eq(tracks.artistId, id), mark);
  return true;
}

/** Brings a deleted artist back with the tracks that were deleted along; those deleted before stay deleted. */
export async function restoreArtist(tx: TenantTransaction, id: string): Promise<boolean> {
  const mark = await unmarkDeleted(tx, artists, id);
  if (mark === null) return false;
  await unmarkDependents(tx, tracks, eq(tracks.artistId, id), mark);
  return true;
}

/** Deletes many artists together with their tracks; answers those that were there. */
export async function deleteArtists(tx: TenantTransaction, ids: readonly string[]): Promise<Unmarked[]> {
  const deleted = await markManyDeleted(tx, artists, ids);
  await markDependentsOfMany(tx, tracks, tracks.artistId, deleted);
  return deleted;
}

/**
 * Brings many deleted artists back, each with the tracks that were deleted along. Those that were merged away are left.
 * Refused (ConstraintError) where a living artist or track has taken an id of one.
 */
export async function restoreArtists(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<{ restored: Unmarked[]; held: string[] }> {
  const merged = await tx.execute<{ id: string }>(sql`
    select id from artists where id = any (${sql.param([...ids])}::uuid[]) and merged_into is not null`);
  const held = merged.map(({ id }) => id);
  const isHeld = new Set(held);
  const restored = await unmarkManyDeleted(
    tx,
    artists,
    ids.filter((id) => !isHeld.has(id)),
  );
  await unmarkDependentsOfMany(tx, tracks, tracks.artistId, restored);
  return { restored, held };
}
