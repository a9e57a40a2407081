import type { DataFolder } from '../data-folder.ts';
import { asStoreError } from '../errors.ts';
import { ownerPassword } from '../folder-secret.ts';
import { chooseLauncher } from '../postgres/account.ts';
import { postgresBinaries } from '../postgres/binaries.ts';
import { createCluster, giveCluster, hasCluster } from '../postgres/cluster.ts';
import { endOrphan } from '../postgres/orphan.ts';
import { startPostmaster } from '../postgres/postmaster.ts';
import { loopbackUrl, socketUrl } from '../postgres/url.ts';
import type { Progress, RunningStore } from './managed-store.ts';
import type { Sockets } from './socket-folder.ts';
import { openLog } from './store-log.ts';

export interface PostgresStore extends RunningStore {
  urlOf(database: string): string;
}

/** From whatever state the folder is in to a server that takes connections. */
export async function startPostgres(
  folder: DataFolder,
  secret: string,
  sockets: Sockets,
  progress: Progress,
): Promise<PostgresStore> {
  const binaries = postgresBinaries();
  const launcher = await chooseLauncher(binaries, folder.root, sockets.postgres);
  if (launcher.owner) progress(`PostgreSQL runs as ${launcher.description}`);
  const log = await openLog(folder, 'postgres');
  const slow = setTimeout(() => progress('PostgreSQL still starts: after a crash it reads its log first'), 3000);
  try {
    if (hasCluster(folder)) {
      await endOrphan(folder, sockets);
      await giveCluster(folder, launcher);
    } else {
      progress('Creating the PostgreSQL cluster (first start only)');
      await createCluster(folder, secret, binaries, launcher, log);
    }
    const server = await startPostmaster(folder, sockets, binaries, launcher, log);
    const password = ownerPassword(secret);
    return {
      ended: server.process.exited.then(() => log.close()),
      // Every connection is ended and everything written out; as a last resort recovery does the latter.
      stop: () => server.process.stop('SIGQUIT'),
      urlOf: (database) =>
        process.platform === 'win32'
          ? loopbackUrl(server.port, password, database)
          : socketUrl(sockets, password, database),
    };
  } catch (error) {
    log.close();
    throw asStoreError('postgres_failed', "PostgreSQL couldn't be started", error);
  } finally {
    clearTimeout(slow);
  }
}
