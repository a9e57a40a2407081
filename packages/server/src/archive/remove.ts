import {
  type ArchivedCollection,
  type ArchiveFile,
  forgetArchiveFile,
  listUnremoved,
  noteRemoved,
  removeArchived,
} from '@songtrackpro/db';
import type { Archive } from './archive.ts';
import { manifestKey } from './manifest.ts';
import { DamagedFileError, unpack } from './pack.ts';
import { readManifest } from './write-file.ts';

/** The lines of a file that the store knows, read back from the archive. */
async function readBack(archive: Archive, file: ArchiveFile): Promise<string[]> {
  const manifest = await readManifest(archive, manifestKey(file));
  if (!manifest) throw new DamagedFileError(`${manifestKey(file)}: the manifest is missing or damaged`);
  if (manifest.sha256 !== file.sha256) throw new DamagedFileError(`${manifestKey(file)}: it is of another file`);
  return unpack(await archive.storage.get(file.key), manifest, archive.secret);
}

export interface Removal {
  documents: number;
  /** What was found damaged: its documents are still in the store, and are archived again. */
  damaged: string[];
}

/** Removes the documents of files that are due as a whole, each after the file was read back. */
export async function removeDue(
  archive: Archive,
  collection: ArchivedCollection,
  due: Date,
  onFile: (documents: number) => void,
): Promise<Removal> {
  const removal: Removal = { documents: 0, damaged: [] };
  for (const file of await listUnremoved(archive.db, collection.name)) {
    if (file.to >= due) continue;
    const { id, organizationId } = file;
    try {
      const lines = await readBack(archive, file);
      removal.documents += await removeArchived(archive.db, organizationId, collection, { lines, due });
      await noteRemoved(archive.db, organizationId, id, archive.clock());
    } catch (error) {
      if (!(error instanceof DamagedFileError)) throw error;
      removal.damaged.push(error.message);
      await forgetArchiveFile(archive.db, organizationId, id);
    }
    onFile(file.documents);
  }
  return removal;
}

/** Documents before this instant are in no file that waits for its day: all that there are have to be archived again. */
export async function leftBefore({ db }: Archive, { name }: ArchivedCollection, due: Date): Promise<Date> {
  const waiting = await listUnremoved(db, name);
  return new Date(Math.min(due.getTime(), ...waiting.map(({ from }) => from.getTime())));
}
