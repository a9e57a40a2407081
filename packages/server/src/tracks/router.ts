import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createTracks, deleteTracks, restoreTracks, updateTracks } from './bulk-tracks.ts';
import { createTrack } from './create-track.ts';
import { exportCsv } from './csv/export-csv.ts';
import { importCsv } from './csv/import-csv.ts';
import { deleteTrack } from './delete-track.ts';
import { dismissDuplicateTrack, undoDismissDuplicateTrack } from './dismiss-duplicate.ts';
import { getTrack } from './get-track.ts';
import { listDuplicateTracks } from './list-duplicates.ts';
import { listTrackMerges } from './list-merges.ts';
import { listTracks } from './list-tracks.ts';
import { mergeTracks } from './merge-tracks.ts';
import { restoreTrack } from './restore-track.ts';
import { searchTracks } from './search-tracks.ts';
import { undoTrackMerge } from './undo-merge.ts';
import { updateTrack } from './update-track.ts';

export const tracksEndpoints = implement('tracks', contract.tracks, {
  create: createTrack,
  createMany: createTracks,
  search: searchTracks,
  importCsv,
  exportCsv,
  listDuplicates: listDuplicateTracks,
  dismissDuplicate: dismissDuplicateTrack,
  undoDismissDuplicate: undoDismissDuplicateTrack,
  listMerges: listTrackMerges,
  merge: mergeTracks,
  undoMerge: undoTrackMerge,
  get: getTrack,
  list: listTracks,
  updateMany: updateTracks,
  update: updateTrack,
  deleteMany: deleteTracks,
  delete: deleteTrack,
  restoreMany: restoreTracks,
  restore: restoreTrack,
});
