import { closeSync, openSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { systemCode } from '../errors.ts';

/** The file a store writes to, from its start on; the one of the start before lies beside it as `.1`. */
export interface StoreLog {
  path: string;
  descriptor: number;
  /** The last lines, with the file's name, for a message to a person. */
  describe(): Promise<string>;
  lastLines(count: number): Promise<string[]>;
  close(): void;
}

const TAIL_BYTES = 8192;

export async function openLog(folder: DataFolder, name: string): Promise<StoreLog> {
  const path = join(folder.logs, `${name}.log`);
  await rename(path, `${path}.1`).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
  const descriptor = openSync(path, 'a', 0o600);
  const lastLines = async (count: number) => (await readTail(path)).slice(-count);
  return {
    path,
    descriptor,
    lastLines,
    describe: async () => `Its last lines in ${path}:\n${(await lastLines(8)).join('\n')}`,
    close: () => closeSync(descriptor),
  };
}

export async function readTail(path: string): Promise<string[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    return tail.toString('utf8').trimEnd().split('\n');
  } finally {
    await file.close();
  }
}
