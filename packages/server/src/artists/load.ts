import type { Artist } from '@songtrackpro/contracts';
import { findArtist, findArtistEver } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

const missing = (id: string) =>
  new AppError('not_found', { message: 'There is no such artist.', details: { entity: 'artist', id } });

/** The organization's artist of this id, or `not_found`. */
export async function loadArtist(ctx: Pick<Context, 'tx'>, id: string): Promise<Artist> {
  const artist = await findArtist(ctx.tx, id);
  if (!artist) throw missing(id);
  return artist;
}

/** The same, whether it was deleted or not. */
export async function loadArtistEver(ctx: Pick<Context, 'tx'>, id: string): Promise<Artist> {
  const artist = await findArtistEver(ctx.tx, id);
  if (!artist) throw missing(id);
  return artist;
}
