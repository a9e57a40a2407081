import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from '../data-folder.ts';
import { EmbeddedStoreError } from '../errors.ts';
import { readAddress } from '../keeper/address.ts';
import { type KeeperLock, keeperLock } from '../keeper/lock.ts';
import { connectTo } from '../lease.ts';

// A keeper that nobody needs any more stops its stores first.
const STOPPING_MS = 120_000;
// Asking a keeper whether it is there counts as a use, so it is asked rarely enough to end in between.
const ASK_EVERY_MS = 2000;

/** Takes the keeper's place on a data folder: no program opens its stores until the lock is released. */
export async function takeFolder(folder: DataFolder): Promise<KeeperLock> {
  const lock = keeperLock(folder.lock);
  let ask = Date.now() + ASK_EVERY_MS;
  for (const deadline = Date.now() + STOPPING_MS; Date.now() < deadline; await sleep(20)) {
    if (lock.tryTake()) return lock;
    if (Date.now() < ask) continue;
    if (await isServed(folder)) break;
    ask = Date.now() + ASK_EVERY_MS;
  }
  throw new EmbeddedStoreError(
    'in_use',
    `Programs use the data folder ${folder.root}. Stop them, then convert its documents.`,
  );
}

async function isServed(folder: DataFolder): Promise<boolean> {
  const path = await readAddress(folder);
  const socket = path === undefined ? undefined : await connectTo(path);
  socket?.destroy();
  return socket !== undefined;
}
