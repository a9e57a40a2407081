import { mkdir, rm, writeFile } from 'node:fs/promises';
import { renderTypes } from './render-types.ts';

const source = new URL('../src/', import.meta.url);

await rm(new URL('types/', source), { recursive: true, force: true });
for (const [file, text] of await renderTypes()) {
  const target = new URL(file, source);
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, text);
}
