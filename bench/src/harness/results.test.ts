import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { BenchEntry } from './entry.ts';
import { figureOf, resultOf } from './results.ts';

const folder = await mkdtemp(join(tmpdir(), 'stp-results-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('an entry whose figure another one states is measured once in a run', async () => {
  const context = { folder, rounds: 1, seconds: 1, onProgress: () => {} };
  const folders: string[] = [];
  const entry: BenchEntry = {
    name: 'counted',
    about: '',
    run: async (given) => {
      folders.push(given.folder);
      return { measurements: [], figures: { ratio: folders.length } };
    },
  };
  expect(await figureOf(entry, 'ratio', context)).toBe(1);
  expect((await resultOf(entry, context)).figures).toEqual({ ratio: 1 });
  expect(folders).toEqual([join(folder, 'counted')]);
  await expect(figureOf({ ...entry, name: 'other' }, 'missing', context)).rejects.toThrow(RangeError);
});
