import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../../conformance/start-server.ts';

const folders: string[] = [];
afterAll(async () => {
  await removeServers();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const key = { DATA_ENCRYPTION_KEY: 'a key for the tests of backups' };

/** A client whose commands all go over one connection, as a backup's have to. */
const connect = async ({ uri }: ServerProcess) => new MongoClient(uri, { maxPoolSize: 1 }).connect();

const numbers = async (db: Db) =>
  (await db.collection('numbers').find().sort({ n: 1 }).toArray()).map(({ n }) => n as number);

/** Copies the files as another process does, and reads the copy with a server of its own. */
async function numbersInCopy(server: ServerProcess, env: Record<string, string>): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'documents-copy-'));
  folders.push(folder);
  await mkdir(folder, { recursive: true });
  for (const name of ['documents.db', ...(Object.keys(env).length > 0 ? ['documents.key'] : [])]) {
    await copyFile(join(server.folder, name), join(folder, name));
  }
  const copy = await startServerProcess({ folder, env });
  const client = await connect(copy);
  const found = await numbers(client.db('kept'));
  const check = await client.db('kept').command({ validate: 'numbers' });
  expect(check.errors).toEqual([]);
  await client.close();
  await copy.close();
  return found;
}

test.each([
  ['plain', {}],
  ['encrypted', key],
])('what is copied of a %s store during a backup is what was there when it began', async (_, env) => {
  const server = await startServerProcess({ env });
  const [writer, taker] = [await connect(server), await connect(server)];
  const kept = writer.db('kept');
  await kept.collection('numbers').insertMany(Array.from({ length: 5000 }, (_, n) => ({ n })));
  const backup = taker.db('admin');
  await backup.command({ beginBackup: 1 });
  let written = false;
  const late = kept
    .collection('numbers')
    .insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n: 5000 + n, filler: 'x'.repeat(2000) })))
    .then(() => {
      written = true;
    });
  // Reads go on; the write waits as long as the moment is held.
  expect(await numbers(taker.db('kept'))).toHaveLength(5000);
  expect(written).toBe(false);
  await backup.command({ resumeWrites: 1 });
  await late;
  // More was written than the log usually holds.
  expect(await numbersInCopy(server, env)).toEqual(Array.from({ length: 5000 }, (_, n) => n));
  await backup.command({ endBackup: 1 });
  expect(await numbers(kept)).toHaveLength(25_000);
  await Promise.all([writer.close(), taker.close()]);
  await server.stop();
});

test('a second backup is refused while one is taken; a lost connection ends it and lets writes go on', async () => {
  const server = await startServerProcess();
  const [writer, taker, other] = [await connect(server), await connect(server), await connect(server)];
  await taker.db('admin').command({ beginBackup: 1 });
  await expect(other.db('admin').command({ beginBackup: 1 })).rejects.toMatchObject({ code: 117 });
  await expect(other.db('admin').command({ resumeWrites: 1 })).rejects.toMatchObject({ code: 96 });
  const waiting = writer.db('kept').collection('numbers').insertOne({ n: 1 });
  await taker.close();
  await waiting;
  await other.db('admin').command({ beginBackup: 1 });
  await other.db('admin').command({ resumeWrites: 1 });
  await expect(other.db('admin').command({ resumeWrites: 1 })).rejects.toMatchObject({ code: 96 });
  await other.db('admin').command({ endBackup: 1 });
  await expect(other.db('admin').command({ endBackup: 1 })).rejects.toMatchObject({ code: 96 });
  await Promise.all([writer.close(), other.close()]);
  await server.stop();
});
