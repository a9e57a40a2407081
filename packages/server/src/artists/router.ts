import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { deleteArtists, restoreArtists } from './bulk-artists.ts';
import { createArtist } from './create-artist.ts';
import { deleteArtist } from './delete-artist.ts';
import { dismissDuplicateArtist, undoDismissDuplicateArtist } from './dismiss-duplicate.ts';
import { getArtist } from './get-artist.ts';
import { listArtists } from './list-artists.ts';
import { listDuplicateArtists } from './list-duplicates.ts';
import { listArtistMerges } from './list-merges.ts';
import { mergeArtists } from './merge-artists.ts';
import { restoreArtist } from './restore-artist.ts';
import { undoArtistMerge } from './undo-merge.ts';
import { updateArtist } from './update-artist.ts';

export const artistsEndpoints = implement('artists', contract.artists, {
  create: createArtist,
  listDuplicates: listDuplicateArtists,
  dismissDuplicate: dismissDuplicateArtist,
  undoDismissDuplicate: undoDismissDuplicateArtist,
  listMerges: listArtistMerges,
  merge: mergeArtists,
  undoMerge: undoArtistMerge,
  get: getArtist,
  list: listArtists,
  update: updateArtist,
  deleteMany: deleteArtists,
  delete: deleteArtist,
  restoreMany: restoreArtists,
  restore: restoreArtist,
});
