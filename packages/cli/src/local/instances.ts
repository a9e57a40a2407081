import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, removeFile, writeSecretJson } from './data-folder.ts';

/** A server that runs on a data folder, for the other commands to find. */
export interface Instance {
  url: string;
  apiKey: string;
  pid: number;
  /** Milliseconds since 1970; the latest one is found first. */
  startedAt: number;
  /** Where Stripe is played, if it is. */
  stripe?: string;
}

/** One note for each server, so that one that leaves takes nothing from the others. */
const folderOf = (dataDir: string) => join(dataDir, 'servers');
const pathOf = (dataDir: string, pid: number) => join(folderOf(dataDir), `${pid}.json`);

function isInstance(value: unknown): value is Instance {
  if (typeof value !== 'object' || value === null) return false;
  const { url, apiKey, pid, startedAt, stripe = '' } = value as Partial<Instance>;
  const kinds = [typeof url, typeof apiKey, typeof pid, typeof startedAt, typeof stripe];
  return kinds.join() === 'string,string,number,number,string';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is alive and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The server that was started last of those that still run; notes of killed ones are removed. */
export async function findInstance(dataDir: string): Promise<Instance | null> {
  const names = await readdir(folderOf(dataDir)).catch(() => []);
  let latest: Instance | null = null;
  for (const name of names) {
    const found = await readJson(join(folderOf(dataDir), name));
    if (!isInstance(found)) continue;
    if (!isAlive(found.pid)) await withdrawInstance(dataDir, found.pid);
    else if (latest === null || found.startedAt > latest.startedAt) latest = found;
  }
  return latest;
}

export async function announceInstance(
  dataDir: string,
  server: Pick<Instance, 'url' | 'apiKey' | 'stripe'>,
): Promise<void> {
  const instance: Instance = { ...server, pid: process.pid, startedAt: Date.now() };
  await writeSecretJson(pathOf(dataDir, process.pid), instance);
}

export const withdrawInstance = (dataDir: string, pid: number): Promise<void> => removeFile(pathOf(dataDir, pid));
