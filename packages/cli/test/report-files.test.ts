import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killEverything, removeFolder, temporaryFolder } from './installation.ts';
import { type Run, songtrackpro } from './run-songtrackpro.ts';

const name = 'Streaming – Smart link visits';

let folder: string;
let dataDir: string;
let run: Run;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  run = songtrackpro(['start', '--data', dataDir]);
  await run.says(/Ctrl-C stops everything/);
});
afterAll(async () => {
  await killEverything(folder);
  await removeFolder(folder);
});

const report = (...args: string[]) => songtrackpro(['report', '--data', dataDir, ...args]).ended;

test('a PDF of each campaign lies where the printed report says', async () => {
  const paths = [...run.stdout().matchAll(/^ {2}PDF {2}(.+)$/gm)].map(([, path = '']) => path);
  expect(paths).toHaveLength(3);
  for (const path of paths) {
    expect(path.startsWith(join(dataDir, 'reports'))).toBe(true);
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
  }
  expect(await readdir(join(dataDir, 'reports'))).toHaveLength(3);
});

test('the report of one campaign is printed, or written as what the file is called', async () => {
  const printed = await report('--campaign', name);
  expect(printed.code, printed.stderr).toBe(0);
  expect(printed.stdout).toContain(`CAMPAIGN   ${name}`);
  expect(printed.stdout).not.toContain('OVERVIEW');

  const csv = join(folder, 'out', 'days.csv');
  const written = await report('--campaign', name, '--output', csv);
  expect(written.stdout.trim()).toBe(csv);
  expect(await readFile(csv, 'utf8')).toMatch(/^part,member,from,to,state,spend,/);

  const json = await report('--campaign', name, '--format', 'json');
  expect(JSON.parse(await readFile(json.stdout.trim(), 'utf8'))).toMatchObject({
    version: 1,
    content: { campaign: { name } },
  });
});

test.each([
  [['--format', 'pdf'], 'name it with --campaign'],
  [['--campaign', 'Nobody’s'], 'There is no campaign “Nobody’s”'],
  [['--campaign', name, '--output', 'report.txt'], 'Say with --format'],
])('report %j says what is wrong with it', async (args, message) => {
  const { code, stderr } = await report(...args);
  expect(code).toBe(1);
  expect(stderr).toContain(message);
});
