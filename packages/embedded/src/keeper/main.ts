// The keeper of a data folder: one small process that outlives the program that started it, holds both stores and stops
// them when no program holds a lease any more. Argument: the data folder. Says on stdout what became of the start.
import { truncate } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DataFolder, dataFolderAt } from '../data-folder.ts';
import { asStoreError, EmbeddedStoreError } from '../errors.ts';
import { readOrCreateSecret } from '../folder-secret.ts';
import { send } from '../line-stream.ts';
import { ensureDatabase } from '../postgres/database.ts';
import { announce, readAddress, withdraw } from './address.ts';
import { manageDocuments } from './documents-by-kind.ts';
import { serveLeases } from './leases.ts';
import { type KeeperLock, keeperLock } from './lock.ts';
import { manageStore, type Progress } from './managed-store.ts';
import { startPostgres } from './postgres-store.ts';
import type { OpenRequest, StartReport } from './protocol.ts';
import { prepareSockets, removeSockets } from './socket-folder.ts';

// A predecessor that is stopping holds the lock until its stores have written everything out.
const LOCK_WAIT_MS = 120_000;

const note = (line: string) => console.error(`${new Date().toISOString()} ${line}`);

async function main(folder: DataFolder): Promise<void> {
  const lock = keeperLock(folder.lock);
  if (!(await waitForLock(lock, folder))) return report({ type: 'present' });
  await truncate(join(folder.logs, 'keeper.log'), 0).catch(() => undefined);
  const secret = await readOrCreateSecret(folder);
  const sockets = await prepareSockets(folder);
  const postgres = manageStore('PostgreSQL', (progress) => startPostgres(folder, secret, sockets, progress), note);
  const documents = manageDocuments(folder, secret, sockets, note);

  async function open(request: OpenRequest, progress: Progress) {
    const [postgresUrl, documentsUri] = await Promise.all([
      request.postgres ? openDatabase(request.database, progress) : undefined,
      request.documents ? documents.open(request.mongod, progress) : undefined,
    ]);
    return { ...(postgresUrl ? { postgresUrl } : {}), ...(documentsUri ? { documentsUri } : {}) };
  }

  async function openDatabase(name: string, progress: Progress): Promise<string> {
    const { urlOf } = await postgres.open(progress);
    await ensureDatabase(urlOf, name);
    return urlOf(name);
  }

  const leases = await serveLeases(sockets.keeper, open);
  await announce(folder, sockets.keeper);
  report({ type: 'listening' });
  note(`keeper ${process.pid} listens on ${sockets.keeper}`);

  await Promise.race([leases.unused, terminated()]);
  leases.refuse();
  await withdraw(folder);
  await Promise.all([postgres.stop(), documents.stop()]);
  await removeSockets(folder, sockets);
  note('both stores have stopped');
  leases.dismiss();
  lock.release();
  // A program that is suspended leaves its end of the connection open.
  process.exit();
}

/** False when another keeper serves this folder. */
async function waitForLock(lock: KeeperLock, folder: DataFolder): Promise<boolean> {
  for (const deadline = Date.now() + LOCK_WAIT_MS; Date.now() < deadline; await sleep(10)) {
    if (lock.tryTake()) return true;
    if (await answers(folder)) return false;
  }
  throw new EmbeddedStoreError(
    'in_use',
    `Another process holds ${folder.lock} and doesn't answer. End the programs that use this data folder, then start again.`,
  );
}

async function answers(folder: DataFolder): Promise<boolean> {
  const path = await readAddress(folder);
  if (path === undefined) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(path, () => resolve(true)).once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

function terminated(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
    process.on('SIGHUP', () => undefined);
  });
}

function report(message: StartReport): void {
  send(process.stdout, message);
}

process.umask(0o077);
process.chdir('/');
// The program that reads it may be gone already.
process.stdout.on('error', () => undefined);
try {
  await main(dataFolderAt(process.argv[2] ?? ''));
} catch (error) {
  note(`the keeper gives up: ${error instanceof Error ? error.stack : String(error)}`);
  const { code, message } = asStoreError('in_use', "The keeper of the stores couldn't start", error);
  report({ type: 'failed', code, message });
  process.exitCode = 1;
  // Time for the report to be read, whatever else still keeps this process alive.
  setTimeout(() => process.exit(), 1000).unref();
}
