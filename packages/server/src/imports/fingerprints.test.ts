import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { FolderStorage } from '../core/files.ts';
import { Fingerprints } from './fingerprints.ts';

const folder = await mkdtemp(join(tmpdir(), 'stp-fingerprints-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const files = new FolderStorage(folder);

test('what comes more than once is counted the same, however little is held in memory, and nothing stays on disk', async () => {
  // Few values, so that many repeat; 48 bits, as fingerprints have.
  const value = fc.oneof(fc.nat(20), fc.constantFrom(2 ** 48 - 1, 2 ** 48 - 65));
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 60 }), fc.nat(30), async (values, heldAtMost) => {
      const found = new Fingerprints(files, 'found', { heldAtMost });
      for (const one of values) {
        found.add(one);
        await found.spill();
      }
      const groups = Map.groupBy(values, (one) => one);
      const { distinct, repeated } = await found.count();
      expect(distinct).toBe(groups.size);
      const expected = [...groups].flatMap(([one, { length }]) => (length > 1 ? [[one, length] as const] : []));
      expect(repeated).toEqual(new Map(expected));
      expect(await readdir(folder)).toEqual([]);
    }),
    { numRuns: Math.ceil(rounds.properties / 10) },
  );
});

test('an attempt that is given up leaves nothing on disk', async () => {
  const found = new Fingerprints(files, 'given up', { heldAtMost: 0 });
  found.add(1);
  await found.spill();
  expect(await readdir(folder)).not.toEqual([]);
  await found.discard();
  expect(await readdir(folder)).toEqual([]);
});
