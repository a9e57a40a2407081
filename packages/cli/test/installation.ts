import { chmod, mkdtemp, readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A temporary folder whose name has what paths of real people have; PostgreSQL's account may pass through it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "stp Änne's ")));
  await chmod(folder, 0o711);
  return folder;
}

/** Removes a folder with everything that a failed test may have left running on it. */
export async function removeFolder(folder: string): Promise<void> {
  await killEverything(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

export interface FolderProcess {
  pid: number;
  /** The beginning of its command line. */
  command: string;
}

/** Every process that names the folder in its command line or works in it: servers, keepers, stores, their backends. */
export async function processesOf(folder: string): Promise<FolderProcess[]> {
  const found: FolderProcess[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (command.includes(folder) || place.startsWith(folder))
      found.push({ pid, command: command.replaceAll('\0', ' ').slice(0, 200).trim() });
  }
  return found;
}

/** Waits for a state that processes reach by themselves; how fast does not matter. */
export async function until(holds: () => Promise<boolean>, what: () => string | Promise<string>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(25)) {
    if (await holds()) return;
  }
  throw new Error(`waited in vain until ${await what()}`);
}

/** Waits until no process of the folder is left. */
export function untilUnused(folder: string): Promise<void> {
  const left = async () => (await processesOf(folder)).map(({ pid, command }) => `${pid} ${command}`);
  return until(
    async () => (await left()).length === 0,
    async () => `nothing runs on ${folder} any more:\n${(await left()).join('\n')}`,
  );
}

/** `kill -9` of every process of the folder, again until none is left: a keeper may be starting another one. */
export async function killEverything(folder: string): Promise<void> {
  await until(
    async () => {
      const left = await processesOf(folder);
      for (const { pid } of left) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It was faster.
        }
      }
      return left.length === 0;
    },
    () => 'everything is killed',
  );
}
