import { mkdir, rm, writeFile } from 'node:fs/promises';
import { renderTypes } from './render-types.ts';

const source = new URL('../src/', import.meta.url);

await rm(new URL('types/', source), { recursive: true, force: true });
await mkdir(new URL('types/', source));
for (const [file, text] of renderTypes()) await writeFile(new URL(file, source), text);
