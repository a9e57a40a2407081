import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sdk = fileURLToPath(new URL('../../../packages/sdk', import.meta.url));

/** Where the packed SDK lies in a project that has nothing else. */
export interface Project {
  folder: string;
  /** The module that is imported, and its declarations. */
  module: string;
  declarations: string;
}

/** Packs the SDK as it is published and lays it into the folder as a package manager would. */
export async function installSdk(folder: string): Promise<Project> {
  await run('pnpm', ['pack', '--pack-destination', folder], { cwd: sdk });
  const [packed] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('nothing was packed');
  await run('tar', ['-xzf', packed], { cwd: folder });
  const installed = join(folder, 'node_modules/@songtrackpro/sdk');
  await mkdir(join(folder, 'node_modules/@songtrackpro'), { recursive: true });
  await rename(join(folder, 'package'), installed);
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  return { folder, module: join(installed, 'dist/index.js'), declarations: join(installed, 'dist/index.d.ts') };
}
