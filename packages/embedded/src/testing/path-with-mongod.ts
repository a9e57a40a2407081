import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findMongod } from '../find-mongod.ts';

const STAND_IN = fileURLToPath(new URL('./stand-in-mongod.ts', import.meta.url));

/** A PATH with a `mongod`: this machine's own, else the stand-in, whose program is written into the folder. */
export async function pathWithMongod(folder: string): Promise<string> {
  if (await findMongod()) return process.env.PATH ?? '';
  const program = join(folder, 'mongod');
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${STAND_IN}" "$@"\n`);
  await chmod(program, 0o755);
  return `${folder}${delimiter}${process.env.PATH ?? ''}`;
}
