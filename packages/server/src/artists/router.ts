import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createArtist } from './create-artist.ts';
import { deleteArtist } from './delete-artist.ts';
import { getArtist } from './get-artist.ts';
import { listArtists } from './list-artists.ts';
import { restoreArtist } from './restore-artist.ts';
import { updateArtist } from './update-artist.ts';

export const artistsEndpoints = implement('artists', contract.artists, {
  create: createArtist,
  get: getArtist,
  list: listArtists,
  update: updateArtist,
  delete: deleteArtist,
  restore: restoreArtist,
});
