import type { Track } from '@songtrackpro/contracts';
import { findTrack, findTrackEver } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

const missing = (id: string) =>
  new AppError('not_found', { message: 'There is no such track.', details: { entity: 'track', id } });

/** The organization's track of this id, or `not_found`. */
export async function loadTrack(ctx: Pick<Context, 'tx'>, id: string): Promise<Track> {
  const track = await findTrack(ctx.tx, id);
  if (!track) throw missing(id);
  return track;
}

/** The same, whether it was deleted or not. */
export async function loadTrackEver(ctx: Pick<Context, 'tx'>, id: string): Promise<Track> {
  const track = await findTrackEver(ctx.tx, id);
  if (!track) throw missing(id);
  return track;
}
