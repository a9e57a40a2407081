import { DatabaseSync } from 'node:sqlite';

/**
 * The right to be the keeper of a data folder. It is an exclusive SQLite transaction that never writes: a lock of the
 * operating system on an open file, so it ends with the process however that dies, and can't go stale.
 */
export interface KeeperLock {
  /** True once this process holds the lock. */
  tryTake(): boolean;
  release(): void;
}

const SQLITE_BUSY = 5;

export function keeperLock(file: string): KeeperLock {
  const database = new DatabaseSync(file, { timeout: 0 });
  return {
    tryTake() {
      try {
        // Without a journal nothing of a killed keeper is left to roll back.
        database.exec('PRAGMA journal_mode = OFF');
        database.exec('BEGIN EXCLUSIVE');
        return true;
      } catch (error) {
        if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
        throw error;
      }
    },
    release: () => database.close(),
  };
}
