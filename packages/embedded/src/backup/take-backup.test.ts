import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedStores, openStores } from '../index.ts';
import { untilGone } from '../testing/store-processes.ts';
import { removeFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { restoreBackup, takeBackup, verifyBackup } from './index.ts';

let place: string;
let dataDir: string;
let whole: string;

const describe = async () => ({ version: '1.2.3' });

beforeAll(async () => {
  place = await temporaryFolder();
  dataDir = join(place, 'data');
  whole = join(place, 'whole');
  await mkdir(join(dataDir, 'files', 'one'), { recursive: true });
  await writeFile(join(dataDir, 'files', 'one', 'upload.csv'), 'date,streams\n');
  await takeBackup({ dataDir, target: whole, also: ['files', 'absent.json'], describe });
});
afterAll(() => removeFolder(place));

interface Both {
  sql: postgres.Sql;
  mongo: MongoClient;
  close(): Promise<void>;
}

async function connect({ postgresUrl, documentsUri }: EmbeddedStores): Promise<Both> {
  const sql = postgres(postgresUrl ?? '', { max: 8, onnotice() {} });
  const mongo = await new MongoClient(documentsUri ?? '').connect();
  return { sql, mongo, close: async () => void (await Promise.all([sql.end(), mongo.close()])) };
}

async function found({ sql, mongo }: Both) {
  const rows = await sql<{ writer: string; n: number }[]>`select writer, n from numbers`;
  const documents = await mongo.db('kept').collection('numbers').find().toArray();
  return {
    rows: new Set(rows.map(({ writer, n }) => `${writer} ${n}`)),
    documents: new Set(documents.map(({ writer, n }) => `${writer} ${n}`)),
  };
}

test('a backup of stores in use holds one moment of both, with everything that was acknowledged before it', async () => {
  const stores = await openStores({ dataDir });
  const { sql, mongo, close } = await connect(stores);
  await sql`create table numbers (writer text, n int, filler text)`;
  const collection = mongo.db('kept').collection('numbers');
  let writing = true;
  const acknowledged = new Set<string>();
  // Half of the writers begin with one store and half with the other, as work that spans both does.
  const writers = ['rows first 1', 'documents first 1', 'rows first 2', 'documents first 2'].map(async (writer) => {
    const insertRow = (n: number) => sql`insert into numbers values (${writer}, ${n}, ${'x'.repeat(2000)})`;
    const insertDocument = (n: number) => collection.insertOne({ writer, n, filler: 'x'.repeat(2000) });
    for (let n = 0; writing; n += 1) {
      for (const insert of writer.startsWith('rows') ? [insertRow, insertDocument] : [insertDocument, insertRow]) {
        await insert(n);
      }
      acknowledged.add(`${writer} ${n}`);
    }
  });
  await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(100);
  const before = [...acknowledged];
  const target = join(place, 'used');
  const progress: number[] = [];
  const manifest = await takeBackup({
    dataDir,
    target,
    also: ['files'],
    // Time in which writers would go on, were they let.
    describe: async () => {
      await sleep(300);
      return describe();
    },
    onProgress: ({ done, total }) => progress.push(done / total),
  });
  const later = acknowledged.size;
  await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(later + 20);
  writing = false;
  await Promise.all(writers);
  await close();
  await stores.close();
  await untilGone(dataDir);

  expect(manifest).toMatchObject({ secret: true, encrypted: false, application: { version: '1.2.3' } });
  expect(progress.at(-1)).toBe(1);
  expect(progress.toSorted((a, b) => a - b)[0]).toBe(progress[0]);
  const restored = join(place, 'restored');
  await restoreBackup({ backup: target, dataDir: restored });
  const again = await openStores({ dataDir: restored });
  const both = await connect(again);
  const { rows, documents } = await found(both);
  expect(before.filter((entry) => !rows.has(entry) || !documents.has(entry))).toEqual([]);
  const first = (kind: string, entries: Set<string>) => [...entries].filter((entry) => entry.startsWith(kind));
  // What follows in the other store is there only together with what it follows.
  expect(first('rows', documents).filter((entry) => !rows.has(entry))).toEqual([]);
  expect(first('documents', rows).filter((entry) => !documents.has(entry))).toEqual([]);
  // Something was written after the moment, so that this could have been otherwise.
  expect(rows.size).toBeLessThan(acknowledged.size);
  expect(await readFile(join(restored, 'files', 'one', 'upload.csv'), 'utf8')).toBe('date,streams\n');
  await both.sql`insert into numbers values ('restored', 1, '')`;
  await both.close();
  await again.close();
  await untilGone(restored);
}, 180_000);

test('a backup is whole under its own name only, and never replaces anything', async () => {
  expect(await verifyBackup(whole)).toMatchObject({ format: 1, files: expect.any(Array) });
  await expect(takeBackup({ dataDir, target: whole, also: [], describe })).rejects.toThrow('exists');
  await expect(takeBackup({ dataDir, target: join(dataDir, 'b'), also: [], describe })).rejects.toThrow(
    'lies in the data folder',
  );
  const failing = join(place, 'failing');
  const fault = () => Promise.reject(new Error('no position'));
  await expect(takeBackup({ dataDir, target: failing, also: [], describe: fault })).rejects.toThrow('no position');
  await expect(verifyBackup(`${failing}.incomplete`)).rejects.toThrow('interrupted before it was whole');
  await expect(takeBackup({ dataDir, target: failing, also: [], describe })).rejects.toThrow('Remove it');
  await rm(`${failing}.incomplete`, { recursive: true });
  // The one that failed has let go of everything.
  await takeBackup({ dataDir, target: failing, also: [], describe });
});

test('nothing is restored from a damaged or newer backup, nor into a folder that is used', async () => {
  const copy = join(place, 'damaged');
  const into = join(place, 'nowhere');
  await cp(whole, copy, { recursive: true });
  await appendFile(join(copy, 'data/documents/documents.db'), 'x');
  await rm(join(copy, 'data/files/one/upload.csv'));
  await expect(verifyBackup(copy)).rejects.toThrow(
    'data/documents/documents.db is not what was copied, data/files/one/upload.csv is missing',
  );
  await expect(restoreBackup({ backup: copy, dataDir: into })).rejects.toMatchObject({ code: 'backup_unusable' });
  await expect(restoreBackup({ backup: whole, dataDir })).rejects.toThrow('is not empty');
  await expect(restoreBackup({ backup: dataDir, dataDir: into })).rejects.toThrow('has no manifest.json');
  const manifest = JSON.parse(await readFile(join(whole, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  for (const [change, message] of [
    [{ format: 2 }, 'it has format 2'],
    [{ folder: { format: 1, postgres: 19, documents: 1 } }, 'its postgres has version 19'],
    [{ files: [{ path: '../x', bytes: 1, sha256: '0'.repeat(64) }] }, 'is damaged'],
  ] as const) {
    await writeFile(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, ...change }));
    await expect(restoreBackup({ backup: copy, dataDir: into })).rejects.toThrow(message);
  }
  // The folder that was made for it is empty, so the next attempt may use it.
  await restoreBackup({ backup: whole, dataDir: into });
  expect(await readFile(join(into, 'secret'), 'utf8')).toBe(await readFile(join(dataDir, 'secret'), 'utf8'));
});

test('a backup without its secret is restored with the file that holds it', async () => {
  const target = join(place, 'without-secret');
  expect(await takeBackup({ dataDir, target, also: [], describe, withoutSecret: true })).toMatchObject({
    secret: false,
  });
  const into = join(place, 'with-secret-again');
  await expect(restoreBackup({ backup: target, dataDir: into })).rejects.toThrow('Name the file that holds it');
  await expect(
    restoreBackup({ backup: target, dataDir: into, secretFile: join(target, 'manifest.json') }),
  ).rejects.toThrow('holds no secret');
  await restoreBackup({ backup: target, dataDir: into, secretFile: join(dataDir, 'secret') });
  const stores = await openStores({ dataDir: into });
  await stores.close();
  await untilGone(into);
});
