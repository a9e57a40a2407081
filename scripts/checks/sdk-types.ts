import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { renderTypes } from '../../packages/sdk/scripts/render-types.ts';
import type { Programs } from '../test/programs.ts';

const source = 'packages/sdk/src';

/** Tells whether a generated file is what its generator would write. */
export function compareGenerated(file: string, written: string, generated: string): string[] {
  if (written === generated) return [];
  const [a, b] = [written.split('\n'), generated.split('\n')];
  const line = b.findIndex((text, index) => text !== a[index]);
  return [
    `${file} is stale: run \`npx -y pnpm@12 --filter @songtrackpro/sdk generate\``,
    `  line ${line + 1} is  ${a[line] ?? '(end of file)'}`,
    `  and should be  ${b[line] ?? '(end of file)'}`,
  ];
}

/** Compares the SDK's types with the contracts that they are made from. */
export async function checkSdkTypes(programs: Programs): Promise<string[]> {
  const rendered = await renderTypes();
  const entries = await readdir(`${source}/types`, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const stray = files.filter((file) => !rendered.has(relative(source, file).replaceAll(sep, '/')));
  const faults = stray.map((file) => `${file} belongs to no schema: run the script \`generate\``);
  for (const [name, text] of rendered) {
    const file = `${source}/${name}`;
    const args = ['check', '--write', `--stdin-file-path=${file}`];
    const formatted = await programs.run('node_modules/.bin/biome', args, { input: text });
    const written = await readFile(file, 'utf8').catch(() => '');
    faults.push(...(formatted.ok ? compareGenerated(file, written, formatted.output) : [formatted.output]));
  }
  return faults;
}
