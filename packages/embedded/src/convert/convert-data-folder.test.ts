import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DocumentStoreKind, openStores } from '../index.ts';
import { pathWithMongod } from '../testing/path-with-mongod.ts';
import { untilGone } from '../testing/store-processes.ts';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { MARKS } from './copy-marks.ts';
import { convertDataFolder } from './index.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await temporaryFolder();
  dataDir = join(parent, 'data');
  vi.stubEnv('PATH', await pathWithMongod(parent));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  if (process.platform === 'linux') await untilGone(dataDir);
  await removeFolder(parent);
});

async function withStore<Result>(kind: DocumentStoreKind, use: (client: MongoClient) => Promise<Result>) {
  const stores = await openStores({ dataDir, postgres: false, documentStore: kind });
  const client = new MongoClient(stores.documentsUri ?? '', { serverSelectionTimeoutMS: 5000 });
  try {
    return await use(client);
  } finally {
    await client.close();
    await stores.close();
  }
}

const fill = (count: number) =>
  withStore('embedded', async (client) => {
    const documents = Array.from({ length: count }, (_, n) => ({ n, text: 'x'.repeat(500) }));
    await client.db('one').collection('facts').insertMany(documents);
    await client.db('one').collection('facts').createIndex({ n: 1 }, { unique: true });
    await client.db('two').collection('events').insertMany(documents);
  });

const count = (kind: DocumentStoreKind) =>
  withStore(kind, async (client) => ({
    facts: await client.db('one').collection('facts').countDocuments(),
    events: await client.db('two').collection('events').countDocuments(),
    marks: (await client.db('one').listCollections({ name: MARKS }).toArray()).length,
  }));

const files = async () => (await readdir(dataDir)).filter((name) => /^(documents|mongod)/.test(name)).sort();

// The stand-in's program is a shell script.
const posix = test.skipIf(process.platform === 'win32');

posix('documents move to a mongod and back, and the files from before stay aside', async () => {
  await fill(50);
  const there = await convertDataFolder({ dataDir, to: 'mongod' });
  expect(there).toMatchObject({ collections: 2, documents: 100 });
  expect(await files()).toEqual([basename(there.oldFiles ?? ''), 'mongod']);
  expect(there.oldFiles).toMatch(/documents\.until-\d{8}T\d{6}Z$/);
  await expect(count('embedded')).rejects.toMatchObject({ code: 'data_dir_incompatible' });
  expect(await count('mongod')).toEqual({ facts: 50, events: 50, marks: 0 });
  const back = await convertDataFolder({ dataDir, to: 'embedded' });
  expect(back).toMatchObject({ collections: 2, documents: 100 });
  expect(await count('embedded')).toEqual({ facts: 50, events: 50, marks: 0 });
});

posix('a folder that is of the wanted kind already, or keeps no documents, is left as it is', async () => {
  await fill(1);
  const before = await readFile(join(dataDir, 'format.json'), 'utf8');
  expect(await convertDataFolder({ dataDir, to: 'embedded' })).toEqual({
    collections: 0,
    documents: 0,
    oldFiles: undefined,
  });
  expect(await readFile(join(dataDir, 'format.json'), 'utf8')).toBe(before);
});

posix('while programs use the folder nothing is converted', async () => {
  await withStore('embedded', async () => {
    await expect(convertDataFolder({ dataDir, to: 'mongod' })).rejects.toMatchObject({
      code: 'in_use',
      message: expect.stringContaining('Stop them'),
    });
  });
});

posix('after kill -9 of a conversion the folder is of the old kind, and the next conversion ends it', async () => {
  await fill(2000);
  const script =
    "import { convertDataFolder } from './src/convert/index.ts';" +
    "await convertDataFolder({ dataDir: process.argv[1], to: 'mongod', onProgress: console.log });";
  const killed = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    cwd: new URL('../../', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  killed.stdout.on('data', (said) => {
    if (String(said).includes('facts is copied')) killed.kill('SIGKILL');
  });
  const [, signal] = await once(killed, 'exit');
  expect(signal).toBe('SIGKILL');
  expect(await count('embedded')).toMatchObject({ facts: 2000, events: 2000 });
  const said: string[] = [];
  const report = await convertDataFolder({ dataDir, to: 'mongod', onProgress: (line) => said.push(line) });
  expect(report).toMatchObject({ collections: 2, documents: 4000 });
  expect(said).not.toContain('facts is copied');
  expect(await count('mongod')).toEqual({ facts: 2000, events: 2000, marks: 0 });
});

test('without a mongod, or in a folder that is none of ours, nothing is converted', async () => {
  await mkdir(dataDir);
  await expect(convertDataFolder({ dataDir, to: 'mongod' })).rejects.toThrow('is no data folder');
  await fill(1);
  vi.stubEnv('PATH', '');
  await expect(convertDataFolder({ dataDir, to: 'mongod' })).rejects.toMatchObject({ code: 'mongod_missing' });
  expect(await files()).toEqual(['documents']);
});
