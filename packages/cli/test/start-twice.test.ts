import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, temporaryFolder, until, untilUnused } from './installation.ts';
import { type Run, reportOf, songtrackpro } from './run-songtrackpro.ts';

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => removeFolder(folder));

async function isServing(run: Run): Promise<boolean> {
  const [, url = ''] = await run.says(/^Serving at (\S+)$/m);
  const answer = await fetch(`${url}/readyz`).catch(() => null);
  return answer?.status === 200;
}

const postmasters = async (dataDir: string) =>
  (await processesOf(dataDir)).filter(
    ({ command }) => command.includes('/bin/postgres -D') && !command.includes('sh -c'),
  );

test('two starts at the same instant on a new data folder share stores, organization and one set of samples', async () => {
  const dataDir = join(folder, 'shared');
  const starts = [songtrackpro(['start', '--data', dataDir]), songtrackpro(['start', '--data', dataDir])];
  await Promise.all(starts.map((run) => run.says(/Ctrl-C stops everything/)));
  const [first, second] = starts;
  if (!first || !second) throw new Error('both were started');

  expect(await postmasters(dataDir)).toHaveLength(1);
  expect(starts.filter((run) => run.stderr().includes('(joined a running installation)'))).toHaveLength(1);
  expect(starts.filter((run) => run.stdout().includes('already imported, nothing to do'))).toHaveLength(1);
  expect(reportOf(second.stdout())).toBe(reportOf(first.stdout()));
  expect(await Promise.all(starts.map(isServing))).toEqual([true, true]);

  first.send('SIGINT');
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(await isServing(second)).toBe(true);
  // The other commands find the one that stayed, whichever wrote its note last.
  const report = await songtrackpro(['report', '--data', dataDir]).ended;
  expect(report, report.stderr).toMatchObject({ code: 0 });
  expect(reportOf(report.stdout)).toBe(reportOf(second.stdout()));

  second.send('SIGINT');
  expect(await second.ended).toMatchObject({ code: 0 });
  expect(await processesOf(dataDir)).toEqual([]);
});

test('kill -9 of the program that started the stores leaves them to the one that joined, and no stale note', async () => {
  const dataDir = join(folder, 'shared');
  const starter = songtrackpro(['start', '--data', dataDir]);
  await starter.says(/Ctrl-C stops everything/);
  const joiner = songtrackpro(['start', '--data', dataDir]);
  await joiner.says(/Ctrl-C stops everything/);
  expect(joiner.stderr()).toContain('(joined a running installation)');

  starter.send('SIGKILL');
  await starter.ended;
  expect(await isServing(joiner)).toBe(true);
  joiner.send('SIGKILL');
  await untilUnused(dataDir);

  const report = await songtrackpro(['report', '--data', dataDir]).ended;
  expect(report.code).toBe(3);
  expect(report.stderr).toContain(`No server runs on ${dataDir}. Start one`);
  expect(report.stdout).toBe('');
});

test('two starts on different folders have stores and ports of their own', async () => {
  const folders = await Promise.all(['one', 'two'].map((name) => mkdtemp(join(folder, `${name} `))));
  await Promise.all(folders.map((dataDir) => mkdir(dataDir, { recursive: true })));
  const starts = folders.map((dataDir) => songtrackpro(['start', '--data', dataDir]));
  const urls = await Promise.all(starts.map(async (run) => (await run.says(/^Serving at (\S+)$/m))[1]));
  expect(new Set(urls).size).toBe(2);
  expect(await Promise.all(starts.map(isServing))).toEqual([true, true]);
  const running = await Promise.all(folders.map(postmasters));
  expect(running.map((found) => found.length)).toEqual([1, 1]);

  for (const run of starts) run.send('SIGINT');
  expect(await Promise.all(starts.map((run) => run.ended))).toMatchObject([{ code: 0 }, { code: 0 }]);
  await until(
    async () => (await processesOf(folder)).length === 0,
    () => 'nothing is left',
  );
});

test('a start in the very moment in which the last one leaves finds its stores, or starts them anew', async () => {
  const dataDir = join(folder, 'shared');
  const leaving = songtrackpro(['start', '--data', dataDir]);
  await leaving.says(/Ctrl-C stops everything/);
  leaving.send('SIGINT');
  const coming = songtrackpro(['start', '--exit', '--data', dataDir]);
  expect(await coming.ended).toMatchObject({ code: 0 });
  expect(await leaving.ended).toMatchObject({ code: 0 });
  expect(await processesOf(dataDir)).toEqual([]);
});
