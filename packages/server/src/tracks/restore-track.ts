import type { contract } from '@songtrackpro/contracts';
import { restoreTrack as unmarkDeleted } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { assertNotMerged } from '../merges/index.ts';
import { loadTrack, loadTrackEver } from './load.ts';

export const restoreTrack: Verb<typeof contract.tracks.restore> = async (ctx, { id }) => {
  const before = await loadTrackEver(ctx, id);
  await assertNotMerged(ctx, 'track', id);
  await unmarkDeleted(ctx.tx, id);
  const after = await loadTrack(ctx, id);
  ctx.audit({ resource: { kind: 'track', id }, before, after });
  return after;
};
