import {
  BSONRegExp,
  BSONSymbol,
  Code,
  type Db,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  MongoClient,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../conformance/start-server.ts';
import { MARKS } from './copy-marks.ts';
import { convertUris } from './index.ts';
import { insertBatch, readBatches } from './raw-documents.ts';

afterAll(removeServers);

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let servers: ServerProcess[];
let clients: MongoClient[];
let source: Db;
let target: Db;
let from: string;
let to: string;
let round = 0;

beforeAll(async () => {
  servers = [await startServerProcess(), await startServerProcess()];
  clients = servers.map(({ uri }) => new MongoClient(uri, { serverSelectionTimeoutMS: 5000 }));
});

beforeEach(() => {
  round += 1;
  const [first, second] = clients;
  if (!first || !second) throw new Error('two servers run');
  source = first.db(`label_${round}`);
  target = second.db(`copy_${round}`);
  from = `${servers[0]?.uri}/label_${round}`;
  to = `${servers[1]?.uri}/copy_${round}?serverSelectionTimeoutMS=500`;
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await Promise.all(servers.map((server) => server.stop()));
});

async function bytesOf(db: Db, name: string): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of readBatches(db, name)) {
    for (const document of batch) found.push(Buffer.from(document).toString('hex'));
  }
  return found.sort();
}

test('every type of BSON arrives byte by byte', async () => {
  await source.collection('values').insertMany([
    { n: new Int32(1), whole: new Double(1), nan: Number.NaN, zero: -0, long: Long.fromString('9007199254740993') },
    {
      money: Decimal128.fromString('1234.5600'),
      tiny: Decimal128.fromString('1E-30'),
      id: new UUID(),
      at: new Date(-1),
    },
    { regex: new BSONRegExp('^a.*b$', 'im'), code: new Code('f', { x: 1 }), bytes: Buffer.from([0, 255]), none: null },
    { stamp: new Timestamp({ t: 4, i: 2 }), low: new MinKey(), high: new MaxKey(), symbol: new BSONSymbol('s') },
    { link: { $ref: 'other', $id: new ObjectId(), extra: 1 }, nested: [[{ a: [] }], {}, 'ä\u0000ß', ''] },
  ]);
  await insertBatch(source, 'values', [unusual()]);
  expect(await convertUris({ from, to })).toEqual({ collections: 1, documents: 6 });
  expect(await bytesOf(target, 'values')).toEqual(await bytesOf(source, 'values'));
  expect(await target.collection('values').findOne({ money: { $exists: true } })).toMatchObject({
    money: Decimal128.fromString('1234.5600'),
    at: new Date(-1),
  });
});

/** Fields in an order, and one of a deprecated type (undefined), that no JavaScript object can carry through. */
function unusual(): Uint8Array {
  const int = (name: string, value: number) => [0x10, ...Buffer.from(`${name}\0`), value, 0, 0, 0];
  const body = [...int('_id', 1), ...int('2', 1), ...int('1', 2), 0x06, ...Buffer.from('gone\0')];
  const length = body.length + 5;
  return Uint8Array.from([length, 0, 0, 0, ...body, 0]);
}

test('options, validators and indexes are those of the source, and work', async () => {
  await source.createCollection('facts', {
    collation: { locale: 'en', strength: 2 },
    validator: { $jsonSchema: { required: ['n'], properties: { n: { bsonType: 'int' } } } },
    validationLevel: 'moderate',
    validationAction: 'error',
  });
  const facts = source.collection('facts');
  await facts.insertMany([{ n: 1, key: 'a' }, { n: 2 }]);
  await facts.insertOne({ n: 'older than the validator' }, { bypassDocumentValidation: true });
  await facts.createIndexes([
    { key: { key: 1, n: -1 }, unique: true, sparse: true, name: 'by_key' },
    { key: { at: 1 }, expireAfterSeconds: 3600, partialFilterExpression: { n: { $gt: 5 } } },
  ]);
  await source.createCollection('empty');
  expect(await convertUris({ from, to })).toEqual({ collections: 2, documents: 3 });
  for (const name of ['facts', 'empty']) {
    const indexes = (db: Db) => db.collection(name).listIndexes().toArray();
    expect(await indexes(target)).toEqual(await indexes(source));
    const options = async (db: Db) => (await db.listCollections({ name }, { nameOnly: false }).toArray())[0]?.options;
    expect(await options(target)).toEqual(await options(source));
  }
  await expect(target.collection('facts').insertOne({ n: 1.5 })).rejects.toMatchObject({ code: 121 });
  await expect(target.collection('facts').insertOne({ n: 1, key: 'A' })).rejects.toMatchObject({ code: 11000 });
  expect((await target.listCollections().toArray()).map(({ name }) => name)).not.toContain(MARKS);
});

test('more documents than fit into one message arrive', async () => {
  const text = 'x'.repeat(12_000);
  await source.collection('large').insertMany(Array.from({ length: 2500 }, (_, n) => ({ n, text })));
  expect(await convertUris({ from, to })).toEqual({ collections: 1, documents: 2500 });
});

test('a target that holds something is refused and left as it is', async () => {
  await source.collection('a').insertOne({ n: 1 });
  await target.collection('theirs').insertOne({ n: 2 });
  await expect(convertUris({ from, to })).rejects.toMatchObject({
    code: 'conversion_failed',
    message: expect.stringContaining("isn't empty: it holds theirs"),
  });
  expect(await target.listCollections({}, { nameOnly: true }).toArray()).toHaveLength(1);
});

test('one that was killed half way goes on from there, and copies anew only what was not finished', async () => {
  for (const name of ['a', 'b', 'c']) {
    await source.collection(name).insertMany(Array.from({ length: 3000 }, (_, n) => ({ n, text: 'x'.repeat(2000) })));
  }
  // The server is killed as soon as the first collection is copied, so the second one breaks off in the middle.
  const broken = convertUris({ from, to, onProgress: () => void servers[1]?.kill() });
  await expect(broken).rejects.toThrow();
  servers[1] = await startServerProcess({ folder: servers[1]?.folder ?? '' });
  const said: string[] = [];
  await expect(
    convertUris({ from: `${servers[0]?.uri}/label_other`, to, onProgress: (line) => said.push(line) }),
  ).rejects.toThrow(/unfinished copy of .*label_/);
  const report = await convertUris({ from, to, onProgress: (line) => said.push(line) });
  expect(report).toEqual({ collections: 3, documents: 9000 });
  expect(said.filter((line) => line.endsWith('is copied'))).toEqual(['b is copied', 'c is copied']);
  expect(await bytesOf(target, 'b')).toEqual(await bytesOf(source, 'b'));
});

test('what is written to the source during the copy is noticed, and the next try takes it along', async () => {
  await source.collection('a').insertOne({ n: 1 });
  let wrote: Promise<unknown> | undefined;
  const write = (line: string) => {
    if (line === 'a is copied') wrote ??= source.collection('a').insertOne({ n: 2 });
  };
  await source.collection('b').insertMany(Array.from({ length: 5000 }, (_, n) => ({ n })));
  await expect(convertUris({ from, to, onProgress: write })).rejects.toThrow('a was changed while it was copied');
  await wrote;
  expect(await convertUris({ from, to })).toEqual({ collections: 2, documents: 5002 });
});

test('a URI without a database, an unreachable server and one place given twice are refused without a password', async () => {
  const secret = 'mongodb://user:topsecret@127.0.0.1:9';
  for (const [uri, why] of [
    [secret, /must name server and database/],
    [`${secret}/db?serverSelectionTimeoutMS=200`, /127\.0\.0\.1:9\/db can't be reached/],
    [from, /same database/],
  ] as const) {
    const refused: unknown = await convertUris({ from, to: uri }).catch((error: unknown) => error);
    expect(String(refused)).toMatch(why);
    expect(String(refused)).not.toContain('topsecret');
  }
});
