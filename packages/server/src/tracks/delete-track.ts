import type { contract } from '@songtrackpro/contracts';
import { deleteTrack as markDeleted } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { loadTrack, loadTrackEver } from './load.ts';

export const deleteTrack: Verb<typeof contract.tracks.delete> = async (ctx, { id }) => {
  const before = await loadTrack(ctx, id);
  await markDeleted(ctx.tx, id);
  const after = await loadTrackEver(ctx, id);
  ctx.audit({ resource: { kind: 'track', id }, before, after });
  return after;
};
