import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Files by key; keys begin with the organization. */
export interface FileStorage {
  /** Bytes stored under the key, 0 when there is none. */
  size(key: string): Promise<number>;
  /** Appends to what is stored from `offset` on (later bytes are dropped); on disk when it resolves. */
  write(key: string, bytes: AsyncIterable<Uint8Array>, offset: number): Promise<number>;
  read(key: string): AsyncIterable<Uint8Array>;
  move(from: string, to: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Keys below a key, in their order. */
  list(key: string): AsyncIterable<string>;
}

/** Files in a local folder. */
export class FolderStorage implements FileStorage {
  readonly #root: string;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  #path(key: string): string {
    const path = join(this.#root, key);
    if (!path.startsWith(this.#root + sep)) throw new Error('a key must not leave the storage folder');
    return path;
  }

  async size(key: string): Promise<number> {
    const found = await stat(this.#path(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return found?.size ?? 0;
  }

  async write(key: string, bytes: AsyncIterable<Uint8Array>, offset: number): Promise<number> {
    const path = this.#path(key);
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
    let position = offset;
    try {
      await file.truncate(offset);
      for await (const chunk of bytes) {
        let written = 0;
        while (written < chunk.length) {
          written += (await file.write(chunk, written, chunk.length - written, position + written)).bytesWritten;
        }
        position += chunk.length;
      }
    } finally {
      await file.sync();
      await file.close();
    }
    return position;
  }

  read(key: string): AsyncIterable<Uint8Array> {
    return createReadStream(this.#path(key), { highWaterMark: 256 * 1024 });
  }

  async move(from: string, to: string): Promise<void> {
    await rename(this.#path(from), this.#path(to));
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true, recursive: true });
  }

  async *list(key: string): AsyncIterable<string> {
    const found = await readdir(this.#path(key), { recursive: true, withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      },
    );
    const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    yield* files.map((path) => relative(this.#root, path).replaceAll(sep, '/')).sort();
  }
}
