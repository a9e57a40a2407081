import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { songtrackpro } from './run-songtrackpro.ts';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => removeFolder(folder));

const organization = '01930000-0000-7000-8000-000000000000';

test('the operator archives, lists, verifies and restores, and is told what to set and what is damaged', async () => {
  const data = ['--data', join(folder, 'data')];
  const env = { ARCHIVE_URL: pathToFileURL(join(folder, 'archive')).href };
  const call = (...args: string[]) => songtrackpro([...args, ...data], { env }).ended;
  const without = await songtrackpro(['archive', 'run', ...data]).ended;
  expect(without.code).toBe(1);
  expect(without.stderr).toContain('Nothing is archived here. Set ARCHIVE_URL');
  expect(await songtrackpro(['migrate', ...data]).ended).toMatchObject({ code: 0 });
  const early = await call('archive', 'run');
  expect(early.code).toBe(1);
  expect(early.stderr).toContain('Run `songtrackpro migrate` with the same ARCHIVE_URL first.');

  expect(await call('migrate')).toMatchObject({ code: 0 });
  expect(await call('archive', 'run')).toMatchObject({
    code: 0,
    stdout: '0 documents archived in 0 files, 0 expired.\n',
  });
  expect(await call('archive', 'list')).toMatchObject({ code: 0, stdout: 'The archive holds nothing of that.\n' });
  expect(await call('archive', 'restore')).toMatchObject({ code: 2 });
  expect((await call('doctor')).stdout).toContain('The archive keeps up: nothing expires before it is in there.');
  // Another shell, without the setting, can't bring back an expiry without the archive.
  const other = await songtrackpro(['migrate', ...data]).ended;
  expect(other.code).toBe(1);
  expect(other.stderr).toContain('This installation archives documents before they expire.');

  const month = join(folder, 'archive', organization, 'spotify_metrics', '2026-01');
  await mkdir(month, { recursive: true });
  await writeFile(join(month, 'a.json'), '{}');
  const verified = await call('archive', 'verify', '--organization', organization, '--json');
  expect(verified.code).toBe(1);
  expect(JSON.parse(verified.stdout)).toMatchObject({
    files: 0,
    damaged: [`${organization}/spotify_metrics/2026-01/a.json: the manifest is damaged`],
  });
}, 300_000);
