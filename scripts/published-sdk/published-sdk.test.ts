import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import {
  createLog,
  createOrganizationWithKey,
  type RunningServer,
  startServer,
  systemClock,
} from '@songtrackpro/server';
import { build } from 'esbuild';
import { publint } from 'publint';
import { build as buildPage } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../vitest/headless-browser.ts';
import { storeSettings } from '../vitest/store-settings.ts';
import { openBrowser, type PageServer, servePage } from './browser.ts';
import { type Consumer, installPackedSdk } from './consumer.ts';
import { findNodes, nodeLines } from './nodes.ts';
import { commonJs, esModule, page, smallPage, typed } from './programs.ts';

const nodes = await findNodes();
const chromium = findChromium();
const root = fileURLToPath(new URL('../..', import.meta.url));

let consumer: Consumer;
let server: RunningServer;
let pages: PageServer;
let settings: { apiKey: string; baseUrl: string };
const slug = `packed-${process.pid}-${Date.now()}`;

beforeAll(async () => {
  pages = await servePage();
  [consumer, server] = await Promise.all([
    installPackedSdk(),
    startServer({
      stores: storeSettings(),
      log: createLog('silent'),
      timetable: false,
      pointsPerMinute: 0,
      http: { corsOrigins: [pages.origin] },
    }),
  ]);
  const { apiKey } = await createOrganizationWithKey(server.services.postgres, {
    name: 'Somebody else',
    slug,
    kind: 'label',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    keyName: 'test',
    environment: 'dev',
    now: systemClock(),
  });
  settings = { apiKey, baseUrl: server.url };
});
afterAll(async () => {
  pages?.close();
  await server?.close();
  await consumer?.remove();
});

const works = () => ({
  slug,
  refused: 'not_found',
  status: 'awaiting_content',
  metric: expect.stringContaining('1.23'),
});

async function outcomeOf(node: string, file: string, text: string): Promise<unknown> {
  const path = await consumer.write(file, text);
  return JSON.parse(await consumer.run(node, [path], { API_KEY: settings.apiKey, BASE_URL: settings.baseUrl }));
}

for (const line of nodeLines) {
  const node = nodes.get(line) ?? '';
  const where = node === '' ? `Node ${line}, which is not on this machine` : `Node ${line}`;
  test.skipIf(node === '')(`the packed SDK calls and subscribes as an ES module on ${where}`, async () => {
    expect(await outcomeOf(node, `a${line}.mjs`, esModule)).toEqual(works());
  });
  test.skipIf(node === '')(`the packed SDK calls and subscribes as a CommonJS module on ${where}`, async () => {
    expect(await outcomeOf(node, `a${line}.cjs`, commonJs)).toEqual(works());
  });
}

test('publint, strict, and attw have nothing to say about the tarball', async () => {
  const tarball = consumer.packed.buffer;
  const { messages } = await publint({ pack: { tarball }, strict: true });
  expect(messages).toEqual([]);
  const result = await checkPackage(createPackageFromTarballData(consumer.packed));
  expect(result.types && result.problems).toEqual([]);
});

test('the packed SDK has no dependency and carries neither zod nor server code', async () => {
  const manifest: Record<string, unknown> = JSON.parse(
    await readFile(join(consumer.installed, 'package.json'), 'utf8'),
  );
  for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies'])
    expect(manifest).not.toHaveProperty(field);
  expect(await readdir(join(consumer.folder, 'node_modules'))).toEqual(['.package-lock.json', '@songtrackpro']);
  const files = await readdir(join(consumer.installed, 'dist'));
  const texts = await Promise.all(files.map((name) => readFile(join(consumer.installed, 'dist', name), 'utf8')));
  expect(files.filter((name) => !/^chunk-\w+\.js$/.test(name)).toSorted()).toEqual([
    'index.cjs',
    'index.d.cts',
    'index.d.ts',
    'index.js',
    'metric-definitions.js',
  ]);
  const code = texts.join('\n');
  expect(code.match(/^(?:import|export)\b[^'"\n]*['"](?!\.\/).*|\brequire\(.*/gm)).toBeNull();
  expect(code).not.toMatch(/\bZod[A-Z]|drizzle|mongoose/);
  // A type that was renamed because another has its name would show so wherever an editor names it.
  expect(code).not.toMatch(/\w\$1\b/);
});

test.each(['bundler', 'node16', 'nodenext'])(
  'the packed declarations compile, libraries checked, by %s',
  async (way) => {
    const files = way === 'bundler' ? ['b.ts'] : ['n.mts', 'n.cts'];
    await Promise.all(files.map((file) => consumer.write(file, typed)));
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
      target: 'es2022',
      lib: ['es2022', 'dom'],
      module: way === 'bundler' ? 'esnext' : way,
      moduleResolution: way,
    };
    const config = await consumer.write(`tsconfig.${way}.json`, JSON.stringify({ compilerOptions, files }));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const said = await consumer
      .run(process.execPath, [tsc, '-p', config])
      .catch((error: { stdout: string }) => error.stdout);
    expect(said).toBe('');
  },
);

const bundle = async (text: string, file: string): Promise<string> => {
  const entry = await consumer.write(file, text);
  const options = {
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  } as const;
  const { outputFiles, warnings } = await build({ ...options, entryPoints: [entry], absWorkingDir: consumer.folder });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? '';
};

test('a page of three resources needs nothing of Node, carries no other resource and is below 12 kB', async () => {
  const text = await bundle(smallPage, 'small.mjs');
  expect(text).toContain('campaigns.create');
  expect(gzipSync(text, { level: 9 }).length).toBeLessThan(12_000);
  expect(text).not.toMatch(/billing\.|audiences\.|impressions/);
});

test('vite builds a page of it', async () => {
  const folder = join(consumer.folder, 'site');
  await mkdir(folder);
  await writeFile(join(folder, 'index.html'), '<!doctype html><script type="module" src="./page.js"></script>');
  await writeFile(join(folder, 'page.js'), smallPage);
  const warnings: string[] = [];
  await buildPage({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: join(folder, 'out'),
      target: 'es2022',
      rollupOptions: { onwarn: ({ message }) => warnings.push(message) },
    },
  });
  expect(warnings).toEqual([]);
  const [file = ''] = await readdir(join(folder, 'out/assets'));
  expect(await readFile(join(folder, 'out/assets', file), 'utf8')).not.toMatch(/__vite-browser-external|billing\./);
});

const browser = chromium === undefined ? 'headless Chromium, which is not on this machine' : 'headless Chromium';
test.skipIf(chromium === undefined)(`the packed SDK calls and subscribes in a page of ${browser}`, async () => {
  const stop = new AbortController();
  const program = await bundle(page, 'page.mjs');
  const open = (url: string) => openBrowser(chromium ?? '', join(consumer.folder, 'browser'), url, stop.signal);
  try {
    expect(await pages.show(program, settings, open)).toEqual(works());
  } finally {
    stop.abort();
  }
});
