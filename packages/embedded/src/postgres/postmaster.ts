import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from '../data-folder.ts';
import { EmbeddedStoreError } from '../errors.ts';
import type { BoundProcess } from '../keeper/bound-process.ts';
import { freePort } from '../keeper/free-port.ts';
import { type Launcher, launch } from '../keeper/launch.ts';
import type { Sockets } from '../keeper/socket-folder.ts';
import type { StoreLog } from '../keeper/store-log.ts';
import type { PostgresBinaries } from './binaries.ts';

export interface Postmaster {
  process: BoundProcess;
  port: number;
}

const HAS_UNIX_SOCKETS = process.platform !== 'win32';
const UNIX_PORT = 5432;
const SHARED_MEMORY_WAIT_MS = 20_000;

/** Starts the server on an existing cluster; ready when it resolves, recovery from a crash included. */
export async function startPostmaster(
  folder: DataFolder,
  sockets: Sockets,
  binaries: PostgresBinaries,
  launcher: Launcher,
  log: StoreLog,
): Promise<Postmaster> {
  const port = HAS_UNIX_SOCKETS ? UNIX_PORT : await freePort();
  const args = [
    '-D',
    folder.cluster,
    ...Object.entries(settings(sockets, port)).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  for (const deadline = Date.now() + SHARED_MEMORY_WAIT_MS; ; await sleep(50)) {
    const server = launch(launcher, binaries.postgres, args, log.descriptor);
    if (await isReady(server, join(folder.cluster, 'postmaster.pid'))) return { process: server, port };
    const said = (await log.lastLines(8)).join('\n');
    // Backends of a killed postmaster notice its death only when they next wait for something.
    if (said.includes('pre-existing shared memory block') && Date.now() < deadline) continue;
    throw new EmbeddedStoreError('postgres_failed', `PostgreSQL didn't start${hint(said)}. ${await log.describe()}`);
  }
}

function settings(sockets: Sockets, port: number): Record<string, string | number> {
  return {
    listen_addresses: HAS_UNIX_SOCKETS ? '' : '127.0.0.1',
    port,
    unix_socket_directories: HAS_UNIX_SOCKETS ? `"${sockets.postgres.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0600',
    max_connections: 200,
    fsync: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  };
}

/** The server writes its state into the eighth line of this file. False when it ended instead. */
async function isReady(server: BoundProcess, note: string): Promise<boolean> {
  while (server.isRunning()) {
    const lines = await readFile(note, 'utf8').then(
      (text) => text.split('\n'),
      () => [],
    );
    if (lines[0] === String(server.child.pid) && lines[7]?.trim() === 'ready') return true;
    await sleep(5);
  }
  return false;
}

function hint(said: string): string {
  if (said.includes('No space left on device')) return ': the disk is full, make room';
  if (said.includes('could not create shared memory')) return ': the system grants too little shared memory';
  return '';
}
