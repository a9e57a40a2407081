import { resolve } from 'node:path';
import { listFiles } from '../checks/repository.ts';
import { reaches } from '../vitest/import-graph.ts';

// What a test imports to get at the run's stores, or at a document server of the tester's own.
const ways = ['scripts/vitest/store-settings.ts', 'scripts/vitest/external-stores.ts'].map((path) => resolve(path));

/** Every test file that uses stores which may be somebody's own servers, by their imports. */
export async function storeTests(): Promise<string[]> {
  const tests = (await listFiles()).filter((path) => /^(packages|scripts)\/.*\.test\.ts$/.test(path));
  return tests.filter((path) => ways.some((way) => reaches([resolve(path)], way)));
}
