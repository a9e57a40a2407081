import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { judge, publishedFile } from './judge.ts';
import { type Snapshot, takeSnapshot, writeSnapshot } from './take-snapshot.ts';

// Says what the contracts of this checkout break for callers of the published ones. With --publish they become the
// published ones: part of every release.
process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const current = takeSnapshot();
if (process.argv.includes('--publish')) {
  await writeFile(publishedFile, writeSnapshot(current));
  process.stdout.write(`${publishedFile} says what version ${current.apiVersion} of the API is.\n`);
} else {
  const published: Snapshot = JSON.parse(await readFile(publishedFile, 'utf8'));
  const { breaks, problems, notes } = judge(published, current);
  process.stdout.write(`${[...problems, ...notes, `${breaks.length} breaks`].join('\n')}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
