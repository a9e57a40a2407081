import { readFile, writeFile } from 'node:fs/promises';
import type { StoreSettings } from '@songtrackpro/server';

/** Hands the stores to the two servers; a file, because arguments of a process are visible to everybody. */
export async function writeSettings(path: string, settings: StoreSettings): Promise<void> {
  await writeFile(path, JSON.stringify(settings), { mode: 0o600 });
}

export async function readSettings(): Promise<StoreSettings> {
  const path = process.argv[2];
  if (path === undefined) throw new RangeError('name the file of the stores’ settings');
  return JSON.parse(await readFile(path, 'utf8'));
}
