import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dataFolderAt } from '../data-folder.ts';
import { findMongod } from '../find-mongod.ts';
import { openStores } from '../index.ts';
import { pathWithMongod } from '../testing/path-with-mongod.ts';
import { runProgram } from '../testing/run-program.ts';
import { pidOf, until, untilGone } from '../testing/store-processes.ts';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { mongodArguments } from './mongod-store.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const realMongod = await findMongod();
const isLinux = process.platform === 'linux';

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await temporaryFolder();
  dataDir = join(parent, 'data');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  if (isLinux) await untilGone(dataDir);
  await removeFolder(parent);
});

const openKind = (documentStore: 'embedded' | 'mongod', onProgress = (_line: string) => {}) =>
  openStores({ dataDir, postgres: false, documentStore, onProgress });

const recorded = async () => JSON.parse(await readFile(join(dataDir, 'format.json'), 'utf8')).documents;

async function insert(uri: string | undefined, n: number): Promise<number[]> {
  const client = new MongoClient(uri ?? '', { serverSelectionTimeoutMS: 5000 });
  try {
    const numbers = client.db('kept').collection('numbers');
    await numbers.insertOne({ n });
    return (await numbers.find().sort({ n: 1 }).toArray()).map((document) => document.n);
  } finally {
    await client.close();
  }
}

test('without a mongod on the PATH the error says so and what to do, and nothing is made', async () => {
  vi.stubEnv('PATH', parent);
  await expect(openKind('mongod')).rejects.toMatchObject({
    name: 'EmbeddedStoreError',
    code: 'mongod_missing',
    message: expect.stringMatching(/no program mongod on the PATH\. Install MongoDB.*or set MONGODB_URI/),
  });
  await expect(readFile(join(dataDir, 'format.json'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a folder or a file that cannot be run is no mongod', async () => {
  await mkdir(join(parent, 'one', 'mongod'), { recursive: true });
  await mkdir(join(parent, 'two'));
  await writeFile(join(parent, 'two', 'mongod'), '', { mode: 0o644 });
  expect(await findMongod(`${join(parent, 'one')}:${join(parent, 'two')}`)).toBeUndefined();
});

test('mongod gets the folder, a socket that only its owner may use, and no port', () => {
  const folder = dataFolderAt('/data of a label');
  const address = { socket: '/data of a label/run/mongod.sock', folder: '/data of a label/run' };
  expect(mongodArguments(folder, address).join(' ')).toBe(
    '--dbpath /data of a label/mongod --bind_ip /data of a label/run/mongod.sock ' +
      '--unixSocketPrefix /data of a label/run --filePermissions 0600 --quiet',
  );
  expect(mongodArguments(folder, { port: 4000 })).toContain('127.0.0.1');
});

const title = 'MongoDB’s own server keeps the documents over a restart, and ends with the stores';
test.skipIf(!realMongod)(realMongod ? title : `${title} (skipped: no mongod on the PATH)`, async () => {
  const lines: string[] = [];
  for (const wanted of [[1], [1, 2]]) {
    const stores = await openKind('mongod', (line) => lines.push(line));
    expect(await insert(stores.documentsUri, wanted.length)).toEqual(wanted);
    await stores.close();
  }
  expect(lines.join()).toContain(`(${realMongod}) keeps the documents`);
  expect(await recorded()).toBe('mongod');
});

// The stand-in's program is a shell script.
test.skipIf(process.platform === 'win32')('the data folder keeps to the kind of store that it began with', async () => {
  vi.stubEnv('PATH', await pathWithMongod(parent));
  // Stamped, but nobody has asked for documents yet.
  const stores = await openKind('mongod');
  expect(await insert(stores.documentsUri, 1)).toEqual([1]);
  expect(await recorded()).toBe('mongod');
  const refused = {
    code: 'data_dir_incompatible',
    message: expect.stringContaining(`convert-documents --to embedded --data ${JSON.stringify(dataDir)}`),
  };
  await expect(openKind('embedded')).rejects.toMatchObject(refused);
  await stores.close();
  await expect(openKind('embedded')).rejects.toMatchObject(refused);
  const again = await openKind('mongod');
  expect(await insert(again.documentsUri, 2)).toEqual([1, 2]);
  await again.close();
});

test.skipIf(process.platform === 'win32')('documents of the embedded server are not given to a mongod', async () => {
  vi.stubEnv('PATH', await pathWithMongod(parent));
  await (await openKind('embedded')).close();
  await expect(openKind('mongod')).rejects.toMatchObject({
    code: 'data_dir_incompatible',
    message: expect.stringContaining('kept by the embedded document server'),
  });
  expect(await recorded()).toBe(1);
});

test.skipIf(process.platform === 'win32')('a mongod that fails to start binds the folder to nothing', async () => {
  await writeFile(join(parent, 'mongod'), '#!/bin/sh\necho "the processor lacks AVX"\nexit 132\n', { mode: 0o755 });
  vi.stubEnv('PATH', `${parent}:${process.env.PATH}`);
  await expect(openKind('mongod')).rejects.toMatchObject({
    code: 'documents_failed',
    message: expect.stringMatching(/mongod\.log:\nthe processor lacks AVX/),
  });
  const stores = await openKind('embedded');
  expect(await insert(stores.documentsUri, 1)).toEqual([1]);
  await stores.close();
});

test.skipIf(process.platform === 'win32')(
  'a key for encrypted files is not silently given up for a mongod',
  async () => {
    vi.stubEnv('PATH', await pathWithMongod(parent));
    vi.stubEnv('DATA_ENCRYPTION_KEY', 'a key with enough characters');
    await expect(openKind('mongod')).rejects.toMatchObject({
      code: 'documents_failed',
      message: expect.stringContaining('would write its files in clear'),
    });
  },
);

test.skipIf(!isLinux)('a mongod ends with a killed keeper, and the next start has every document', async () => {
  const options = { dataDir, postgres: false, documentStore: 'mongod' as const };
  vi.stubEnv('PATH', await pathWithMongod(parent));
  const program = await runProgram(options);
  expect(await insert(program.documentsUri, 1)).toEqual([1]);
  process.kill(await pidOf(dataDir, 'keeper'), 'SIGKILL');
  const next = await runProgram(options);
  expect(await insert(next.documentsUri, 2)).toEqual([1, 2]);
  await Promise.all([program.close(), next.close()]);
});

test.skipIf(!isLinux)('the keeper starts a killed mongod again', async () => {
  vi.stubEnv('PATH', await pathWithMongod(parent));
  const stores = await openKind('mongod');
  await insert(stores.documentsUri, 1);
  const mongod = async () => Number(await readFile(join(dataDir, 'run', 'mongod.pid'), 'utf8').catch(() => 0));
  const old = await mongod();
  process.kill(old, 'SIGKILL');
  await until(async () => ![0, old].includes(await mongod()), 'a new one runs');
  expect(await insert(stores.documentsUri, 2)).toEqual([1, 2]);
  await stores.close();
});
