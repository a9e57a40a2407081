import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { type ObjectStorage, ObjectStorageError } from './object-storage.ts';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What is written and not yet in its place; a killed process leaves it behind, and it is no object. */
const unfinished = '.part';

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Objects in a local folder. */
export class FolderObjects implements ObjectStorage {
  readonly #root: string;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  #path(key: string): string {
    const path = join(this.#root, key);
    if (!path.startsWith(this.#root + sep)) throw new Error('a key must not leave the storage');
    return path;
  }

  #fault(error: unknown): never {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ObjectStorageError(`The storage in ${this.#root} can't be used: ${reason}`, { cause: error });
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(key);
    const written = `${path}.${randomUUID()}${unfinished}`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(written, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(written, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(written, { force: true });
      this.#fault(error);
    }
  }

  async get(key: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#path(key));
    } catch (error) {
      return isMissing(error) ? null : this.#fault(error);
    }
  }

  async *list(prefix: string): AsyncGenerator<string, void, undefined> {
    const entries = await readdir(this.#root, { recursive: true, withFileTypes: true }).catch((error: unknown) =>
      isMissing(error) ? [] : this.#fault(error),
    );
    const keys = entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith(unfinished))
      .map(({ parentPath, name }) =>
        join(parentPath, name)
          .slice(this.#root.length + 1)
          .split(sep)
          .join('/'),
      );
    yield* keys.filter((key) => key.startsWith(prefix)).sort();
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true }).catch((error: unknown) => this.#fault(error));
  }
}
