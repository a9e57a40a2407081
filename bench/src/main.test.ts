import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

test('a comparison runs on real stores and ends with one line of JSON', { timeout: 240_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [main, '--', 'read', 'start', '--quick']);
  const figures: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const positive = expect.toSatisfy((value: unknown) => typeof value === 'number' && value > 0);
  expect(figures).toEqual({
    read: { ratio: positive, selectRatio: positive },
    start: { coldMs: positive, warmMs: positive },
  });
});
