// Makes `dist`, once tsup has built it, the folder that is packed: with a manifest of its own, which names none of the
// workspace's packages, for nothing of them is needed.
import { copyFile, readFile, writeFile } from 'node:fs/promises';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const { name, version, description, license, type, engines } = JSON.parse(
  await readFile(at('package.json'), 'utf8'),
) as Record<string, unknown>;
const manifest = { name, version, description, license, type, engines, bin: { songtrackpro: './songtrackpro.js' } };
await writeFile(
  at('dist/package.json'),
  `${JSON.stringify({ ...manifest, publishConfig: { access: 'public' } }, null, 2)}\n`,
);
await copyFile(at('../../LICENSE'), at('dist/LICENSE'));
await copyFile(at('../../docs/cli.md'), at('dist/README.md'));
