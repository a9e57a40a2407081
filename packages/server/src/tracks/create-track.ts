import type { contract } from '@songtrackpro/contracts';
import { insertTrack } from '@songtrackpro/db';
import { loadArtist } from '../artists/index.ts';
import type { Verb } from '../core/endpoint.ts';
import { newTrackRow } from './new-track.ts';

export const createTrack: Verb<typeof contract.tracks.create> = async (ctx, input) => {
  await loadArtist(ctx, input.artistId);
  const { artist, genres = [], ...row } = newTrackRow(input);
  const track = await insertTrack(ctx.tx, {
    ...row,
    genres: [...genres],
    ...(artist !== null && { artist }),
    organizationId: ctx.organizationId,
    origin: 'manual',
  });
  ctx.audit({ resource: { kind: 'track', id: track.id }, before: null, after: track });
  return track;
};
