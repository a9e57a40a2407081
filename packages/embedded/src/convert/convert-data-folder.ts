import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { type DataFolder, prepareDataFolder } from '../data-folder.ts';
import type { DocumentStoreKind } from '../document-store-kind.ts';
import { EmbeddedStoreError } from '../errors.ts';
import { requireMongod } from '../find-mongod.ts';
import { recordedKind, recordKind } from '../folder-format.ts';
import { type DocumentsStore, startDocuments } from '../keeper/documents-store.ts';
import { startMongod } from '../keeper/mongod-store.ts';
import { prepareSockets, removeSockets, type Sockets } from '../keeper/socket-folder.ts';
import { type CopyReport, copyDatabase } from './copy-database.ts';
import { removeMarks } from './copy-marks.ts';
import { takeFolder } from './take-folder.ts';
import { holdExpiry, refuseStrangers, userDatabases } from './user-databases.ts';

export interface FolderConversion {
  dataDir: string;
  to: DocumentStoreKind;
  onProgress?: (line: string) => void;
}

export interface FolderReport extends CopyReport {
  /** Where the files of the store before lie now; undefined when there was nothing to convert. */
  oldFiles: string | undefined;
}

const filesOf = (folder: DataFolder, kind: DocumentStoreKind) => (kind === 'mongod' ? folder.mongod : folder.documents);

/**
 * Copies a data folder's documents to the other kind of store, compares both, and only then records that kind. Nothing
 * is deleted: the files from before stay beside it under another name. It may be killed and started again at any time.
 */
export async function convertDataFolder(conversion: FolderConversion): Promise<FolderReport> {
  const { dataDir, to, onProgress = () => {} } = conversion;
  if (!(await exists(join(dataDir, 'format.json')))) {
    throw new EmbeddedStoreError('conversion_failed', `${dataDir} is no data folder: it has no format.json.`);
  }
  // One of the two is always a mongod.
  const program = await requireMongod();
  const { folder, secret } = await prepareDataFolder(dataDir);
  const lock = await takeFolder(folder);
  try {
    const recorded = await recordedKind(folder);
    const from = to === 'mongod' ? 'embedded' : 'mongod';
    if (recorded === undefined || (recorded === to && !(await exists(filesOf(folder, from))))) {
      return { collections: 0, documents: 0, oldFiles: undefined };
    }
    const sockets = await prepareSockets(folder);
    const start = startersOf(folder, secret, sockets, program, onProgress);
    const target = await start[to]();
    const report = await withStore(target, async (targetClient) => {
      // Recorded already: an earlier conversion was interrupted after everything was compared.
      if (recorded === to) return finish(targetClient);
      const source = await start[from]();
      return withStore(source, (sourceClient) => copyAll(folder, to, sourceClient, targetClient, onProgress));
    });
    await removeSockets(folder, sockets);
    return { ...report, oldFiles: await setAside(filesOf(folder, from)) };
  } finally {
    lock.release();
  }
}

function startersOf(
  folder: DataFolder,
  secret: string,
  sockets: Sockets,
  program: string,
  onProgress: (line: string) => void,
) {
  return {
    embedded: () => startDocuments(folder, secret, sockets, onProgress),
    mongod: () => startMongod(folder, sockets, program, onProgress),
  };
}

async function copyAll(
  folder: DataFolder,
  to: DocumentStoreKind,
  source: MongoClient,
  target: MongoClient,
  onProgress: (line: string) => void,
): Promise<CopyReport> {
  await holdExpiry(source);
  const names = await userDatabases(source);
  await refuseStrangers(target, names);
  const total = { collections: 0, documents: 0 };
  for (const name of names) {
    const copied = await copyDatabase(source.db(name), target.db(name), `this data folder's ${name}`, onProgress);
    total.collections += copied.collections;
    total.documents += copied.documents;
  }
  await recordKind(folder, to);
  await finish(target);
  return total;
}

async function finish(target: MongoClient): Promise<CopyReport> {
  for (const name of await userDatabases(target)) await removeMarks(target.db(name));
  return { collections: 0, documents: 0 };
}

async function withStore<Result>(
  store: DocumentsStore,
  use: (client: MongoClient) => Promise<Result>,
): Promise<Result> {
  const client = new MongoClient(store.uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await use(client);
  } finally {
    await client.close();
    await store.stop();
    await store.ended;
  }
}

async function setAside(files: string): Promise<string> {
  const aside = `${files}.until-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  await rename(files, aside);
  return aside;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
