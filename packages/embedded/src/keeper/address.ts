import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { DataFolder } from '../data-folder.ts';

/** Tells programs where the keeper of this folder listens. Only the holder of the lock may call it. */
export async function announce(folder: DataFolder, socket: string): Promise<void> {
  const draft = `${folder.address}.new`;
  await writeFile(draft, `${JSON.stringify({ socket, pid: process.pid })}\n`, { mode: 0o600 });
  await rename(draft, folder.address);
}

export async function withdraw(folder: DataFolder): Promise<void> {
  await rm(folder.address, { force: true });
}

/** Where a keeper said it listens; it may have died since. */
export async function readAddress(folder: DataFolder): Promise<string | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(folder.address, 'utf8'));
    if (typeof value === 'object' && value !== null && 'socket' in value && typeof value.socket === 'string') {
      return value.socket;
    }
  } catch {
    // Missing, or left half-written by a machine that lost power: no keeper either way.
  }
  return undefined;
}
