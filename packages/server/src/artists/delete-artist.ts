import type { contract } from '@songtrackpro/contracts';
import { deleteArtist as markDeleted } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { loadArtist, loadArtistEver } from './load.ts';

export const deleteArtist: Verb<typeof contract.artists.delete> = async (ctx, { id }) => {
  const before = await loadArtist(ctx, id);
  await markDeleted(ctx.tx, id);
  const after = await loadArtistEver(ctx, id);
  ctx.audit({ resource: { kind: 'artist', id }, before, after });
  return after;
};
