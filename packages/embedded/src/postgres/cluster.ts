import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, lstat, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { EmbeddedStoreError } from '../errors.ts';
import { ownerPassword } from '../folder-secret.ts';
import { type Launcher, launch } from '../keeper/launch.ts';
import type { StoreLog } from '../keeper/store-log.ts';
import type { PostgresBinaries } from './binaries.ts';

export const OWNER = 'owner';

const DRAFT = 'postgres.new-';

/** Creates the cluster beside its place and renames it there when it is whole: a killed start leaves nothing half made. */
export async function createCluster(
  folder: DataFolder,
  secret: string,
  binaries: PostgresBinaries,
  launcher: Launcher,
  log: StoreLog,
): Promise<void> {
  if (existsSync(folder.cluster) && (await readdir(folder.cluster)).length > 0) {
    throw new EmbeddedStoreError(
      'data_dir_incompatible',
      `${folder.cluster} isn't a whole PostgreSQL cluster. Restore the data folder from a backup, or choose another one.`,
    );
  }
  await removeDrafts(folder);
  // A name of its own: an initdb that outlives its killed keeper tidies up its folder, which mustn't be ours.
  const draft = join(folder.root, `${DRAFT}${randomBytes(4).toString('hex')}`);
  const passwordFile = join(folder.run, `${DRAFT}password`);
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, ownerPassword(secret), { mode: 0o600 });
  if (launcher.owner) {
    for (const path of [draft, passwordFile]) await chown(path, launcher.owner.uid, launcher.owner.gid);
  }
  // The built-in provider sorts and folds case alike on every machine, whatever its C library; no locale of the
  // machine takes part.
  const settings = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${OWNER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const args = [`--pgdata=${draft}`, ...access, ...settings, '--no-instructions'];
  const code = await launch(launcher, binaries.initdb, args, log.descriptor).exited;
  await rm(passwordFile, { force: true });
  // What a shell answers when a program is there but can't be run: it was built for another C library or processor.
  if (code === 126 || code === 127) {
    throw new EmbeddedStoreError(
      'unsupported_platform',
      `The PostgreSQL programs don't run on this system (they need glibc): use a PostgreSQL server of your own. ${await log.describe()}`,
    );
  }
  if (code !== 0) {
    throw new EmbeddedStoreError(
      'postgres_failed',
      `The PostgreSQL cluster couldn't be created (initdb ended with ${code}). ${await log.describe()}`,
    );
  }
  await rename(draft, folder.cluster);
  const parent = await open(folder.root, 'r');
  await parent.sync().finally(() => parent.close());
}

async function removeDrafts(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    if (name.startsWith(DRAFT)) await rm(join(folder.root, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

export function hasCluster(folder: DataFolder): boolean {
  return existsSync(join(folder.cluster, 'PG_VERSION'));
}

/** PostgreSQL insists on owning its files; they change hands when root opens a folder that was another account's. */
export async function giveCluster(folder: DataFolder, launcher: Launcher): Promise<void> {
  const { owner } = launcher;
  if (owner === undefined || (await stat(folder.cluster)).uid === owner.uid) return;
  // The folder itself comes last, so that an interrupted change is taken up again.
  for (const name of await readdir(folder.cluster, { recursive: true })) {
    const path = join(folder.cluster, name);
    if (!(await lstat(path)).isSymbolicLink()) await chown(path, owner.uid, owner.gid);
  }
  await chown(folder.cluster, owner.uid, owner.gid);
}
