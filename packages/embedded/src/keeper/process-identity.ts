import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Whether a process with this id lives and has these words on its command line. An id alone proves nothing: it may have
 * been given to another program since, or belong to a dead process that nobody has waited for.
 */
async function isRunning(pid: number, words: string[]): Promise<boolean> {
  const command = await commandLine(pid);
  return command !== '' && words.every((word) => command.includes(word));
}

/** Sends the signals in turn to the process that `isRunning` tells, with a time to end after each. Answers whether it did. */
export async function endProcess(pid: number, words: string[], signals: Record<string, number>): Promise<boolean> {
  for (const [signal, waitMs] of Object.entries(signals)) {
    if (!(await isRunning(pid, words))) return true;
    try {
      process.kill(pid, signal);
    } catch {
      // Gone in between, or not ours to end: the check below sees which.
    }
    for (const deadline = Date.now() + waitMs; Date.now() < deadline; await sleep(10)) {
      if (!(await isRunning(pid, words))) return true;
    }
  }
  return !(await isRunning(pid, words));
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
      (line) => line.replaceAll('\0', ' '),
      () => '',
    );
  }
  const ps = run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return ps.then(
    ({ stdout }) => stdout,
    () => '',
  );
}
