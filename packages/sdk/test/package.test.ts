import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const sdk = fileURLToPath(new URL('..', import.meta.url));

/** A project that has installed the package, and nothing else. */
let consumer: string;
let installed: string;

beforeAll(async () => {
  consumer = await realpath(await mkdtemp(join(tmpdir(), 'stp-sdk-')));
  await run('pnpm', ['pack', '--pack-destination', consumer], { cwd: sdk });
  const [tarball] = (await readdir(consumer)).filter((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('nothing was packed');
  await run('tar', ['-xzf', tarball], { cwd: consumer });
  installed = join(consumer, 'node_modules/@songtrackpro/sdk');
  await mkdir(join(consumer, 'node_modules/@songtrackpro'), { recursive: true });
  await cp(join(consumer, 'package'), installed, { recursive: true });
});
afterAll(() => rm(consumer, { recursive: true, force: true }));

const program = `
const client = new SongTrackPro({ apiKey: 'key', baseUrl: 'http://127.0.0.1:1', retries: 0 });
client.organizations.me().catch((error) => {
  console.log(error instanceof ConnectionError, error.code, metricIds.includes('impressions'));
});`;

async function runProgram(file: string, text: string): Promise<string> {
  await writeFile(join(consumer, file), text);
  const { stdout } = await run(process.execPath, [file], { cwd: consumer });
  return stdout.trim();
}

test('the packed SDK works as an ES module', async () => {
  const names = '{ ConnectionError, metricIds, SongTrackPro }';
  expect(await runProgram('a.mjs', `import ${names} from '@songtrackpro/sdk';${program}`)).toBe('true connection true');
});

test('the packed SDK works as a CommonJS module', async () => {
  const names = '{ ConnectionError, metricIds, SongTrackPro }';
  const text = `const ${names} = require('@songtrackpro/sdk');${program}`;
  expect(await runProgram('a.cjs', text)).toBe('true connection true');
});

test('the packed SDK has no dependency and carries neither zod nor server code', async () => {
  const manifest: Record<string, unknown> = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('peerDependencies');
  const files = await readdir(join(installed, 'dist'));
  const texts = await Promise.all(files.map((name) => readFile(join(installed, 'dist', name), 'utf8')));
  expect(files.toSorted()).toEqual(['index.cjs', 'index.d.cts', 'index.d.ts', 'index.js']);
  expect(texts.join('\n')).not.toMatch(/\b(from|require\()\s*['"]|\bZod[A-Z]|drizzle|mongoose/);
});

test('the packed declarations compile in strict consumers of both module systems, libraries checked', async () => {
  const text = `
import { type Campaign, SongTrackPro } from '@songtrackpro/sdk';
const client = new SongTrackPro({ apiKey: 'key', baseUrl: 'http://127.0.0.1:1' });
export const load = (id: string): Promise<Campaign> => client.campaigns.get({ id });
export async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const track of client.tracks.list({ limit: 5 })) found.push(track.title);
  return found;
}`;
  await writeFile(join(consumer, 'a.mts'), text);
  await writeFile(join(consumer, 'b.cts'), text);
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
  const target = ['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
  const tsc = join(sdk, 'node_modules/typescript/bin/tsc');
  const compile = run(process.execPath, [tsc, ...options, ...target, 'a.mts', 'b.cts'], { cwd: consumer });
  await expect(compile.catch((error: { stdout: string }) => error.stdout)).resolves.toMatchObject({ stdout: '' });
});
