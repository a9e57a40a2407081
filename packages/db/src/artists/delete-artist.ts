import { eq } from 'drizzle-orm';
import { markDeleted, markDependents, unmarkDeleted, unmarkDependents } from '../core/soft-delete.ts';
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
