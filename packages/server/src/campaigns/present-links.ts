import type { Campaign } from '@songtrackpro/contracts';
import { findArtistEver, findTrackEver } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';

type Links = Pick<Campaign, 'artistId' | 'trackId'>;

/**
 * Whom and what a campaign is for, without what was deleted. What a restricted member doesn't see is somebody else's and
 * counts as there: whoever sees it decides about it.
 */
export async function presentLinks(ctx: Pick<Context, 'tx'>, { artistId, trackId }: Links): Promise<Links> {
  const artist = artistId === null ? null : await findArtistEver(ctx.tx, artistId);
  const track = trackId === null ? null : await findTrackEver(ctx.tx, trackId);
  return {
    artistId: artist?.deletedAt == null ? artistId : null,
    trackId: track?.deletedAt == null ? trackId : null,
  };
}
