import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createTrack } from './create-track.ts';
import { getTrack } from './get-track.ts';
import { listTracks } from './list-tracks.ts';

export const tracksEndpoints = implement('tracks', contract.tracks, {
  create: createTrack,
  get: getTrack,
  list: listTracks,
});
