import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { entries } from './entries.ts';

test('the page of comparisons names every one of them, and no other', async () => {
  const page = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name);
  expect(rows).toEqual(entries.map(({ name }) => name));
});
