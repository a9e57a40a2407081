import type { contract } from '@songtrackpro/contracts';
import { deleteArtists as markDeleted, restoreArtists as unmarkDeleted } from '@songtrackpro/db';
import { auditMarks, bulkResult, conflict } from '../core/bulk.ts';
import type { Verb } from '../core/endpoint.ts';

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

export const deleteArtists: Verb<typeof contract.artists.deleteMany> = async (ctx, { ids }) => {
  const deleted = await markDeleted(ctx.tx, ids);
  auditMarks(ctx, 'artist', deleted, 'deleted');
  return bulkResult(ids, idsOf(deleted));
};

export const restoreArtists: Verb<typeof contract.artists.restoreMany> = async (ctx, { ids }) => {
  const { restored, held } = await unmarkDeleted(ctx.tx, ids);
  const isHeld = new Set(held);
  auditMarks(ctx, 'artist', restored, 'restored');
  return bulkResult(ids, idsOf(restored), (id) => (isHeld.has(id) ? conflict : undefined));
};
