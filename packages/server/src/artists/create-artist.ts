import type { contract } from '@songtrackpro/contracts';
import { insertArtist } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { linkedIds } from './linked-ids.ts';

export const createArtist: Verb<typeof contract.artists.create> = async (ctx, input) => {
  const { spotifyId, appleMusicId } = { ...input, ...linkedIds(input.link) };
  const artist = await insertArtist(ctx.tx, {
    organizationId: ctx.organizationId,
    name: input.name,
    spotifyId: spotifyId ?? null,
    appleMusicId: appleMusicId ?? null,
    artworkUrl: input.artworkUrl ?? null,
    origin: 'manual',
  });
  ctx.audit({ resource: { kind: 'artist', id: artist.id }, before: null, after: artist });
  return artist;
};
