import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openStores } from '../index.ts';
import { runProgram } from '../testing/run-program.ts';
import { pidOf, storeProcesses, until, untilGone } from '../testing/store-processes.ts';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let dataDir: string;

beforeAll(async () => {
  dataDir = await temporaryFolder();
});

afterEach(() => untilGone(dataDir));
afterAll(() => removeFolder(dataDir));

const run = () => runProgram({ dataDir, postgres: false });

async function withDocuments<T>(
  program: { documentsUri: string | undefined },
  use: (client: MongoClient) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(program.documentsUri ?? '', { serverSelectionTimeoutMS: 5000 });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

const insert = (program: { documentsUri: string | undefined }, n: number) =>
  withDocuments(program, (client) => client.db('kept').collection('numbers').insertOne({ n }));

const numbers = (program: { documentsUri: string | undefined }) =>
  withDocuments(program, async (client) => {
    const found = await client.db('kept').collection('numbers').find().sort({ n: 1 }).toArray();
    return found.map(({ n }) => n);
  });

test('both stores start together and the official driver uses the document server unchanged', async () => {
  const stores = await openStores({ dataDir });
  expect(stores.postgresUrl).toMatch(/^postgres:/);
  await insert(stores, 1);
  const second = await run();
  expect(second.joined).toBe(true);
  expect(await numbers(second)).toEqual([1]);
  await Promise.all([stores.close(), second.close()]);
});

test.skipIf(process.platform !== 'linux')('of kill -9 of everything, acknowledged documents survive', async () => {
  const program = await run();
  await insert(program, 2);
  for (const { pid } of await storeProcesses(dataDir)) process.kill(pid, 'SIGKILL');
  await program.kill();
  const next = await run();
  expect(await numbers(next)).toEqual([1, 2]);
  await next.close();
});

test.skipIf(process.platform !== 'linux')('the document server ends with a killed keeper', async () => {
  const program = await run();
  process.kill(await pidOf(dataDir, 'keeper'), 'SIGKILL');
  await untilGone(dataDir);
  await program.close();
});

test.skipIf(process.platform !== 'linux')('the keeper starts a killed document server again', async () => {
  const program = await run();
  const old = await pidOf(dataDir, 'documents');
  process.kill(old, 'SIGKILL');
  await until(
    async () => (await storeProcesses(dataDir)).some(({ kind, pid }) => kind === 'documents' && pid !== old),
    'a new one runs',
  );
  expect(await numbers(program)).toEqual([1, 2]);
  await program.close();
});

test('a process id in a stale note that now belongs to another program is left alone', async () => {
  await writeFile(join(dataDir, 'run', 'documents.pid'), `${process.pid}\n`);
  const program = await run();
  expect(await numbers(program)).toEqual([1, 2]);
  await program.close();
});

test('when the document server fails to start, the error says why, and PostgreSQL can still be had', async () => {
  const documents = join(dataDir, 'documents');
  await rename(documents, `${documents}.away`);
  await writeFile(documents, 'not a folder');
  await expect(openStores({ dataDir })).rejects.toMatchObject({ code: 'documents_failed' });
  await (await openStores({ dataDir, documents: false })).close();
});
