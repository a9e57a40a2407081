import { mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from '../data-folder.ts';
import { asStoreError, EmbeddedStoreError } from '../errors.ts';
import type { BoundProcess } from './bound-process.ts';
import type { DocumentsStore } from './documents-store.ts';
import { freePort } from './free-port.ts';
import { AS_OURSELVES, launch } from './launch.ts';
import type { Progress } from './managed-store.ts';
import { endOrphan, type ProcessNote, removeNote, writeNote } from './process-note.ts';
import type { Sockets } from './socket-folder.ts';
import { openLog } from './store-log.ts';

/** Where a mongod listens: a Unix socket, or loopback where there are none. */
export type MongodAddress = { socket: string; folder: string } | { port: number };

/** Starts MongoDB's own server on the data folder. It is told to stop as soon as the keeper is gone. */
export async function startMongod(
  folder: DataFolder,
  sockets: Sockets,
  program: string,
  progress: Progress,
): Promise<DocumentsStore> {
  const note = noteOf(folder);
  await endOrphan(note);
  await mkdir(folder.mongod, { recursive: true, mode: 0o700 });
  const address = await addressIn(sockets);
  if ('socket' in address) await rm(address.socket, { force: true });
  const log = await openLog(folder, 'mongod');
  const server = launch(AS_OURSELVES, program, mongodArguments(folder, address), log.descriptor);
  const ended = server.exited.then(async () => {
    log.close();
    await removeNote(note);
  });
  await writeNote(note, server.child.pid);
  const slow = setTimeout(() => progress('mongod still starts: after a crash it reads its journal first'), 3000);
  try {
    if (!(await listens(server, address))) {
      throw new EmbeddedStoreError('documents_failed', `mongod (${program}) didn't start. ${await log.describe()}`);
    }
    const uri = uriOf(address);
    progress(`mongod ${await versionAt(uri)} (${program}) keeps the documents`);
    return { uri, ended, stop: () => server.stop('SIGKILL') };
  } catch (error) {
    await server.stop('SIGKILL');
    await ended;
    throw asStoreError('documents_failed', `mongod (${program}) can't be used`, error);
  } finally {
    clearTimeout(slow);
  }
}

/**
 * The command line. A socket among the addresses of `--bind_ip` means that no port is opened; the second socket that
 * mongod makes by itself, named after the port, is put into the same private folder.
 */
export function mongodArguments(folder: DataFolder, address: MongodAddress): string[] {
  const listen =
    'port' in address
      ? ['--bind_ip', '127.0.0.1', '--port', String(address.port)]
      : ['--bind_ip', address.socket, '--unixSocketPrefix', address.folder, '--filePermissions', '0600'];
  return ['--dbpath', folder.mongod, ...listen, '--quiet'];
}

async function addressIn(sockets: Sockets): Promise<MongodAddress> {
  if (process.platform === 'win32') return { port: await freePort() };
  if (!sockets.mongod.includes(',')) return { socket: sockets.mongod, folder: sockets.place };
  throw new EmbeddedStoreError(
    'documents_failed',
    `mongod can't listen on ${sockets.mongod}: it takes a comma for the end of the path. Choose a data folder whose path has none.`,
  );
}

const uriOf = (address: MongodAddress): string =>
  'port' in address ? `mongodb://127.0.0.1:${address.port}` : `mongodb://${encodeURIComponent(address.socket)}`;

/** False when the server ended before it took connections. */
async function listens(server: BoundProcess, address: MongodAddress): Promise<boolean> {
  for (; server.isRunning(); await sleep(20)) {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const target = 'port' in address ? { host: '127.0.0.1', port: address.port } : { path: address.socket };
    const probe = connect(target, () => resolve(true)).once('error', () => resolve(false));
    if (await promise.finally(() => probe.destroy())) return true;
  }
  return false;
}

/** Asked through the driver, which also proves that the driver takes this version of the server. */
async function versionAt(uri: string): Promise<string> {
  const { MongoClient } = await import('mongodb');
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    return String(version);
  } finally {
    await client.close();
  }
}

const noteOf = (folder: DataFolder): ProcessNote => ({
  file: join(folder.run, 'mongod.pid'),
  words: ['mongod', folder.mongod],
  description: `mongod uses ${folder.mongod}`,
});
