import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { EmbeddedStoreError, systemCode } from '../errors.ts';
import { endProcess } from '../keeper/process-identity.ts';
import type { Sockets } from '../keeper/socket-folder.ts';

/**
 * Ends a server that a killed keeper left on our cluster. Only for the holder of the keeper's lock: with it, a running
 * server can only be such an orphan, and a note of one that doesn't run can only be stale.
 */
export async function endOrphan(folder: DataFolder, sockets: Sockets): Promise<void> {
  await endRunning(folder);
  // In a container nobody may wait for dead orphans, and PostgreSQL takes one's id in a socket's lock file for alive.
  for (const name of await readdir(sockets.postgres)) await rm(join(sockets.postgres, name), { force: true });
}

async function endRunning(folder: DataFolder): Promise<void> {
  const note = join(folder.cluster, 'postmaster.pid');
  const text = await readFile(note, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number.parseInt(text, 10);
  const words = ['postgres', folder.cluster];
  if (!Number.isInteger(pid) || pid <= 1) return;
  // Fast shutdown writes everything out; the immediate one leaves it to recovery from the log.
  if (!(await endProcess(pid, words, { SIGINT: 60_000, SIGQUIT: 10_000 }))) {
    throw new EmbeddedStoreError(
      'in_use',
      `Another PostgreSQL server (process ${pid}) uses ${folder.cluster} and doesn't stop. End that process, then start again.`,
    );
  }
  // PostgreSQL takes any living process of that id for its predecessor. With a dead one it deals itself, and better.
  if (exists(pid)) await rm(note, { force: true });
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
