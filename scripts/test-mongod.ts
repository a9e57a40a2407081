import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArguments } from './test/arguments.ts';
import { closingLine } from './test/counts.ts';
import { openMongodb } from './test/mongodb-server.ts';
import { Programs } from './test/programs.ts';
import { runTests } from './test/run-tests.ts';
import { storeTests } from './test/store-tests.ts';

// The tests of everything that touches a store, on MongoDB itself instead of on the embedded document server.

const { filters } = readArguments(process.argv.slice(2));
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const programs = new Programs();
programs.handleSignals();

async function run(): Promise<number> {
  const server = await openMongodb();
  const folder = await mkdtemp(join(tmpdir(), 'stp-mongod-'));
  try {
    await mkdir(join(folder, 'tmp'), { mode: 0o1777 });
    // PostgreSQL runs under another account where this one is root, and has to pass through.
    await chmod(folder, 0o711);
    process.stdout.write(`Testing on ${server.description}\n`);
    process.env.STP_TEST_MONGODB_URI = server.uri;
    const counts = await runTests(programs, filters.length > 0 ? filters : await storeTests(), folder);
    process.stdout.write(`\n${closingLine(counts)}\n`);
    return counts.failed > 0 ? 1 : 0;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const reason = error.cause instanceof Error ? `\n  ${error.cause.message.split('\n')[0]}` : '';
  process.stderr.write(`test:mongod: ${error.message}${reason}\n`);
  process.exitCode = 1;
}
if (programs.interrupted) process.exitCode = 130;
