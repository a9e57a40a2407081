import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, temporaryFolder } from './installation.ts';
import { type Ended, type Run, runProgram, songtrackpro } from './run-songtrackpro.ts';

let folder: string;
let dataDir: string;
let server: Run;
let url: string;
let apiKey: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  server = songtrackpro(['start', '--data', dataDir]);
  [, url = ''] = await server.says(/^Serving at (\S+)$/m);
  [, apiKey = ''] = await server.says(/^API key {4}(\S+)$/m);
  await server.says(/Ctrl-C stops everything/);
});
afterAll(async () => {
  server.send('SIGTERM');
  await server.ended;
  expect(await processesOf(folder)).toEqual([]);
  await removeFolder(folder);
});

async function importText(name: string, text: string, ...options: string[]): Promise<Ended> {
  const path = join(folder, name);
  await writeFile(path, text);
  return songtrackpro(['import', path, '--data', dataDir, ...options]).ended;
}

const report = (env: Record<string, string>, ...args: string[]): Promise<Ended> =>
  songtrackpro(['report', '--data', dataDir, ...args], { env }).ended;

function expectExplained({ code, stdout, stderr }: Ended, message: string | RegExp, expected = 1): void {
  expect([code, stdout]).toEqual([expected, '']);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
}

test('a missing file, and a folder without exports, are refused before a server is asked', async () => {
  expectExplained(
    await songtrackpro(['import', join(folder, 'gone.csv'), '--data', dataDir]).ended,
    /There is no file or folder .*gone\.csv\. Check the path\./,
  );
  await mkdir(join(folder, 'nothing.csv'));
  expectExplained(
    await songtrackpro(['import', join(folder, 'nothing.csv'), '--data', dataDir]).ended,
    /There are no exports .*nothing\.csv: it is empty/,
  );
});

test('an empty file is refused with the reason', async () => {
  const { code, stdout } = await importText('empty.csv', '');
  expect(code).toBe(1);
  expect(stdout).toMatch(/refused {3}.*empty\.csv: .*empty/i);
});

test('a file of another kind is refused with what was understood of it', async () => {
  const { code, stdout } = await importText('recipe.csv', 'flour,sugar\n500,20\n');
  expect(code).toBe(1);
  expect(stdout).toMatch(/refused {3}.*recipe\.csv: .*flour/);
  const image = await importText('image.csv', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR');
  expect(image.code).toBe(1);
  expect(image.stdout).toMatch(/refused {3}.*image\.csv: /);
});

test('a bad row is refused with its line and column, and the others are imported', async () => {
  const { code, stdout } = await importText(
    'Rowdy Artist-audience-timeline.csv',
    'date,listeners,streams\n2026-01-01,1,10\n2026-01-02,2,many\n2026-01-03,3,30\n',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('3 rows, 2 facts new or restated, 1 row refused');
  expect(stdout).toMatch(/line 3, streams: Not a whole number/);
});

test('a hundred bad rows are counted, and three of them shown', async () => {
  const rows = Array.from({ length: 100 }, (_, day) => `2026-${1 + Math.floor(day / 28)}-${1 + (day % 28)},x,x`);
  const { stdout } = await importText(
    'Bad Artist-audience-timeline.csv',
    `date,listeners,streams\n${rows.join('\n')}\n`,
  );
  expect(stdout.match(/^ +line \d+/gm)).toHaveLength(3);
  expect(stdout).toMatch(/and 97 more rows/);
});

test('a file whose dates can be read in two ways waits; its command answers it, and it is not asked twice', async () => {
  const text = 'date,listeners,streams\n03/04/2026,1,10\n04/04/2026,2,20\n';
  const asked = await importText('Slash Artist-audience-timeline.csv', text);
  expect(asked.code).toBe(0);
  expect(asked.stdout).toMatch(/waiting {3}.*\n +answer with: .*--date-order day_first/);
  const answered = await importText('Slash Artist-audience-timeline.csv', text, '--date-order', 'day_first');
  expect(answered.stdout).toContain('2 rows, 2 facts new or restated');
  const again = await importText('Slash Artist-audience-timeline.csv', text, '--date-order', 'day_first');
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('already imported, nothing to do')]);
});

test('a sales report of any distributor is read by what a file says about its columns', async () => {
  const header =
    'Period;Activity Period;DMS;Territory;Artist Name;Track Name;ISRC;Quantity;Label Share Net Receipts;Preferred Currency';
  const row = '2026M3;Jan 2026;Spotify;Spain;X;Song;USUM70600055;1.500;450,758;EUR';
  const columns = join(folder, 'orchard.json');
  await writeFile(
    columns,
    JSON.stringify({
      'Activity Period': { as: 'month' },
      DMS: { as: 'breakdown', key: 'store' },
      Territory: { as: 'breakdown', key: 'country' },
      'Artist Name': { as: 'track', part: 'artist' },
      'Track Name': { as: 'track', part: 'title' },
      ISRC: { as: 'track', part: 'isrc' },
      Quantity: { as: 'metric', metric: 'units' },
      'Label Share Net Receipts': { as: 'metric', metric: 'earnings' },
      'Preferred Currency': { as: 'currency' },
    }),
  );
  const text = `${header}\n${row}\n`;
  const unknown = await importText('orchard.csv', text);
  expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringContaining('Say what its columns mean')]);
  const { code, stdout } = await importText(
    'orchard.csv',
    text,
    '--columns',
    columns,
    '--decimal-separator',
    ',',
    '--json',
  );
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    { status: 'completed', format: 'mapped_table', rows: { facts: 1 } },
  ]);
});

test('a file of columns that is none is refused before a server is asked', async () => {
  const path = join(folder, 'list.json');
  await writeFile(path, '["Song"]');
  const importing = (columns: string) =>
    songtrackpro(['import', folder, '--columns', columns, '--data', dataDir]).ended;
  expectExplained(await importing(path), /list\.json is no JSON object that says what columns mean/);
  expectExplained(await importing(join(folder, 'gone.json')), /gone\.json cannot be read/);
});

test('a wrong key and a malformed one are refused, each with what to do', async () => {
  const wrong = `${apiKey.slice(0, -6)}${apiKey.endsWith('aaaaaa') ? 'bbbbbb' : 'aaaaaa'}`;
  expectExplained(await report({ SONGTRACKPRO_API_KEY: wrong }), /key/i, 3);
  expectExplained(await report({ SONGTRACKPRO_API_KEY: 'abc', SONGTRACKPRO_URL: url }), /key/i, 3);
});

test('a URL without a key is refused, so that the local key is never sent elsewhere; a URL has to be one', async () => {
  expectExplained(await report({ SONGTRACKPRO_URL: url }), /set SONGTRACKPRO_API_KEY to a key of that server, too/, 3);
  expectExplained(
    await report({ SONGTRACKPRO_URL: 'songs', SONGTRACKPRO_API_KEY: apiKey }),
    /“songs”, which is no URL/,
  );
});

test('a server that cannot be reached is named', async () => {
  const env = { SONGTRACKPRO_URL: 'http://127.0.0.1:1', SONGTRACKPRO_API_KEY: apiKey };
  expectExplained(await report(env), /The server could not be reached/, 5);
});

test('URL and key of the environment reach a server that has no data folder here', async () => {
  const env = { SONGTRACKPRO_URL: url, SONGTRACKPRO_API_KEY: apiKey };
  const { code, stdout } = await songtrackpro(['report', '--data', join(folder, 'elsewhere')], { env }).ended;
  expect([code, stdout]).toEqual([0, expect.stringContaining('OVERVIEW   Demo label')]);
});

test('a report as of a time before the first import says that nothing was known; a time that is none is refused', async () => {
  const { code, stdout } = await report({}, '--as-of', '2020-01-01');
  expect(code).toBe(0);
  expect(stdout).not.toContain('1,868.38');
  expectExplained(await report({}, '--as-of', 'yesterday'), /What was given is not valid:\n {2}asOf: /);
});

test('link names what it cannot find, and makes no artist for it', async () => {
  const link = (...args: string[]) => songtrackpro(['link', ...args, '--data', dataDir]).ended;
  expectExplained(
    await link('Nobody Yet', '--campaign', 'No such campaign'),
    /There is no campaign “No such campaign”/,
  );
  expectExplained(await link('Nobody Yet'), /Every campaign has an artist already/);
  const linked = await link('Sample Artist', '--campaign', 'Release week – Video views');
  expect([linked.code, linked.stdout]).toEqual([0, '1 campaign is linked to Sample Artist.\n']);
});

test('a report whose reader leaves after a line ends quietly', async () => {
  const command = `{ "$NODE" "$MAIN" report --data "$DATA"; echo "code $?" >&2; } | head -n 1`;
  const main = new URL('../src/main.ts', import.meta.url).pathname;
  const { stderr } = await runProgram('sh', ['-c', command], {
    env: { NODE: process.execPath, MAIN: main, DATA: dataDir },
  }).ended;
  expect(stderr).toBe('code 0\n');
});
