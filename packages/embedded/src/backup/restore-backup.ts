import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createOnce } from '../create-once.ts';
import { makeFolder } from '../data-folder.ts';
import { EmbeddedStoreError, messageOf, systemCode } from '../errors.ts';
import { formatFault } from '../folder-format.ts';
import { unlessGone } from './copy-file.ts';
import { type CopyProgress, CopySet } from './copy-set.ts';
import { type BackedUpFile, DATA, type Manifest, readManifest, unusable } from './manifest.ts';
import { syncFolder, syncTree } from './sync-tree.ts';
import { bytesOf } from './verify-backup.ts';

export interface RestoreOptions {
  backup: string;
  /** A folder that is empty or doesn't exist. */
  dataDir: string;
  /** The secret of the folder that was backed up, where the backup was taken without it: a file that holds it. */
  secretFile?: string;
  onProgress?: (progress: CopyProgress) => void;
}

// Without it no program opens the folder, so it is written when everything else is there.
const LAST = `${DATA}/format.json`;

/**
 * Makes a data folder from a backup, and compares every byte with the manifest on the way. Where that fails, nothing is
 * left behind.
 * @throws {EmbeddedStoreError} `backup_unusable`, or `restore_refused` for what is wrong with the folder to restore to
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { backup, onProgress = () => {} } = options;
  const manifest = await readManifest(backup);
  const fault = formatFault(manifest.folder);
  if (fault !== undefined) throw unusable(backup, fault);
  const secret = await secretFor(manifest, options.secretFile);
  const dataDir = resolve(options.dataDir);
  await requireEmpty(dataDir);
  const folders = manifest.folders.map(inData);
  const isLast = ({ path }: BackedUpFile) => path === LAST;
  const [last, files] = [manifest.files.filter(isLast), manifest.files.filter((file) => !isLast(file))];
  try {
    await makeFolder(dataDir);
    const set = new CopySet(dataDir, onProgress);
    set.expect(bytesOf(manifest));
    await copyBack(files, backup, set);
    for (const path of folders) await mkdir(join(dataDir, path), { recursive: true, mode: 0o700 });
    if (secret !== undefined) await createOnce(join(dataDir, 'secret'), secret, 0o600);
    await syncTree(dataDir, { files: set.files(), folders });
    await copyBack(last, backup, set);
    await syncFolder(dataDir);
    return manifest;
  } catch (error) {
    for (const name of await readdir(dataDir).catch(() => [])) {
      await rm(join(dataDir, name), { recursive: true, force: true });
    }
    if (error instanceof EmbeddedStoreError) throw error;
    const why = systemCode(error) === 'ENOSPC' ? 'there is no space left' : messageOf(error);
    throw refused(`${why}. Nothing was left in ${dataDir}.`, error);
  }
}

const refused = (why: string, cause?: unknown) =>
  new EmbeddedStoreError('restore_refused', `Nothing was restored: ${why}`, { cause });

async function requireEmpty(dataDir: string): Promise<void> {
  const found = await unlessGone(stat(dataDir));
  if (found === undefined) return;
  const names = found.isDirectory() ? await readdir(dataDir) : [dataDir];
  if (names.length === 0) return;
  const why = names.includes('format.json') || !names.includes('postgres') ? 'is not empty' : HALF;
  throw refused(`${dataDir} ${why}. Name a folder that is empty or doesn't exist.`);
}

const HALF = 'holds what an interrupted restore left; remove it';

async function secretFor({ secret }: Manifest, file: string | undefined): Promise<string | undefined> {
  if (secret && file === undefined) return undefined;
  if (secret) throw refused('the backup holds its secret. Leave --secret out.');
  if (file === undefined) {
    throw refused(
      'the backup was taken without the secret of its data folder. Name the file that holds it with --secret.',
    );
  }
  const text = (await unlessGone(readFile(file, 'utf8')))?.trim();
  if (text === undefined || !/^[\w-]{43}$/.test(text)) {
    throw refused(`${file} holds no secret: 43 letters, digits, - and _, as in the file \`secret\` of a data folder.`);
  }
  return `${text}\n`;
}

/** Copies files of the backup to where they lie in a data folder, and compares each with the manifest. */
async function copyBack(files: readonly BackedUpFile[], backup: string, set: CopySet): Promise<void> {
  await set.copyEach(files.map(({ path }) => ({ from: join(backup, path), path: inData(path) })));
  for (const { path, bytes, sha256 } of files) {
    const copied = set.find(inData(path));
    if (copied?.bytes === bytes && copied.sha256 === sha256) continue;
    throw unusable(backup, `${path} ${copied ? 'is not what was copied' : 'is missing'}. Use another backup`);
  }
}

const inData = (path: string): string => path.slice(DATA.length + 1);
