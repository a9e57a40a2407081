import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reaches } from './import-graph.ts';

test('a file reaches what it imports, also over others and in circles', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stp-graph-'));
  const path = (name: string) => join(folder, name);
  try {
    await writeFile(path('target.ts'), '');
    await writeFile(path('near.ts'), "import { x } from './target.ts';");
    await writeFile(path('circle.ts'), "export * from './far.ts';\nimport './near.ts';");
    await writeFile(path('far.ts'), "import type { X } from './circle.ts';");
    await writeFile(path('other.ts'), "import x from 'target.ts'; import './missing.ts';");
    expect(reaches([path('far.ts')], path('target.ts'))).toBe(true);
    expect(reaches([path('other.ts')], path('target.ts'))).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});
