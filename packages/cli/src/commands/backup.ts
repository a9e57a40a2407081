import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { noteBackup } from '../backup/last-backup.ts';
import { dataFolder, dataOption } from '../local/data-folder.ts';
import { ProgressBar } from '../progress-bar.ts';
import { formatBytes } from '../report/format-bytes.ts';
import { plural } from '../report/format-count.ts';
import { CommandError, commandPrefix, exitCodes, progress, say, shellWord } from '../terminal.ts';

/** What lies in a data folder beside the stores and belongs to the installation: uploads, and keys that `start` made. */
const beside = ['files', 'keys.json'];

export interface BackupOptions {
  data?: string;
  withoutSecrets?: boolean;
  json?: boolean;
}

/** A folder that is there gets one for each backup, named by the time, so that one command may be repeated. */
async function targetAt(place: string): Promise<string> {
  const found = await stat(place).catch(() => null);
  if (!found) return resolve(place);
  if (!found.isDirectory()) throw new CommandError(`${place} is a file. A backup is a folder: name one.`);
  return resolve(place, `backup-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`);
}

async function requireEmbedded(): Promise<void> {
  const { readEnvironment } = await import('@songtrackpro/server/environment');
  const environment = readEnvironment(process.env);
  const own = (['DATABASE_URL', 'MONGODB_URI'] as const).filter((name) => environment[name] !== undefined);
  if (own.length === 0) return;
  throw new CommandError(
    `${own.join(' and ')} ${own.length === 1 ? 'names a store' : 'name stores'} of your own, which \`backup\` doesn't take. docs/production.md says how to back them up.`,
  );
}

/** Backs up an installation on embedded stores, running or not. */
export async function backup(place: string, { data, withoutSecrets = false, json }: BackupOptions): Promise<number> {
  await requireEmbedded();
  const dataDir = dataFolder(data);
  if (!(await stat(join(dataDir, 'format.json')).catch(() => null))) {
    throw new CommandError(`There is nothing to back up in ${dataDir}. Name the data folder with --data.`);
  }
  const target = await targetAt(place);
  const [{ bytesOf, takeBackup }, { describeDatabase }] = await Promise.all([
    import('@songtrackpro/embedded/backup'),
    import('@songtrackpro/server'),
  ]);
  const bar = new ProgressBar(formatBytes);
  const taken = await takeBackup({
    dataDir,
    target,
    also: withoutSecrets ? beside.filter((name) => name !== 'keys.json') : beside,
    withoutSecret: withoutSecrets,
    describe: async (ownerUrl) => ({ version: manifest.version, ...(await describeDatabase(ownerUrl)) }),
    onStep: (line) => bar.start(line),
    onProgress: ({ done, total }) => bar.update(done, total),
  }).finally(() => bar.end());
  const { moment, position, files, encrypted, secret, application } = taken;
  const bytes = bytesOf(taken);
  await noteBackup(dataDir, { moment, target, bytes });
  if (json) {
    say(JSON.stringify({ target, moment, position, ...application, files: files.length, bytes, encrypted, secret }));
    return exitCodes.done;
  }
  say(`Backed up ${dataDir} as of ${moment}: ${plural(files.length, 'file')}, ${formatBytes(bytes)}.`);
  say(`  ${target}`);
  say(secretsLine(secret, encrypted));
  say(`Check it: ${commandPrefix} backup verify ${shellWord(target)}`);
  return exitCodes.done;
}

function secretsLine(secret: boolean, encrypted: boolean): string {
  const key = encrypted ? ' Its documents are encrypted: keep DATA_ENCRYPTION_KEY elsewhere.' : '';
  return secret
    ? `It holds the secrets of the installation: keep it as safe as the data folder.${key}`
    : `It holds no secrets: a restore needs the file secret of the data folder.${key}`;
}

/** Reads every file of a backup and compares it with what was written. */
export async function verify(path: string, { json }: { json?: boolean }): Promise<number> {
  const { bytesOf, verifyBackup } = await import('@songtrackpro/embedded/backup');
  const bar = new ProgressBar(formatBytes);
  bar.start('Reading the backup');
  const found = await verifyBackup(resolve(path), ({ done, total }) => bar.update(done, total)).finally(() =>
    bar.end(),
  );
  const { moment, position, files, application } = found;
  const bytes = bytesOf(found);
  if (json) say(JSON.stringify({ whole: true, moment, position, ...application, files: files.length, bytes }));
  else say(`The backup is whole: as of ${moment}, ${plural(files.length, 'file')}, ${formatBytes(bytes)}.`);
  return exitCodes.done;
}

export interface RestoreCommandOptions {
  data?: string;
  secret?: string;
  json?: boolean;
}

/** A database of a newer version would be refused at the start; better say so before anything is copied. */
async function refuseNewer(path: string): Promise<void> {
  const [{ readManifest }, { newestMigration }] = await Promise.all([
    import('@songtrackpro/embedded/backup'),
    import('@songtrackpro/server'),
  ]);
  const { version, migration } = (await readManifest(path)).application;
  const newest = await newestMigration();
  if (typeof migration !== 'string' || newest === null || migration <= newest) return;
  throw new CommandError(
    `The backup ${path} was taken by SongTrackPro ${String(version)}, whose database is newer than this version's (${manifest.version}): it has ${migration}. Restore it with that version.`,
  );
}

/** Makes a data folder from a backup. */
export async function restore(path: string, { data, secret, json }: RestoreCommandOptions): Promise<number> {
  const from = resolve(path);
  await refuseNewer(from);
  const dataDir = dataFolder(data);
  const { bytesOf, restoreBackup } = await import('@songtrackpro/embedded/backup');
  const bar = new ProgressBar(formatBytes);
  bar.start(`Restoring to ${dataDir}`);
  const restored = await restoreBackup({
    backup: from,
    dataDir,
    ...(secret !== undefined && { secretFile: secret }),
    onProgress: ({ done, total }) => bar.update(done, total),
  }).finally(() => bar.end());
  const { moment, position, files, encrypted } = restored;
  const bytes = bytesOf(restored);
  await noteBackup(dataDir, { moment, target: from, bytes });
  if (json) {
    say(JSON.stringify({ dataDir, moment, position, files: files.length, bytes }));
    return exitCodes.done;
  }
  say(
    `Restored to ${dataDir} as of ${moment}: ${plural(files.length, 'file')}, ${formatBytes(bytes)}, all as they were.`,
  );
  if (encrypted) progress('Its documents are encrypted: set DATA_ENCRYPTION_KEY to the key they were written with.');
  say(`Go on with: ${commandPrefix} serve${dataOption(dataDir)}`);
  return exitCodes.done;
}
