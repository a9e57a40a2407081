import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StoreProcess {
  pid: number;
  kind: 'keeper' | 'postmaster' | 'documents' | 'other';
}

/** Every process that the stores of a data folder run, told by command line or working directory. Linux only. */
export async function storeProcesses(dataDir: string): Promise<StoreProcess[]> {
  const found: StoreProcess[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (words.some((word) => word.endsWith('/testing/program.ts'))) continue;
    if (!place.startsWith(dataDir) && !words.some((word) => word.startsWith(dataDir))) continue;
    found.push({ pid, kind: kindOf(words) });
  }
  return found;
}

export async function pidOf(dataDir: string, kind: StoreProcess['kind']): Promise<number> {
  const found = (await storeProcesses(dataDir)).find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`no ${kind} runs on ${dataDir}`);
  return found.pid;
}

/** Waits for a state that processes reach by themselves; how fast doesn't matter. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
    if (await holds()) return;
  }
  throw new Error(`waited in vain until ${what}`);
}

export function untilGone(dataDir: string): Promise<void> {
  return until(async () => (await storeProcesses(dataDir)).length === 0, `no process is left on ${dataDir}`);
}

function kindOf(words: string[]): StoreProcess['kind'] {
  if (words.some((word) => word.endsWith('/keeper/main.ts'))) return 'keeper';
  if (words.some((word) => word.endsWith('/documents/main.ts'))) return 'documents';
  return words[0]?.endsWith('/bin/postgres') ? 'postmaster' : 'other';
}
