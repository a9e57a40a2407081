import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { runProgram } from './run-songtrackpro.ts';

let folder: string;
let command: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'stp-cli-')));
  const cli = fileURLToPath(new URL('..', import.meta.url));
  await promisify(execFile)('pnpm', ['pack', '--pack-destination', folder], { cwd: cli });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await mkdir(join(folder, 'installed'));
  await promisify(execFile)('tar', ['-xzf', join(folder, tarball), '-C', join(folder, 'installed')]);
  command = join(folder, 'installed/package/songtrackpro.js');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...words: string[]) => runProgram(process.execPath, [command, ...words], { cwd: folder }).ended;

test('the packed command needs no other package, and asks servers as that of a checkout does', async () => {
  const packed = JSON.parse(await readFile(join(folder, 'installed/package/package.json'), 'utf8')) as object;
  expect(packed).toMatchObject({ bin: { songtrackpro: './songtrackpro.js' }, version: manifest.version });
  expect(packed).not.toHaveProperty('dependencies');
  const [version, unknown, words] = await Promise.all([
    run('--version'),
    run('tracks', 'list'),
    run('complete', '--', 'keys', 're'),
  ]);
  expect(version.stdout).toBe(`${manifest.version}\n`);
  expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('with `songtrackpro login`')]);
  expect(words.stdout).toMatch(/^revoke\t/);
});

test('what operates an installation says that it needs a checkout', async () => {
  const { code, stderr } = await run('doctor');
  expect([code, stderr]).toEqual([1, expect.stringMatching(/needs the server’s code, .* run it in a checkout\.\n$/)]);
});
