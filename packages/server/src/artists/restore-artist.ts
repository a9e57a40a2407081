import type { contract } from '@songtrackpro/contracts';
import { restoreArtist as unmarkDeleted } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { assertNotMerged } from '../merges/index.ts';
import { loadArtist, loadArtistEver } from './load.ts';

export const restoreArtist: Verb<typeof contract.artists.restore> = async (ctx, { id }) => {
  const before = await loadArtistEver(ctx, id);
  await assertNotMerged(ctx, 'artist', id);
  await unmarkDeleted(ctx.tx, id);
  const after = await loadArtist(ctx, id);
  ctx.audit({ resource: { kind: 'artist', id }, before, after });
  return after;
};
