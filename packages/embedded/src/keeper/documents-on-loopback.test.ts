import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFolderAt, prepareDataFolder } from '../data-folder.ts';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { startDocuments } from './documents-store.ts';
import { prepareSockets, removeSockets } from './socket-folder.ts';

let dataDir: string;

beforeAll(async () => {
  dataDir = await temporaryFolder();
});
afterAll(() => removeFolder(dataDir));

/** Starts the document server as where there are no Unix sockets, and stops it after `use`. */
async function onLoopback(use: (uri: string) => Promise<void>): Promise<void> {
  const { folder, secret } = await prepareDataFolder(dataDir);
  const sockets = await prepareSockets(folder);
  const store = await startDocuments(folder, secret, sockets, () => {}, { port: 0 });
  try {
    await use(store.uri);
  } finally {
    await store.stop();
    await store.ended;
    await removeSockets(dataFolderAt(dataDir), sockets);
  }
}

test('on a port the document server lets in only who has the URI, the same account at every start', async () => {
  const accounts: string[] = [];
  await onLoopback(async (uri) => {
    accounts.push(new URL(uri).username + new URL(uri).password);
    const client = new MongoClient(uri);
    await client.db('kept').collection('numbers').insertOne({ n: 1 });
    await client.close();
    const stranger = new MongoClient(`mongodb://${new URL(uri).host}`);
    await expect(stranger.db('kept').collection('numbers').findOne()).rejects.toMatchObject({ code: 13 });
    await stranger.close();
  });
  await onLoopback(async (uri) => {
    accounts.push(new URL(uri).username + new URL(uri).password);
    const client = new MongoClient(uri);
    expect(await client.db('kept').collection('numbers').countDocuments()).toBe(1);
    await client.close();
  });
  expect(accounts[0]).toMatch(/^[\w-]{86}$/);
  expect(accounts[1]).toBe(accounts[0]);
});
