import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFolder, FOLDER_MODE } from '../data-folder.ts';
import { EmbeddedStoreError, systemCode } from '../errors.ts';

export interface Sockets {
  place: string;
  keeper: string;
  documents: string;
  mongod: string;
  /** Folder in which PostgreSQL makes its socket. */
  postgres: string;
  /** The same folder under a name with a comma, see `postgresUrl`. */
  postgresAlias: string;
}

// A socket's path may have 107 bytes on Linux and 103 on macOS.
const LONGEST_PATH = 100;
const LONGEST_NAME = '/mongodb-27017.sock';

/** Chooses where this folder's sockets lie and creates that place. Only the holder of the lock may call it. */
export async function prepareSockets(folder: DataFolder): Promise<Sockets> {
  const own = createHash('sha256').update(`${process.getuid?.()} ${folder.root}`).digest('hex').slice(0, 16);
  const places = [folder.run, join(tmpdir(), `stores-${own}`)];
  const place = places.find((path) => Buffer.byteLength(path + LONGEST_NAME) <= LONGEST_PATH);
  if (place === undefined) {
    throw new EmbeddedStoreError(
      'data_dir_not_writable',
      `The paths of the data folder ${folder.root} and of the folder for temporary files are both too long for a socket. ` +
        'Choose a data folder with a shorter path, or set TMPDIR to a shorter one.',
    );
  }
  if (place !== folder.run) await makePrivate(place);
  const sockets = {
    place,
    keeper: process.platform === 'win32' ? `\\\\.\\pipe\\stores-${own}` : join(place, 'keeper.sock'),
    documents: join(place, 'documents.sock'),
    mongod: join(place, 'mongod.sock'),
    postgres: join(place, 'pg'),
    postgresAlias: join(place, 'pg,'),
  };
  await mkdir(sockets.postgres, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32') {
    // Whatever listened here died without tidying up, or the lock wouldn't be ours.
    for (const stale of [sockets.keeper, sockets.postgresAlias]) await rm(stale, { force: true });
    await symlink('pg', sockets.postgresAlias);
  }
  return sockets;
}

/** Leaves nothing among the temporary files. */
export async function removeSockets(folder: DataFolder, { place }: Sockets): Promise<void> {
  if (place !== folder.run) await rm(place, { recursive: true, force: true });
}

/** In a folder that everybody may write to, the place could have been set up by somebody else. */
async function makePrivate(place: string): Promise<void> {
  try {
    await mkdir(place, { mode: 0o700 });
    await chmod(place, FOLDER_MODE);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  const { uid, mode } = await lstat(place);
  const isFolder = (mode & 0o170000) === 0o040000;
  if (isFolder && uid === process.getuid?.() && (mode & 0o777 & ~FOLDER_MODE) === 0) return;
  throw new EmbeddedStoreError(
    'in_use',
    `The path of the data folder is too long for a socket, and the place for it, ${place}, belongs to somebody else. ` +
      'Remove that folder, or choose a data folder with a shorter path.',
  );
}
