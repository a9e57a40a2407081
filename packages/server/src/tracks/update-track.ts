import type { contract } from '@songtrackpro/contracts';
import { findArtist, updateTrack as writeTrack } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { changeTrack } from './change-track.ts';
import { loadTrack } from './load.ts';

export const updateTrack: Verb<typeof contract.tracks.update> = async (ctx, input) => {
  const { id, version, artistId } = input;
  const before = await loadTrack(ctx, id);
  const oldArtist = artistId === undefined ? null : await findArtist(ctx.tx, before.artistId);
  if (artistId !== undefined) await loadArtist(ctx, artistId);
  const { createdAt, updatedAt, deletedAt, origin, ...changes } = changeTrack(before, input, oldArtist);
  const after = await writeTrack(ctx.tx, id, version, changes);
  if (!after) throw new AppError('stale_version', { details: { current: await loadTrack(ctx, id) } });
  ctx.audit({ resource: { kind: 'track', id }, before, after });
  return after;
};
