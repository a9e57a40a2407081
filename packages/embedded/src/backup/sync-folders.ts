import { dirname, join } from 'node:path';
import { syncFolder } from './copy-file.ts';
import type { Manifest } from './manifest.ts';

/** Writes out the names of everything that was made below a folder. */
export async function syncFolders(
  root: string,
  { files, folders }: Pick<Manifest, 'files' | 'folders'>,
): Promise<void> {
  const made = new Set<string>([...folders]);
  for (const path of [...files.map((file) => file.path), ...folders]) {
    for (let above = dirname(path); above !== '.'; above = dirname(above)) made.add(above);
  }
  for (const path of made) await syncFolder(join(root, path));
  await syncFolder(root);
}
