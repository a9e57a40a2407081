import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,examples,bench,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    // As the commands load them.
    execArgv: ['--import', fileURLToPath(new URL('packages/cli/src/load-quickly.ts', import.meta.url))],
    maxWorkers: 2,
    // For machines much slower than those that the tests are written on; a test that takes this long has hung.
    testTimeout: process.env.STP_LONG === '1' ? 1_800_000 : 60_000,
    hookTimeout: 120_000,
    // A build machine tries a failed test once more, and the run names those that needed it: a machine that stood still
    // for a moment is told from a fault that stays, and a test that fails now and then is not hidden.
    retry: process.env.CI === 'true' ? 1 : 0,
    globalSetup: ['scripts/vitest/stores.ts'],
    // A test that is left focused would hide all others.
    allowOnly: false,
  },
});
