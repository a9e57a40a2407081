import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const sdk = new URL('../../packages/sdk/', import.meta.url);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stp-manifest-'));
  await mkdir(join(folder, 'scripts'));
  for (const file of ['package.json', 'scripts/publish-manifest.mjs']) await cp(new URL(file, sdk), join(folder, file));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function manifestAfter(packer: string, ...args: string[]): Promise<Record<string, unknown>> {
  const script = join(folder, 'scripts/publish-manifest.mjs');
  await promisify(execFile)(process.execPath, [script, ...args], {
    env: { ...process.env, npm_config_user_agent: packer },
  });
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}

test('npm packs the same entries as pnpm, and the workspace has its own manifest back afterwards', async () => {
  const own = JSON.parse(await readFile(new URL('package.json', sdk), 'utf8'));
  const { access, ...published } = own.publishConfig;
  expect(await manifestAfter('pnpm/12.21.0 node/v24')).toEqual(own);
  const packed = await manifestAfter('npm/11.0.0 node/v20');
  expect(packed).toMatchObject({ name: own.name, version: own.version, ...published, publishConfig: { access } });
  expect(packed).not.toHaveProperty('devDependencies');
  // The first was broken off before it put the manifest back.
  expect(await manifestAfter('npm/11.0.0 node/v20')).toEqual(packed);
  expect(await manifestAfter('npm/11.0.0 node/v20', '--restore')).toEqual(own);
});
