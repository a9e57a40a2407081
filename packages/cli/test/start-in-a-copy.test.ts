import { execFile } from 'node:child_process';
import { copyFile, cp, lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, temporaryFolder } from './installation.ts';
import { type Ended, reportOf, runProgram } from './run-songtrackpro.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

let folder: string;
let copy: string;
let lockfile: string;

/** The repository as a clone would have it, with what is not committed yet: no node_modules, no data. */
async function copyRepository(): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of new Set(stdout.split('\0').filter(Boolean))) {
    const kind = await lstat(join(repository, file)).catch(() => null);
    if (kind === null) continue;
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await (kind.isSymbolicLink()
      ? cp(join(repository, file), join(copy, file), { verbatimSymlinks: true })
      : copyFile(join(repository, file), join(copy, file)));
  }
}

/** The commands of the README, as somebody types them in the folder of the repository. */
const type = (...words: string[]): Promise<Ended> => runProgram('npx', words, { cwd: copy }).ended;

beforeAll(async () => {
  folder = await temporaryFolder();
  copy = join(folder, 'my clone');
  await copyRepository();
  lockfile = await readFile(join(copy, 'pnpm-lock.yaml'), 'utf8');
});
afterAll(() => removeFolder(folder));

let first: Ended;

test('the README’s start command installs, starts everything and prints the report in a fresh copy of the repository', async () => {
  expect(await readFile(join(copy, 'README.md'), 'utf8')).toMatch(/^npx -y pnpm@12 start$/m);
  first = await type('-y', 'pnpm@12', 'start', '--exit');
  expect(first.code, first.stderr).toBe(0);
  expect(reportOf(first.stdout)).toMatch(/^OVERVIEW {3}Demo label/);
  expect(first.stdout).toContain('spend 1,868.38 EUR');
  expect(first.stderr).toContain(join(copy, '.data'));
  expect(await processesOf(folder)).toEqual([]);
}, 300_000);

test('the same with a literal `--`, and the second start finds the data of the first', async () => {
  const second = await type('-y', 'pnpm@12', 'start', '--', '--exit');
  expect(second.code, second.stderr).toBe(0);
  expect(second.stdout.match(/already imported, nothing to do/g)).toHaveLength(4);
  expect(reportOf(second.stdout)).toBe(reportOf(first.stdout));
  expect(await processesOf(folder)).toEqual([]);
}, 120_000);

test('the scripts hand an exit code on', async () => {
  const refused = await type('-y', 'pnpm@12', 'start', '--exti');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('(Did you mean --exit?)');
});

test('a start changes nothing that git sees: data and installed packages are ignored, the lockfile is kept', async () => {
  await run('git', ['init', '-q'], { cwd: copy });
  const { stdout } = await run('git', ['ls-files', '--others', '--exclude-standard', '--directory'], { cwd: copy });
  expect(stdout).not.toMatch(/\.data|node_modules/);
  expect(await readFile(join(copy, 'pnpm-lock.yaml'), 'utf8')).toBe(lockfile);
});
