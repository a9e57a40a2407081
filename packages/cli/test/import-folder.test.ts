import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, temporaryFolder } from './installation.ts';
import { reportOf, runProgram, songtrackpro } from './run-songtrackpro.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const samples = join(repository, 'examples', 'samples');
const start = (...args: string[]) => songtrackpro(['start', '--exit', '--data', dataDir, ...args]).ended;

let folder: string;
let dataDir: string;
let exports: string;

/** A song's timeline, which names no track, so that it has to wait for an answer. */
const songTimeline = 'date,streams\n2026-01-01,10\n2026-01-02,20\n';

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  exports = join(folder, 'my exports');
  for (const name of await readdir(samples)) {
    const place = join(exports, name.includes('timeline') ? 'Spotify/Änne & Co' : 'Meta');
    await mkdir(place, { recursive: true });
    await copyFile(join(samples, name), join(place, name));
  }
  await writeFile(join(exports, "Song's timeline.csv"), songTimeline);
  await writeFile(join(exports, 'cover.png'), 'no table');
  await writeFile(join(exports, 'Sales.xlsx'), 'a workbook');
  const moody = 'Day,Campaign name,Impressions,Link clicks,Mood\n2026-01-01,One,5,1,calm\n';
  await writeFile(join(exports, 'Meta', 'moody.csv'), moody);
  await writeFile(join(exports, '.DS_Store'), 'no concern of ours');
});
afterEach(async () => expect(await processesOf(folder)).toEqual([]));
afterAll(() => removeFolder(folder));

test('a folder with subfolders is imported: what needs an answer waits, other files are counted, and the exit code is 0', async () => {
  const { code, stdout, stderr } = await start('--import', exports);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain(
    'imported  my exports/Meta/Sample-Label-Campaigns-Oct-20-2025-Dec-14-2025.csv: 4 rows, 3 facts',
  );
  expect(stdout).toMatch(/imported {2}my exports\/Spotify\/Änne & Co\/Sample Artist-audience-timeline\.csv: 397 rows/);
  expect(stdout).toMatch(
    /waiting {3}my exports\/Song's timeline\.csv: .+track.+\n +answer with: npx -y pnpm@12 songtrackpro/,
  );
  expect(stdout).toContain('passed over 2 files that are no .csv, .tsv or .txt');
  expect(stdout).toMatch(/Meta\/moody\.csv: 1 row, 1 fact .+\n +1 column not read: Mood\n/);
  expect(stdout).toContain('save as CSV to import: my exports/Sales.xlsx');
  expect(reportOf(stdout)).toMatch(/^OVERVIEW {3}My label/);
  expect(stdout).toContain('spend 1,868.38 EUR');
});

test('the printed command answers a waiting import once its placeholders are filled', async () => {
  const serving = songtrackpro(['start', '--data', dataDir, '--import', exports]);
  const [, command = ''] = await serving.says(/answer with: (.+)$/m);
  await serving.says(/Ctrl-C stops everything/);
  const filled = command.replace("'Artist name'", "'Änne & Co'").replace("'Track title'", "'First light'");
  const answered = await runProgram('sh', ['-c', filled], { cwd: repository }).ended;
  expect(answered.code, answered.stderr).toBe(0);
  expect(answered.stdout).toContain("Song's timeline.csv: 2 rows, 2 facts new or restated");
  const report = await songtrackpro(['report', '--data', dataDir]).ended;
  expect(report.stdout).toMatch(/First light {3}2026-01-01 to 2026-01-02 {3}2 days {3}30 streams {3}none missing/);
  serving.send('SIGINT');
  expect(await serving.ended).toMatchObject({ code: 0 });
});

test('one refused file makes the exit code 1, says why, and keeps nothing else from being imported', async () => {
  const mixed = join(folder, 'mixed');
  await mkdir(mixed);
  await writeFile(join(mixed, 'a recipe.csv'), 'flour,sugar\n500,20\n');
  await writeFile(join(mixed, 'empty.csv'), '');
  await writeFile(join(mixed, 'Other Artist-audience-timeline.csv'), 'date,listeners,streams\n2026-01-01,1,1000\n');
  const { code, stdout } = await start('--import', mixed);
  expect(code).toBe(1);
  expect(stdout).toMatch(/refused {3}mixed\/a recipe\.csv: .*flour/);
  expect(stdout).toMatch(/refused {3}mixed\/empty\.csv: .*empty/i);
  expect(stdout).toContain('imported  mixed/Other Artist-audience-timeline.csv: 1 row, 1 fact new or restated');
  expect(stdout).toContain('Other Artist   2026-01-01 to 2026-01-01   1 day   1,000 streams   none missing');
});

test('odd names neither stop an import nor reach the terminal as commands', async () => {
  const odd = join(folder, 'odd');
  await mkdir(odd);
  await writeFile(join(odd, 'red\u001b[31m\nname-timeline.csv'), songTimeline);
  await writeFile(join(odd, 'bundle.zip'), 'an archive');
  const campaign = 'Day,Campaign name,Impressions,Link clicks\n2026-01-01,"One\u001b[2J",5,1\n';
  await writeFile(join(odd, `${'n'.repeat(240)}.csv`), campaign);
  const { code, stdout } = await start('--import', odd);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  expect(stdout).toMatch(/waiting {3}odd\/red\ufffd\[31m name-timeline\.csv/);
  expect(stdout).toContain('unpack to import: odd/bundle.zip');
  expect(stdout).toContain(`${'n'.repeat(240)}.csv: 1 row, 1 fact new or restated`);
});

test('a single file is imported, whatever its folder', async () => {
  const file = join(exports, 'Meta', 'Sample-Label-Ad-sets-Oct-20-2025-Dec-14-2025.csv');
  const { code, stdout } = await start('--import', file);
  expect(code).toBe(0);
  expect(stdout).toContain(`imported  Meta/${basename(file)}: already imported, nothing to do`);
});

test.each([
  ['a path that does not exist', 'nowhere', /There is no file or folder .*nowhere\. Check the path\./],
  ['an empty folder', 'hollow', /There are no exports \(\.csv, \.tsv, \.txt\) in .*hollow: it is empty\./],
  ['a folder without a table', 'pictures', /There are no exports .* in .*pictures: its 2 files are none\./],
])('%s is refused with exit code 1 before anything is started', async (_, name, message) => {
  await mkdir(join(folder, 'hollow'), { recursive: true });
  await mkdir(join(folder, 'pictures'), { recursive: true });
  for (const picture of ['a.png', 'b.jpg']) await writeFile(join(folder, 'pictures', picture), 'no table');
  const { code, stdout, stderr } = await start('--import', join(folder, name));
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('Opening');
});

test('a device is refused: it is neither a file nor a folder', async () => {
  const { code, stderr } = await start('--import', '/dev/null');
  expect(code).toBe(1);
  expect(stderr).toContain('/dev/null is neither a file nor a folder.');
});
