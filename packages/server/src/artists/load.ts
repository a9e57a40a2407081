import type { Artist } from '@songtrackpro/contracts';
import { findArtist, findArtistEver } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { missing } from '../merges/index.ts';

/** The organization's artist of this id, or `not_found`; one that was merged away says into which. */
export async function loadArtist(ctx: Pick<Context, 'tx'>, id: string): Promise<Artist> {
  const artist = await findArtist(ctx.tx, id);
  if (artist) return artist;
  throw await missing(ctx, 'artist', id);
}

/** The same, whether it was deleted or not. */
export async function loadArtistEver(ctx: Pick<Context, 'tx'>, id: string): Promise<Artist> {
  const artist = await findArtistEver(ctx.tx, id);
  if (!artist) throw await missing(ctx, 'artist', id);
  return artist;
}
