import type { Track } from '@songtrackpro/contracts';
import { findTrack, findTrackEver } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { missing } from '../merges/index.ts';

/** The organization's track of this id, or `not_found`; one that was merged away says into which. */
export async function loadTrack(ctx: Pick<Context, 'tx'>, id: string): Promise<Track> {
  const track = await findTrack(ctx.tx, id);
  if (track) return track;
  throw await missing(ctx, 'track', id);
}

/** The same, whether it was deleted or not. */
export async function loadTrackEver(ctx: Pick<Context, 'tx'>, id: string): Promise<Track> {
  const track = await findTrackEver(ctx.tx, id);
  if (!track) throw await missing(ctx, 'track', id);
  return track;
}
