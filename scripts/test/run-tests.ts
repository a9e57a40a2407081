import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counts } from './counts.ts';
import type { Programs } from './programs.ts';

const vitest = 'node_modules/vitest/vitest.mjs';
const countReporter = './scripts/vitest/count-reporter.ts';

/** Runs vitest with its output shown live; a run that ends without counts counts as one failure. */
export async function runTests(programs: Programs, filters: readonly string[], folder: string): Promise<Counts> {
  const countsFile = join(folder, 'counts.json');
  const args = [vitest, 'run', '--reporter=default', `--reporter=${countReporter}`, ...filters];
  const { ok } = await programs.run(process.execPath, args, {
    live: true,
    env: { STP_COUNTS: countsFile, TMPDIR: join(folder, 'tmp') },
  });
  const counts = await readFile(countsFile, 'utf8').then(
    (text): Counts => JSON.parse(text),
    (): Counts => ({ passed: 0, failed: 1, skipped: 0 }),
  );
  // For example a teardown that failed after the last test had passed.
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
