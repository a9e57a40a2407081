import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createArtist } from './create-artist.ts';
import { listArtists } from './list-artists.ts';

export const artistsEndpoints = implement('artists', contract.artists, { create: createArtist, list: listArtists });
