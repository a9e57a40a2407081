import { join } from 'node:path';
import { readJson, writeSecretJson } from '../local/data-folder.ts';

/** The last backup of a data folder, noted in it for `doctor`. */
export interface LastBackup {
  /** ISO 8601, UTC. */
  moment: string;
  /** Where it was put; it may have been moved or removed since. */
  target: string;
  bytes: number;
}

const pathOf = (dataDir: string) => join(dataDir, 'last-backup.json');

export const noteBackup = (dataDir: string, last: LastBackup): Promise<void> => writeSecretJson(pathOf(dataDir), last);

export async function findLastBackup(dataDir: string): Promise<LastBackup | null> {
  const found = await readJson(pathOf(dataDir));
  if (typeof found !== 'object' || found === null) return null;
  const { moment, target, bytes } = found as Partial<LastBackup>;
  if (typeof moment !== 'string' || typeof target !== 'string' || typeof bytes !== 'number') return null;
  return Number.isNaN(Date.parse(moment)) ? null : { moment, target, bytes };
}
