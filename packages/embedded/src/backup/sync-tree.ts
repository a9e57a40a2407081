import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest } from './manifest.ts';

const AT_ONCE = 4;

/**
 * Writes everything out to disk that was made below a folder. At the end and not file by file: by then the system has
 * written most of it, and one turn of the file system's journal serves many files.
 */
export async function syncTree(root: string, { files, folders }: Pick<Manifest, 'files' | 'folders'>): Promise<void> {
  const paths = files.map(({ path }) => path);
  const above = new Set<string>(folders);
  for (const path of [...paths, ...folders]) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) above.add(folder);
  }
  const left = paths.values();
  const work = async () => {
    for (const path of left) await syncPath(join(root, path));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const path of above) await syncFolder(join(root, path));
  await syncFolder(root);
}

/** Names in a folder outlive a power cut only when the folder was written out as well. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has no way to do so, and doesn't need one.
  if (process.platform !== 'win32') await syncPath(path, 'r');
}

async function syncPath(path: string, flags = 'r+'): Promise<void> {
  const opened = await open(path, flags);
  await opened.sync().finally(() => opened.close());
}
