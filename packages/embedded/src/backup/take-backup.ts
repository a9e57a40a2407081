import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { type DataFolder, prepareDataFolder } from '../data-folder.ts';
import { EmbeddedStoreError, messageOf, systemCode } from '../errors.ts';
import { recordedKind } from '../folder-format.ts';
import { openStores } from '../open-stores.ts';
import { backupFailed } from './backup-failed.ts';
import { unlessGone } from './copy-file.ts';
import { type CopyProgress, CopySet } from './copy-set.ts';
import { copyStores } from './copy-stores.ts';
import { INCOMPLETE, MANIFEST, type Manifest } from './manifest.ts';
import { syncFolder, syncTree } from './sync-tree.ts';

export interface BackupOptions {
  dataDir: string;
  /** Folder to make; it must not exist yet. */
  target: string;
  /** Files and folders of the data folder that come along beside the stores, where they are there. */
  also: readonly string[];
  /** Leave out the folder's secret; then a restore asks for it. */
  withoutSecret?: boolean;
  /** Called while writes are stopped, so it must be quick; what it answers stands in the manifest. */
  describe: (postgresUrl: string) => Promise<Record<string, unknown>>;
  onProgress?: (progress: CopyProgress) => void;
  /** Receives a line for each step that a person may want to know of. */
  onStep?: (line: string) => void;
}

/**
 * Copies both embedded stores while they are used, as they stood at one moment, with what lies beside them.
 *
 * PostgreSQL's files are copied in its backup mode. Then, for as long as PostgreSQL takes to end that mode, the document
 * server lets no write through: at the moment in which the mode ends nothing can be on its way from one store to the other.
 * A backup so holds what a power cut of that moment would have left.
 *
 * @throws {EmbeddedStoreError} `backup_failed`; what was copied until then is left under a name that ends in `.incomplete`
 */
export async function takeBackup(options: BackupOptions): Promise<Manifest> {
  const { also, describe, withoutSecret = false, onProgress = () => {}, onStep = () => {} } = options;
  const target = resolve(options.target);
  const { folder } = await prepareDataFolder(options.dataDir);
  await refuse(folder, target);
  const { postgresUrl = '', documentsUri = '', close } = await openStores({ dataDir: folder.root, onProgress: onStep });
  try {
    const draft = await makeDraft(target);
    const beside = ['format.json', ...(withoutSecret ? [] : ['secret']), ...also];
    const set = new CopySet(draft, onProgress);
    const manifest = await copyStores({ folder, postgresUrl, documentsUri, beside, describe, onStep }, set);
    await finish(draft, target, manifest);
    return manifest;
  } catch (error) {
    if (error instanceof EmbeddedStoreError) throw error;
    const why = systemCode(error) === 'ENOSPC' ? 'there is no space left' : messageOf(error);
    throw backupFailed(`${why}. What was copied is in ${target}${INCOMPLETE}; remove it, then start again.`, error);
  } finally {
    await close();
  }
}

async function refuse(folder: DataFolder, target: string): Promise<void> {
  if ((await recordedKind(folder)) === 'mongod') {
    throw backupFailed(
      'the documents of this data folder are kept by a mongod. Back them up with mongodump, and stop everything to copy the folder.',
    );
  }
  if (`${target}${sep}`.startsWith(`${folder.root}${sep}`)) {
    throw backupFailed(`${target} lies in the data folder. Choose a place outside, best on another disk.`);
  }
  if (await unlessGone(stat(target))) throw backupFailed(`${target} exists. Name a folder that doesn't.`);
}

async function makeDraft(target: string): Promise<string> {
  const draft = `${target}${INCOMPLETE}`;
  await mkdir(dirname(draft), { recursive: true });
  try {
    await mkdir(draft, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    throw backupFailed(
      `${draft} is there: a backup was interrupted, or is being taken right now. Remove it, then start again.`,
    );
  }
  return draft;
}

/** Whoever finds the folder under its own name finds it whole, also after a power cut. */
async function finish(draft: string, target: string, manifest: Manifest): Promise<void> {
  for (const path of manifest.folders) await mkdir(join(draft, path), { recursive: true, mode: 0o700 });
  await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
  await syncTree(draft, manifest);
  await rename(draft, target);
  await syncFolder(dirname(target));
}
