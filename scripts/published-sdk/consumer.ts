import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sdk = fileURLToPath(new URL('../../packages/sdk', import.meta.url));

/** A project of somebody else's, who has installed the packed SDK and nothing besides. */
export interface Consumer {
  folder: string;
  /** Where its package manager has put the SDK. */
  installed: string;
  packed: Uint8Array<ArrayBuffer>;
  write(file: string, text: string): Promise<string>;
  /** What a program prints that ends well. */
  run(program: string, args: readonly string[], env?: Record<string, string>): Promise<string>;
  remove(): Promise<void>;
}

/** Packs the SDK as it is published and installs the tarball by npm into an empty folder outside of the workspace. */
export async function installPackedSdk(): Promise<Consumer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'stp-sdk-')));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  const write = async (file: string, text: string) => {
    await writeFile(join(folder, file), text);
    return join(folder, file);
  };
  try {
    await run('pnpm', ['pack', '--pack-destination', folder], { cwd: sdk });
    const [name] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
    if (name === undefined) throw new Error('nothing was packed');
    const project = join(folder, 'project');
    await mkdir(project);
    await writeFile(join(project, 'package.json'), '{ "name": "somebody-elses", "private": true }');
    const quiet = ['--offline', '--no-audit', '--no-fund', `--cache=${join(folder, 'cache')}`];
    await run('npm', ['install', join(folder, name), ...quiet], { cwd: project });
    return {
      folder: project,
      installed: join(project, 'node_modules/@songtrackpro/sdk'),
      packed: new Uint8Array(await readFile(join(folder, name))),
      write: (file, text) => write(join('project', file), text),
      run: async (program, args, env = {}) => {
        const { stdout } = await run(program, args, { cwd: project, env: { ...process.env, ...env } });
        return stdout.trim();
      },
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
