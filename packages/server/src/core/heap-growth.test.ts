import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./heap-growth.testing.ts', import.meta.url));

test('while long work runs the heap is collected before it has grown much, and afterwards as V8 likes', () => {
  const said = execFileSync(process.execPath, ['--max-semi-space-size=16', program], { encoding: 'utf8' });
  const { slow, usual } = JSON.parse(said) as { slow: number; usual: number };
  expect(usual).toBeGreaterThan(0);
  expect(slow).toBeGreaterThan(2 * usual);
});
