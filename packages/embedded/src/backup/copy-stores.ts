import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { readFormat } from '../folder-format.ts';
import { backupFailed } from './backup-failed.ts';
import { unlessGone } from './copy-file.ts';
import type { CopySet } from './copy-set.ts';
import { type DocumentsBackup, openDocumentsBackup } from './documents-backup.ts';
import { listFiles } from './list-files.ts';
import { DATA, MANIFEST_FORMAT, type Manifest } from './manifest.ts';
import { CONTROL, isLeftOut, type PostgresBackup, startPostgresBackup } from './postgres-backup.ts';

export interface StoresToCopy {
  folder: DataFolder;
  postgresUrl: string;
  documentsUri: string;
  /** Files and folders of the data folder that come along beside the stores, where they are there. */
  beside: readonly string[];
  describe: (postgresUrl: string) => Promise<Record<string, unknown>>;
  onStep: (line: string) => void;
}

const DOCUMENTS = ['documents.db', 'documents.key'];

/** Copies both stores as they stand at one moment, and then what lies beside them. */
export async function copyStores(stores: StoresToCopy, set: CopySet): Promise<Manifest> {
  const { folder, describe, onStep } = stores;
  const postgres = await startPostgresBackup(stores.postgresUrl);
  try {
    const documents = await openDocumentsBackup(stores.documentsUri);
    try {
      const folders = await copyCluster(folder, set, onStep);
      const { stopped, ...moment } = await takeMoment(postgres, documents, () => describe(stores.postgresUrl));
      await copyLog(folder, set, stopped);
      onStep('Copying the documents');
      await set.copyAll(folder.documents, DOCUMENTS, `${DATA}/documents`);
      // Refused where the server was started anew meanwhile, for then its file may have changed.
      await documents.end();
      onStep('Copying what lies beside the stores');
      // After the moment: so every file is there of which the stores know.
      for (const name of stores.beside) await copyBeside(folder, name, set);
      return {
        format: MANIFEST_FORMAT,
        moment: moment.moment,
        position: stopped.position,
        folder: await readFormat(folder),
        secret: set.find(`${DATA}/secret`) !== undefined,
        encrypted: set.find(`${DATA}/documents/documents.key`) !== undefined,
        application: moment.application,
        folders: folders.map((path) => `${DATA}/postgres/${path}`),
        files: set.files(),
      };
    } finally {
      await documents.close();
    }
  } finally {
    await postgres.close();
  }
}

/** Answers the folders that have to be there, empty. */
async function copyCluster(folder: DataFolder, set: CopySet, onStep: (line: string) => void): Promise<string[]> {
  const { files, folders } = await listFiles(folder.cluster, isLeftOut);
  await set.expectFiles(folder.cluster, files);
  await set.expectFiles(folder.documents, DOCUMENTS);
  onStep('Copying PostgreSQL');
  await set.copyAll(folder.cluster, files, `${DATA}/postgres`);
  await set.copy(join(folder.cluster, CONTROL), `${DATA}/postgres/${CONTROL}`);
  return folders;
}

/** Nothing is on its way from one store to the other while writes are stopped. Whatever fails, they go on. */
async function takeMoment(
  postgres: PostgresBackup,
  documents: DocumentsBackup,
  describe: () => Promise<Record<string, unknown>>,
) {
  await documents.begin();
  const application = await describe();
  const moment = new Date().toISOString();
  const stopped = await postgres.stop();
  // Refused where writes went on by themselves meanwhile.
  await documents.resumeWrites();
  return { moment, application, stopped };
}

/** The part of PostgreSQL's log that its files are to be read with, and the label that says so. */
async function copyLog(
  folder: DataFolder,
  set: CopySet,
  { label, isNeeded, needed }: Awaited<ReturnType<PostgresBackup['stop']>>,
): Promise<void> {
  const log = join(folder.cluster, 'pg_wal');
  const names = (await readdir(log)).filter(isNeeded);
  await set.expectFiles(log, names);
  await set.copyAll(log, names, `${DATA}/postgres/pg_wal`);
  if (names.length !== needed) throw backupFailed('PostgreSQL removed a part of its log meanwhile. Start again.');
  await set.write(`${DATA}/postgres/backup_label`, label);
}

async function copyBeside({ root }: DataFolder, name: string, set: CopySet): Promise<void> {
  const path = join(root, name);
  const found = await unlessGone(stat(path));
  if (!found?.isDirectory()) {
    await set.copy(path, `${DATA}/${name}`);
    return;
  }
  const { files } = await listFiles(path);
  await set.expectFiles(path, files);
  await set.copyAll(path, files, `${DATA}/${name}`);
}
