import { mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const packages = ['contracts', 'db', 'embedded', 'server', 'sdk', 'cli'];
const libraries = [
  'zod',
  'hono',
  '@trpc/server',
  'eventsource-parser',
  'drizzle-orm',
  'mongoose',
  'mongodb',
  'postgres',
];
const developmentLibraries = ['vitest'];

const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));

async function write(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function writePackage(root: string, folder: string, name: string): Promise<void> {
  const manifest = {
    name,
    type: 'module',
    exports: { '.': './src/index.ts', './metrics': './src/metrics/definitions.ts' },
    dependencies: versions(libraries),
    devDependencies: versions(developmentLibraries),
  };
  await write(root, join(folder, 'package.json'), JSON.stringify(manifest));
}

/** Lays a workspace with the given files into a temporary folder: same packages, libraries that are empty. */
export async function makeSampleWorkspace(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'stp-boundaries-')));
  for (const name of [...libraries, ...developmentLibraries, 'undeclared']) {
    await write(
      root,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(root, `node_modules/${name}/index.js`, 'module.exports = {};');
  }
  await mkdir(join(root, 'node_modules/@songtrackpro'), { recursive: true });
  for (const name of packages) {
    await writePackage(root, `packages/${name}`, `@songtrackpro/${name}`);
    await symlink(join(root, 'packages', name), join(root, 'node_modules/@songtrackpro', name), 'junction');
  }
  for (const folder of ['.', 'examples', 'bench']) await writePackage(root, folder, folder);
  for (const [path, text] of Object.entries(files)) await write(root, path, text);
  return root;
}
