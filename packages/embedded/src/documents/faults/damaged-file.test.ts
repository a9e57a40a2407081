import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { removeServers, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const KEY = 'a key of the test, long enough';

async function folderWith(documents: number, env: Record<string, string> = {}): Promise<string> {
  const server = await startServerProcess({ env });
  const client = new MongoClient(server.uri);
  const things = client.db('test').collection('things');
  await things.createIndex({ marker: 1 });
  await things.insertMany(
    Array.from({ length: documents }, (_, n) => ({ n, marker: `MARKER-${n}`, filler: 'y'.repeat(200) })),
  );
  await client.close();
  await server.close();
  return server.folder;
}

function repair(folder: string): { kept: number; lost: number } {
  return JSON.parse(execFileSync(process.execPath, [MAIN, '--data', folder, '--repair'], { encoding: 'utf8' }));
}

async function countIn(folder: string): Promise<number> {
  const server = await startServerProcess({ folder });
  const client = new MongoClient(server.uri);
  const { valid } = await client.db('test').command({ validate: 'things' });
  const count = await client.db('test').collection('things').countDocuments({});
  await client.close();
  await server.stop();
  expect(valid).toBe(true);
  return count;
}

test('a truncated file is refused with what to do, and repair keeps what is sound', { timeout: 60_000 }, async () => {
  const folder = await folderWith(5000);
  const file = join(folder, 'documents.db');
  truncateSync(file, Math.floor((statSync(file).size * 0.7) / 4096) * 4096);
  await expect(startServerProcess({ folder })).rejects.toThrow(/"error":"damaged".*--repair/);
  const { kept, lost } = repair(folder);
  expect(kept).toBeGreaterThan(1000);
  expect(kept + lost).toBe(5000);
  expect(readdirSync(folder).some((name) => name.startsWith('documents.db.damaged-'))).toBe(true);
  expect(await countIn(folder)).toBe(kept);
});

test('a page overwritten with noise costs only the documents on it', { timeout: 60_000 }, async () => {
  const folder = await folderWith(5000);
  const file = join(folder, 'documents.db');
  const content = readFileSync(file);
  const page = Math.floor(content.indexOf('yyyyyyyy', Math.floor(content.length / 2)) / 4096);
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(descriptor);
  const { kept, lost } = repair(folder);
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(100);
  expect(kept + lost).toBe(5000);
  expect(await countIn(folder)).toBe(kept);
});

test('with a key nothing readable lies on disk, and only that key opens it', { timeout: 60_000 }, async () => {
  const env = { DATA_ENCRYPTION_KEY: KEY };
  const server = await startServerProcess({ env });
  const client = new MongoClient(server.uri);
  const things = client.db('MARKER-db').collection<{ _id: string; marker: string }>('MARKER-things');
  await things.createIndex({ marker: 1 }, { unique: true });
  await things.insertMany(Array.from({ length: 3000 }, (_, n) => ({ _id: `MARKER-${n}`, marker: `MARKER-${n}` })));
  const filesWith = (marker: string) =>
    readdirSync(server.folder).filter(
      (name) => !name.endsWith('.sock') && readFileSync(join(server.folder, name)).includes(marker),
    );
  // While it runs, so that the log is searched as well.
  expect(readdirSync(server.folder)).toContain('documents.db-wal');
  expect(filesWith('MARKER')).toEqual([]);
  await client.close();
  await server.kill();
  expect(filesWith('MARKER')).toEqual([]);
  await expect(
    startServerProcess({ folder: server.folder, env: { DATA_ENCRYPTION_KEY: 'another key, also long enough' } }),
  ).rejects.toThrow(/"error":"wrong_key"/);
  await expect(startServerProcess({ folder: server.folder })).rejects.toThrow(
    /"error":"encrypted".*DATA_ENCRYPTION_KEY/,
  );
  const again = await startServerProcess({ folder: server.folder, env });
  const reader = new MongoClient(again.uri);
  expect(
    await reader
      .db('MARKER-db')
      .collection('MARKER-things')
      .countDocuments({ marker: /^MARKER-/ }),
  ).toBe(3000);
  await reader.close();
  await again.stop();
});

test('a plain folder is not opened with a key, and a short key is refused', async () => {
  const folder = await folderWith(1);
  await expect(startServerProcess({ folder, env: { DATA_ENCRYPTION_KEY: KEY } })).rejects.toThrow(
    /"error":"not_encrypted"/,
  );
  await expect(startServerProcess({ folder, env: { DATA_ENCRYPTION_KEY: 'short' } })).rejects.toThrow(
    /at least 16 characters/,
  );
  const { status, stderr } = spawnSync(process.execPath, [MAIN, '--data', folder], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: 'usage', message: expect.stringContaining('--socket') });
});
