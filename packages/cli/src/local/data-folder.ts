import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCheckout, shellWord } from '../terminal.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

const defaultFolder = isCheckout ? join(repository, '.data') : resolve('.data');

/** Where an installation keeps everything: `--data`, else SONGTRACKPRO_DATA, else `.data` of the checkout, or of the folder that one is in. */
export function dataFolder(option: string | undefined): string {
  return resolve(option ?? (process.env.SONGTRACKPRO_DATA || defaultFolder));
}

/** What a printed command needs to find this data folder from any terminal; nothing for that of the checkout, unless asked. */
export function dataOption(dataDir: string, { always = false }: { always?: boolean } = {}): string {
  return dataDir === defaultFolder && !always ? '' : ` --data ${shellWord(dataDir)}`;
}

export const samplesFolder = join(repository, 'examples', 'samples');

/** Reads a small JSON file; null when it is missing or torn, for everything in such a file can be made anew. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Writes a small file that only its owner may read, whole or not at all. */
export async function writeSecretJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await chmod(part, 0o600);
  await rename(part, path);
}

export const removeFile = (path: string) => rm(path, { force: true });
