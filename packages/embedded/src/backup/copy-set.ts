import { createHash } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFile, unlessGone } from './copy-file.ts';
import type { BackedUpFile } from './manifest.ts';

/** How much is copied of how much there is to copy, in bytes; the latter grows with the log. */
export interface CopyProgress {
  done: number;
  total: number;
}

/** Files copied at a time: writing one out to disk is mostly waiting. */
const AT_ONCE = 4;

/** The files of a backup or of a data folder as they are copied: what was copied, and how far it is. */
export class CopySet {
  readonly #to: string;
  readonly #onProgress: (progress: CopyProgress) => void;
  readonly #copied = new Map<string, BackedUpFile>();
  #done = 0;
  #total = 0;

  constructor(to: string, onProgress: (progress: CopyProgress) => void) {
    this.#to = to;
    this.#onProgress = onProgress;
  }

  /** In the order of their paths. */
  files(): BackedUpFile[] {
    return [...this.#copied.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  find(path: string): BackedUpFile | undefined {
    return this.#copied.get(path);
  }

  expect(bytes: number): void {
    this.#total += bytes;
  }

  async expectFiles(from: string, paths: readonly string[]): Promise<void> {
    for (const path of paths) this.expect((await unlessGone(stat(join(from, path))))?.size ?? 0);
  }

  /** Copies a file under another path; one that is gone is passed over. */
  async copy(from: string, path: string): Promise<void> {
    const copied = await unlessGone(copyFile(from, join(this.#to, path), (count) => this.#tell(count)));
    if (copied) this.#copied.set(path, { path, ...copied });
  }

  /** Copies the named files of a folder into a folder of the copy. */
  copyAll(from: string, paths: readonly string[], into: string): Promise<void> {
    return this.copyEach(paths.map((path) => ({ from: join(from, path), path: `${into}/${path}` })));
  }

  /** Copies several at a time. */
  async copyEach(files: readonly { from: string; path: string }[]): Promise<void> {
    const left = files.values();
    const work = async () => {
      for (const { from, path } of left) await this.copy(from, path);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async write(path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await writeFile(join(this.#to, path), bytes, { mode: 0o600, flag: 'wx', flush: true });
    this.#copied.set(path, { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  }

  #tell(count: number): void {
    this.#done += count;
    this.#onProgress({ done: this.#done, total: Math.max(this.#total, this.#done) });
  }
}
