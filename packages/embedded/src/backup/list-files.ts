import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessGone } from './copy-file.ts';

export interface Listing {
  /** Paths from the folder on, parted by `/`. */
  files: string[];
  /** Folders that are empty, or of which nothing is wanted. */
  folders: string[];
}

/** Every file below a folder, as it is now. What `leaveOut` answers true for is passed over; a folder stays, empty. */
export async function listFiles(root: string, leaveOut: (path: string) => boolean = () => false): Promise<Listing> {
  const listing: Listing = { files: [], folders: [] };
  await list('');
  return listing;

  async function list(path: string): Promise<void> {
    const entries = (await unlessGone(readdir(join(root, path), { withFileTypes: true }))) ?? [];
    let kept = 0;
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (leaveOut(inner)) continue;
      kept += 1;
      if (entry.isDirectory()) await list(inner);
      else if (entry.isFile()) listing.files.push(inner);
    }
    if (kept === 0 && path !== '') listing.folders.push(path);
  }
}
