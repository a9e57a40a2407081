import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isTooBig, openEncrypted, openPlain } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'engine-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['plain', () => openPlain(join(folder, 'plain.db'))],
  ['encrypted', () => openEncrypted(join(folder, 'encrypted.db'), 'k'.repeat(32))],
])('a statement of a %s file that has failed once works the next time', async (_, open) => {
  const engine = await open();
  const statement = engine.prepare('select length(zeroblob(?))');
  expect(statement.get(1000)).toEqual([1000]);
  let cause: unknown;
  try {
    statement.get(2_000_000_000);
  } catch (thrown) {
    cause = thrown;
  }
  expect(isTooBig(cause)).toBe(true);
  expect(statement.get(1000)).toEqual([1000]);
  engine.close();
});
