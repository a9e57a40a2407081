import type { contract } from '@songtrackpro/contracts';
import { insertArtist } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';

export const createArtist: Verb<typeof contract.artists.create> = async (ctx, input) => {
  const artist = await insertArtist(ctx.tx, {
    organizationId: ctx.organizationId,
    name: input.name,
    spotifyId: input.spotifyId ?? null,
    origin: 'manual',
  });
  ctx.audit({ resource: { kind: 'artist', id: artist.id }, before: null, after: artist });
  return artist;
};
