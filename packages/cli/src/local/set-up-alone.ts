import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { progress } from '../terminal.ts';

const busy = 5;

/** An exclusive SQLite transaction that never writes: the operating system ends it with its process, however that dies. */
function tryToTake(lock: DatabaseSync): boolean {
  try {
    lock.exec('PRAGMA journal_mode = OFF');
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return false;
    throw error;
  }
}

/**
 * Runs work that looks for something and makes it where it is missing, such as the demo organization: programs that start
 * at the same instant on one data folder do it one after another, so the second one finds what the first one made.
 */
export async function setUpAlone<T>(dataDir: string, stop: AbortSignal, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(join(dataDir, 'set-up.lock'), { timeout: 0 });
  try {
    for (let tries = 0; !tryToTake(lock); tries += 1) {
      if (tries === 20) progress('  Waiting for another start on this data folder to import the samples');
      await sleep(50, undefined, { signal: stop });
    }
    return await work();
  } finally {
    lock.close();
  }
}
