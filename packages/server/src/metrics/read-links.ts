import type { Artist, Campaign, Track } from '@songtrackpro/contracts';
import {
  findArtist,
  findArtistEver,
  findCampaignMoves,
  findTrack,
  findTrackEver,
  type MergeKind,
} from '@songtrackpro/db';
import type { Context } from '../core/context.ts';

/**
 * What a campaign was linked to at a moment, as far as merges and their undoing moved it since: those moves are taken
 * back, the latest first.
 */
async function linkAt(
  ctx: Pick<Context, 'tx'>,
  kind: MergeKind,
  campaignId: string,
  link: string | null,
  asOf: Date | null,
): Promise<string | null> {
  if (asOf === null || link === null) return link;
  const merges = await findCampaignMoves(ctx.tx, kind, campaignId);
  const moves = merges.flatMap(({ fromId, intoId, mergedAt, undoneAt }) => [
    { at: Date.parse(mergedAt), before: fromId, after: intoId },
    ...(undoneAt === null ? [] : [{ at: Date.parse(undoneAt), before: intoId, after: fromId }]),
  ]);
  const later = moves.filter(({ at }) => at > asOf.getTime()).sort((a, b) => b.at - a.at);
  return later.reduce((id, { before, after }) => (id === after ? before : id), link);
}

/** Artist and track that a campaign is read beside, as it was linked at the moment asked for. */
export async function readLinks(
  ctx: Pick<Context, 'tx'>,
  campaign: Campaign,
  asOf: Date | null,
): Promise<{ artist: Artist | null; track: Track | null }> {
  const { id, artistId, trackId } = campaign;
  const [artistThen, trackThen] = [
    await linkAt(ctx, 'artist', id, artistId, asOf),
    await linkAt(ctx, 'track', id, trackId, asOf),
  ];
  // What was merged away since is deleted now, and was there then.
  const [readArtist, readTrack] = [
    artistThen === artistId ? findArtist : findArtistEver,
    trackThen === trackId ? findTrack : findTrackEver,
  ];
  return {
    artist: artistThen === null ? null : await readArtist(ctx.tx, artistThen),
    track: trackThen === null ? null : await readTrack(ctx.tx, trackThen),
  };
}
