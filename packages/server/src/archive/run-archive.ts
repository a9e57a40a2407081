import {
  type ArchivedCollection,
  archivedCollections,
  beginArchivePass,
  claimArchive,
  endArchivePass,
  findExpiring,
  limitsOf,
} from '@songtrackpro/db';
import { SettingsError } from '../core/environment.ts';
import type { Archive, OnProgress } from './archive.ts';
import { collect } from './collect.ts';
import { leftBefore, removeDue } from './remove.ts';

export interface ArchiveRun {
  /** Files and documents that the archive has more than before. */
  files: number;
  documents: number;
  /** Documents that expired: they were due, and the archive holds them. */
  removed: number;
  /** Files that were found damaged before their documents went; these were archived again. */
  damaged: string[];
}

async function runCollection(
  archive: Archive,
  collection: ArchivedCollection,
  sum: ArchiveRun,
  onProgress: OnProgress,
): Promise<void> {
  const { db, clock } = archive;
  const limits = limitsOf(collection, db.retention, { now: clock(), marginDays: archive.marginDays });
  const tell = (step: 'archive' | 'remove') => {
    const own = { step, collection: collection.name, files: 0, allFiles: null, documents: 0 };
    return (documents: number) => {
      own.files += 1;
      own.documents += documents;
      if (step === 'archive') {
        sum.files += 1;
        sum.documents += documents;
      }
      onProgress({ ...own });
    };
  };
  const remove = async () => {
    const { documents, damaged } = await removeDue(archive, collection, limits.due, tell('remove'));
    sum.removed += documents;
    sum.damaged.push(...damaged);
  };
  // A pass that was broken off ends where it was to end; the next one goes on from there.
  for (;;) {
    const span = await beginArchivePass(db, collection.name, limits);
    if (span.from >= span.until) break;
    await collect(archive, collection, span, tell('archive'));
    await endArchivePass(db, collection.name, span.until);
  }
  await remove();
  // What was changed after it was archived, or came late, is still there: it is archived as it is now, and then goes.
  const left = await leftBefore(archive, collection, limits.due);
  await collect(archive, collection, { from: new Date(0), until: left }, tell('archive'));
  await remove();
}

/**
 * Archives what will expire within the margin, and removes what is due and archived. It may end anywhere and be repeated.
 * Null when another process is at it.
 */
export async function runArchive(
  archive: Archive,
  options: { onProgress?: OnProgress; stopped?: () => boolean } = {},
): Promise<ArchiveRun | null> {
  const { onProgress = () => {}, stopped = () => false } = options;
  const expiring = await findExpiring(archive.db);
  if (expiring.length > 0) {
    throw new SettingsError(
      `Documents of ${expiring.join(', ')} would expire by themselves. Run \`songtrackpro migrate\` with the same ARCHIVE_URL first.`,
    );
  }
  const claim = await claimArchive(archive.postgres);
  if (!claim) return null;
  const sum: ArchiveRun = { files: 0, documents: 0, removed: 0, damaged: [] };
  try {
    for (const collection of archivedCollections) {
      if (stopped()) break;
      await runCollection(archive, collection, sum, onProgress);
    }
    return sum;
  } finally {
    await claim.release();
  }
}
