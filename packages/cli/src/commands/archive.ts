import type { Archive, ArchiveFilter, ArchiveProgress, Manifest } from '@songtrackpro/server';
import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { plural } from '../report/format-count.ts';
import { table } from '../report/table.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';
import { ProgressDisplay, progressLine } from '../terminal-progress.ts';

export interface ArchiveOptions extends ArchiveFilter {
  data?: string;
  json?: boolean;
}

const labels: Record<ArchiveProgress['step'], string> = {
  archive: 'archiving ',
  remove: 'expiring  ',
  verify: 'verifying ',
  restore: 'restoring ',
};

type Work<Output> = (archive: Archive, onProgress: (progress: ArchiveProgress) => void) => Promise<Output>;

/** Opens the installation's archive for some work, and shows how that is going. */
async function withArchive<Output>(data: string | undefined, work: Work<Output>): Promise<Output> {
  const stores = await openInstallation(dataFolder(data), progress);
  const display = new ProgressDisplay();
  try {
    const { openArchive } = await import('@songtrackpro/server');
    const archive = await openArchive(stores.settings);
    try {
      return await work(archive, ({ step, collection, files, allFiles, documents }) =>
        display.show(progressLine(labels[step], files, allFiles, `${collection}, ${plural(documents, 'document')}`)),
      );
    } finally {
      display.end();
      await archive.close();
    }
  } finally {
    await stores.close();
  }
}

/** Archives what will expire soon, and lets go what is due and archived. */
export async function archiveRun({ data, json }: ArchiveOptions): Promise<number> {
  const { runArchive } = await import('@songtrackpro/server');
  const done = await withArchive(data, (archive, onProgress) => runArchive(archive, { onProgress }));
  if (done === null) throw new CommandError('Another process is at work on the archive. Try again when it is done.');
  if (json) say(JSON.stringify(done, null, 2));
  else {
    say(`${plural(done.documents, 'document')} archived in ${plural(done.files, 'file')}, ${done.removed} expired.`);
    for (const line of done.damaged) say(`damaged, and archived again: ${line}`);
  }
  return done.damaged.length === 0 ? exitCodes.done : exitCodes.failed;
}

const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

function monthRows(manifests: readonly Manifest[]): string[][] {
  const months = Map.groupBy(manifests, ({ organizationId, collection, month }) =>
    [organizationId, collection, month].join(' '),
  );
  const rows = [...months].map(([name, files]) => {
    const sum = (of: 'documents' | 'bytes') => files.reduce((total, file) => total + file[of], 0);
    return [name, String(files.length), String(sum('documents')), megabytes(sum('bytes'))];
  });
  return [['organization, collection, month', 'files', 'documents', 'size'], ...rows];
}

/** Prints what the archive holds, by organization, collection and month. */
export async function archiveList({ data, json, ...filter }: ArchiveOptions): Promise<number> {
  const { listArchive } = await import('@songtrackpro/server');
  const manifests = await withArchive(data, async (archive) => {
    const found: Manifest[] = [];
    for await (const manifest of listArchive(archive, filter)) found.push(manifest);
    return found;
  });
  if (json) say(JSON.stringify(manifests, null, 2));
  else if (manifests.length === 0) say('The archive holds nothing of that.');
  else for (const line of table(monthRows(manifests), '')) say(line);
  return exitCodes.done;
}

/** Reads every file of the archive back and compares it with its manifest. */
export async function archiveVerify({ data, json, ...filter }: ArchiveOptions): Promise<number> {
  const { verifyArchive } = await import('@songtrackpro/server');
  const found = await withArchive(data, (archive, onProgress) => verifyArchive(archive, filter, onProgress));
  const { files, documents, damaged, unfinished } = found;
  if (json) say(JSON.stringify(found, null, 2));
  else {
    for (const line of damaged) say(`damaged: ${line}`);
    for (const key of unfinished) say(`without a manifest, of a run that was broken off: ${key}`);
    say(`${plural(files, 'file')} with ${plural(documents, 'document')} read back, ${damaged.length} damaged.`);
  }
  return damaged.length === 0 ? exitCodes.done : exitCodes.failed;
}

/** Brings documents of the archive back into the store. */
export async function archiveRestore({ data, json, ...filter }: ArchiveOptions): Promise<number> {
  if (Object.values(filter).every((value) => value === undefined)) {
    progress('songtrackpro: say what to restore, by --organization, --collection, --from or --to.');
    return exitCodes.misused;
  }
  const { restoreArchive } = await import('@songtrackpro/server');
  const done = await withArchive(data, (archive, onProgress) => restoreArchive(archive, filter, onProgress));
  const { files, restored, united, present } = done;
  if (json) say(JSON.stringify(done, null, 2));
  else if (files === 0) say('The archive holds nothing of that.');
  else {
    say(`${plural(restored, 'document')} restored from ${plural(files, 'file')}.`);
    if (united > 0) say(`${plural(united, 'fact')} had been stated anew, and have their earlier history again.`);
    if (present > 0) say(`${plural(present, 'document')} were there; they are kept as long as the others.`);
  }
  return exitCodes.done;
}
