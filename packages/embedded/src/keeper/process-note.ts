import { readFile, rm, writeFile } from 'node:fs/promises';
import { EmbeddedStoreError } from '../errors.ts';
import { endProcess } from './process-identity.ts';

/** The id of a store's process, kept in a file for whoever comes after a keeper that was killed. */
export interface ProcessNote {
  file: string;
  /** Words that are on the process's command line, so that no other program of that id is taken for it. */
  words: string[];
  /** What it is and what it uses, for a message. */
  description: string;
}

export const writeNote = ({ file }: ProcessNote, pid: number | undefined): Promise<void> =>
  writeFile(file, `${pid}\n`, { mode: 0o600 });

export const removeNote = ({ file }: ProcessNote): Promise<void> => rm(file, { force: true });

/** One that outlives its keeper is about to end: two must never write to the same files. */
export async function endOrphan({ file, words, description }: ProcessNote): Promise<void> {
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (await endProcess(pid, words, { SIGTERM: 30_000, SIGKILL: 5000 })) return;
  throw new EmbeddedStoreError(
    'in_use',
    `Another ${description} and doesn't stop (process ${pid}). End that process, then start again.`,
  );
}
