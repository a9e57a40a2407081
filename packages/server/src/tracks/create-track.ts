import type { contract } from '@songtrackpro/contracts';
import { insertTrack } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import type { Verb } from '../core/endpoint.ts';

export const createTrack: Verb<typeof contract.tracks.create> = async (ctx, input) => {
  await loadArtist(ctx, input.artistId);
  const track = await insertTrack(ctx.tx, {
    organizationId: ctx.organizationId,
    artistId: input.artistId,
    title: input.title,
    album: input.album ?? null,
    isrc: input.isrc ?? null,
    spotifyId: input.spotifyId ?? null,
    releaseDate: input.releaseDate ?? null,
    durationMs: input.durationMs ?? null,
    origin: 'manual',
  });
  ctx.audit({ resource: { kind: 'track', id: track.id }, before: null, after: track });
  return track;
};
