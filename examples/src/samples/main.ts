import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateSamples } from './generate-samples.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'samples');

await mkdir(folder, { recursive: true });
for (const { name, content } of generateSamples()) {
  await writeFile(path.join(folder, name), content);
  process.stdout.write(`examples/samples/${name}  ${Buffer.byteLength(content)} bytes\n`);
}
