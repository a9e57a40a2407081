import { constants } from 'node:fs';
import { access, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedStoreError, messageOf, systemCode } from './errors.ts';
import { checkFormat } from './folder-format.ts';
import { readOrCreateSecret } from './folder-secret.ts';

/** Where things lie in a data folder. Nothing in it depends on the folder's own place: it may be moved while stopped. */
export interface DataFolder {
  root: string;
  cluster: string;
  /** Files of the embedded document server. */
  documents: string;
  /** Files of a `mongod`, where that keeps the documents. */
  mongod: string;
  logs: string;
  /** Sockets and notes that have a meaning only while a keeper runs. */
  run: string;
  /** Held by the one keeper of this folder for as long as its process lives. */
  lock: string;
  /** Where that keeper listens. */
  address: string;
}

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    cluster: join(root, 'postgres'),
    documents: join(root, 'documents'),
    mongod: join(root, 'mongod'),
    logs: join(root, 'logs'),
    run: join(root, 'run'),
    lock: join(root, 'run', 'keeper.lock'),
    address: join(root, 'run', 'keeper.json'),
  };
}

// As root PostgreSQL runs under another account, which has to pass through, but not list, the folders on its way.
export const FOLDER_MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** Creates what is missing and refuses a folder that this version can't use. Safe for programs that do it at once. */
export async function prepareDataFolder(dataDir: string): Promise<{ folder: DataFolder; secret: string }> {
  const wanted = resolve(dataDir);
  try {
    await makeFolder(wanted);
    const folder = dataFolderAt(await realpath(wanted));
    await checkFormat(folder);
    for (const path of [folder.run, folder.logs]) await makeFolder(path);
    for (const path of [folder.root, folder.run, folder.logs]) {
      await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    }
    return { folder, secret: await readOrCreateSecret(folder) };
  } catch (error) {
    if (error instanceof EmbeddedStoreError) throw error;
    throw new EmbeddedStoreError('data_dir_not_writable', `${reason(wanted, error)} ${REMEDY}`, { cause: error });
  }
}

/** `mkdir -p`. Node's own never comes back where the file system answers ENOENT for ever, as /proc does. */
export async function makeFolder(path: string, withParents = true): Promise<void> {
  try {
    await mkdir(path, { mode: FOLDER_MODE });
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (systemCode(error) !== 'ENOENT' || !withParents) throw error;
    await makeFolder(dirname(path));
    await makeFolder(path, false);
  }
}

const REMEDY = 'Choose another data folder, or make this one a folder that your account may write to.';

function reason(path: string, error: unknown): string {
  switch (systemCode(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `The data folder ${path} can't be used: it, or a part of its path, is a file.`;
    case 'EROFS':
      return `The data folder ${path} lies on a file system that is mounted read-only.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no space left for the data folder ${path}.`;
    case 'EACCES':
    case 'EPERM':
      return `Your account may not write to the data folder ${path} (or it was made by another account, such as root).`;
    default:
      return `The data folder ${path} can't be used: ${messageOf(error)}.`;
  }
}
