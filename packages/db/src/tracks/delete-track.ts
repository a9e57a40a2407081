import { and, eq, isNotNull } from 'drizzle-orm';
import { artists } from '../artists/tables.ts';
import { ConstraintError } from '../core/errors.ts';
import { markDeleted, markManyDeleted, type Unmarked, unmarkDeleted } from '../core/soft-delete.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { tracks } from './tables.ts';

/** Deletes a track; false when there is no such track. Campaigns that promote it keep their link. */
export const deleteTrack = async (tx: TenantTransaction, id: string): Promise<boolean> =>
  (await markDeleted(tx, tracks, id)) !== null;

/** Deletes many tracks; answers those that were there. */
export const deleteTracks = (tx: TenantTransaction, ids: readonly string[]): Promise<Unmarked[]> =>
  markManyDeleted(tx, tracks, ids);

/** Brings a deleted track back; refused (ConstraintError) while its artist is deleted. */
export async function restoreTrack(tx: TenantTransaction, id: string): Promise<boolean> {
  const [orphan] = await tx
    .select({ id: tracks.id })
    .from(tracks)
    .innerJoin(artists, eq(artists.id, tracks.artistId))
    .where(and(eq(tracks.id, id), isNotNull(artists.deletedAt)));
  if (orphan) throw new ConstraintError('foreign_key', 'tracks_artist_deleted', null);
  return (await unmarkDeleted(tx, tracks, id)) !== null;
}
