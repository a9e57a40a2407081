import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,examples,bench,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    // For machines much slower than those that the tests are written on; a test that takes this long has hung.
    testTimeout: process.env.STP_LONG === '1' ? 1_800_000 : 60_000,
    hookTimeout: 120_000,
    globalSetup: ['scripts/vitest/stores.ts'],
    // A test that is left focused would hide all others.
    allowOnly: false,
  },
});
