import type { contract } from '@songtrackpro/contracts';
import { updateArtist as writeArtist } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { linkedIds } from './linked-ids.ts';
import { loadArtist } from './load.ts';

export const updateArtist: Verb<typeof contract.artists.update> = async (ctx, { id, version, link, ...changes }) => {
  const before = await loadArtist(ctx, id);
  const after = await writeArtist(ctx.tx, id, version, { ...changes, ...linkedIds(link) });
  if (!after) throw new AppError('stale_version', { details: { current: await loadArtist(ctx, id) } });
  ctx.audit({ resource: { kind: 'artist', id }, before, after });
  return after;
};
