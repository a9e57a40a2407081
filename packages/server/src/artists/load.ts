import type { Artist } from '@songtrackpro/contracts';
import { findArtist } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** The organization's artist of this id, or `not_found`. */
export async function loadArtist(ctx: Pick<Context, 'tx'>, id: string): Promise<Artist> {
  const artist = await findArtist(ctx.tx, id);
  if (!artist)
    throw new AppError('not_found', { message: 'There is no such artist.', details: { entity: 'artist', id } });
  return artist;
}
