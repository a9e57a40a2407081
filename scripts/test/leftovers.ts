import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { StepOutcome } from './step.ts';

// Stores stop a moment after their last user has left.
const patienceMs = 10_000;

/** Command lines of processes that name the folder; empty where there is no /proc. */
async function processesIn(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map(async (id) => {
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return `process ${id}: ${line.replaceAll('\0', ' ').trim()}`;
    }),
  );
  return lines.filter((line) => line.includes(folder));
}

/** Node's own store of compiled code: programs that tests call, such as pnpm, keep theirs there. */
const compiled = 'node-compile-cache';

/** Fails when the tests left files in the temporary folder that they were given, or processes that use it. */
export async function findLeftovers(folder: string, waitMs = patienceMs): Promise<StepOutcome> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const names = await readdir(folder, { recursive: true });
    const files = names.filter((name) => !name.startsWith(compiled)).map((name) => `file ${name}`);
    const found = [...(await processesIn(folder)), ...files];
    if (found.length === 0) return { ok: true, output: '' };
    if (Date.now() >= deadline) return { ok: false, output: found.slice(0, 30).join('\n') };
    await pause(250);
  }
}
