import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import { EmbeddedStoreError } from './errors.ts';

/** The first `mongod` of a PATH (this process's unless given), undefined where there is none. */
export async function findMongod(path = process.env.PATH ?? ''): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod';
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const program = resolve(folder, name);
    if (await runs(program)) return program;
  }
  return undefined;
}

async function runs(program: string): Promise<boolean> {
  try {
    await access(program, constants.X_OK);
    return (await stat(program)).isFile();
  } catch {
    return false;
  }
}

/** @throws {EmbeddedStoreError} that says what to do where there is none. */
export async function requireMongod(): Promise<string> {
  const program = await findMongod();
  if (program !== undefined) return program;
  throw new EmbeddedStoreError(
    'mongod_missing',
    'There is no program mongod on the PATH. Install MongoDB, or add the folder ' +
      'of its programs to the PATH; or set MONGODB_URI to a server that runs, or leave DOCUMENT_STORE out for the ' +
      'embedded document server.',
  );
}
