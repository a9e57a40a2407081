import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createTracks, deleteTracks, updateTracks } from './bulk-tracks.ts';
import { createTrack } from './create-track.ts';
import { deleteTrack } from './delete-track.ts';
import { getTrack } from './get-track.ts';
import { listTracks } from './list-tracks.ts';
import { restoreTrack } from './restore-track.ts';
import { searchTracks } from './search-tracks.ts';
import { updateTrack } from './update-track.ts';

export const tracksEndpoints = implement('tracks', contract.tracks, {
  create: createTrack,
  createMany: createTracks,
  search: searchTracks,
  get: getTrack,
  list: listTracks,
  updateMany: updateTracks,
  update: updateTrack,
  deleteMany: deleteTracks,
  delete: deleteTrack,
  restore: restoreTrack,
});
