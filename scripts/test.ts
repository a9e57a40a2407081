import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './test/arguments.ts';
import { addCounts, type Counts, closingLine, noCounts } from './test/counts.ts';
import { findLeftovers } from './test/leftovers.ts';
import { Programs } from './test/programs.ts';
import { runTests } from './test/run-tests.ts';
import { runStep, type Step } from './test/step.ts';
import { steps } from './test/steps.ts';

const { noTests, long, filters } = readArguments(process.argv.slice(2));
if (long) process.env.STP_LONG = '1';
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const programs = new Programs();
programs.handleSignals();
let counts: Counts = noCounts;

async function check(step: Step): Promise<void> {
  if (programs.interrupted) return;
  const ok = await runStep(step, programs);
  counts = addCounts(counts, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
}

for (const step of steps) await check(step);

if (!noTests && !programs.interrupted) {
  const folder = await mkdtemp(join(tmpdir(), 'stp-test-'));
  const temporary = join(folder, 'tmp');
  try {
    await mkdir(temporary, { mode: 0o1777 });
    // PostgreSQL runs under another account where this one is root, and has to pass through.
    await chmod(folder, 0o711);
    counts = addCounts(counts, await runTests(programs, filters, folder));
    await check({ name: 'nothing left behind', run: () => findLeftovers(temporary) });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

if (programs.interrupted) {
  process.stdout.write('\nInterrupted.\n');
  process.exitCode = 130;
} else {
  process.stdout.write(`\n${closingLine(counts)}\n`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
