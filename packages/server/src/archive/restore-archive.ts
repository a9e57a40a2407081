import { archivedCollection, noteRestored, type Restored, readArchiveMark, restoreDocuments } from '@songtrackpro/db';
import type { Archive, OnProgress } from './archive.ts';
import { type ArchiveFilter, listArchive } from './list-archive.ts';
import { contentKey, type Manifest } from './manifest.ts';
import { unpack } from './pack.ts';

export interface Restoration extends Restored {
  files: number;
}

const monthStart = (month: string, after = 0) => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + after, 1));
};

/** Which part of a month is wholly in the archive, and so is back now; null where archiving began later. */
async function spanOf({ db }: Archive, { collection, month }: Pick<Manifest, 'collection' | 'month'>) {
  const mark = await readArchiveMark(db, collection);
  if (!mark) return null;
  const from = new Date(Math.max(monthStart(month).getTime(), mark.since.getTime()));
  const to = new Date(Math.min(monthStart(month, 1).getTime(), mark.through.getTime()));
  return from < to ? { from, to } : null;
}

/**
 * Brings documents of the archive back into the store, month by month; they are kept as long as new ones. Nothing is said to
 * be back before all files of its month are.
 *
 * @throws DamagedFileError; what was brought back by then stays, and the restore may be repeated
 */
export async function restoreArchive(
  archive: Archive,
  filter: ArchiveFilter,
  onProgress: OnProgress = () => {},
): Promise<Restoration> {
  const sum: Restoration = { files: 0, restored: 0, united: 0, present: 0 };
  const manifests: Manifest[] = [];
  for await (const manifest of listArchive(archive, filter)) manifests.push(manifest);
  const monthOf = ({ organizationId, collection, month }: Manifest) => `${organizationId} ${collection} ${month}`;
  for (const files of Map.groupBy(manifests, monthOf).values()) {
    const now = archive.clock();
    for (const manifest of files) {
      const { organizationId, collection } = manifest;
      const lines = await unpack(await archive.storage.get(contentKey(manifest)), manifest, archive.secret);
      const done = await restoreDocuments(archive.db, organizationId, archivedCollection(collection), { lines, now });
      sum.files += 1;
      sum.restored += done.restored;
      sum.united += done.united;
      sum.present += done.present;
      const documents = sum.restored + sum.united + sum.present;
      onProgress({ step: 'restore', collection, files: sum.files, allFiles: manifests.length, documents });
    }
    const [first] = files;
    const span = first && (await spanOf(archive, first));
    if (first && span) {
      const { organizationId, collection, month } = first;
      await noteRestored(archive.db, organizationId, { collection, month, ...span }, now);
    }
  }
  return sum;
}
