import { connect, type Socket } from 'node:net';
import { Binary, type Document, deserialize, serialize } from 'bson';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

let server: ServerProcess;
let client: MongoClient;
beforeAll(async () => {
  server = await startServerProcess();
  client = new MongoClient(server.uri);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

const path = () => decodeURIComponent(server.uri.slice('mongodb://'.length));

function frame(opCode: number, body: Uint8Array, length = 16 + body.length): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

const message = (document: Uint8Array, flags = 0) => {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return frame(2013, Buffer.concat([head, document]));
};

/** Sends bytes and answers the reply's document, or null when the server hangs up. */
function exchange(bytes: Buffer): Promise<Document | null> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(path(), () => socket.write(bytes));
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 16 || received.length < received.readInt32LE(0)) return;
      // The old reply to OP_QUERY has a longer head.
      resolve(deserialize(received.subarray(received.readInt32LE(12) === 1 ? 36 : 21)));
      socket.destroy();
    });
    socket.on('close', () => resolve(null));
    socket.on('error', reject);
  });
}

test('a length of 2 GB, or one shorter than a header, ends the connection and nothing else', async () => {
  expect(await exchange(frame(2013, Buffer.alloc(4), 0x7fffffff))).toBeNull();
  expect(await exchange(frame(2013, Buffer.alloc(4), 3))).toBeNull();
  expect(await exchange(frame(2013, Buffer.alloc(4), -1))).toBeNull();
  expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('a malformed message is answered with an error', async () => {
  const ping = Buffer.from(serialize({ ping: 1, $db: 'admin' }));
  expect(await exchange(message(ping))).toMatchObject({ ok: 1 });
  const wrongLength = Buffer.from(ping);
  wrongLength.writeInt32LE(10_000, 0);
  expect(await exchange(message(wrongLength))).toMatchObject({ ok: 0, codeName: 'InvalidBSON' });
  const noise = Buffer.from(ping);
  noise[4] = 0x55;
  expect(await exchange(message(noise))).toMatchObject({ ok: 0, codeName: 'InvalidBSON' });
  expect(await exchange(message(ping, 4))).toMatchObject({ ok: 0, codeName: 'ProtocolError' });
  expect(await exchange(frame(2002, Buffer.alloc(8)))).toMatchObject({ ok: 0, codeName: 'ProtocolError' });
  expect(await exchange(message(Buffer.from(serialize({ nonsense: 1, $db: 'admin' }))))).toMatchObject({
    code: 59,
    codeName: 'CommandNotFound',
  });
});

test('random bytes never stop the server', async () => {
  for (let i = 0; i < 200; i++) {
    const body = Buffer.from(Array.from({ length: 40 }, () => Math.floor(Math.random() * 256)));
    body.writeUInt32LE(0, 0);
    await exchange(frame(i % 2 === 0 ? 2013 : 2004, body));
  }
  expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('a document over 16 MB or deeper than 100 levels is refused, one within both limits is kept', async () => {
  const things = client.db('test').collection<{ _id: string }>('limits');
  const insert = (document: Document) => client.db('test').command({ insert: 'limits', documents: [document] });
  const nested = (levels: number): Document => (levels === 1 ? { end: true } : { inner: nested(levels - 1) });
  expect(await insert({ _id: 'deep', inner: nested(98) })).toMatchObject({ n: 1 });
  const deeper = await insert({ _id: 'deeper', inner: nested(120) });
  expect(deeper).toMatchObject({
    n: 0,
    writeErrors: [{ index: 0, code: 15, errmsg: expect.stringContaining('depth') }],
  });
  const big = 15 * 1024 * 1024;
  expect(await insert({ _id: 'big', bytes: new Binary(Buffer.alloc(big)) })).toMatchObject({ n: 1 });
  const grown = await things
    .updateOne({ _id: 'big' }, { $set: { more: new Binary(Buffer.alloc(2 * 1024 * 1024)) } })
    .catch((error: unknown) => error);
  expect(grown).toMatchObject({ code: 10334 });
  expect(await things.countDocuments({})).toBe(2);
});

test('a cursor that a vanished client left open is closed once it has been idle for the set time', async () => {
  await client
    .db('test')
    .collection('many')
    .insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
  const open = async () => (await client.db('admin').command({ serverStatus: 1 })).metrics.cursor.open.total;
  expect(await exchange(message(Buffer.from(serialize({ find: 'many', $db: 'test' }))))).toMatchObject({
    cursor: { ns: 'test.many' },
  });
  expect(await open()).toBe(1);
  await client.db('admin').command({ setParameter: 1, cursorTimeoutMillis: 50 });
  await expect.poll(open).toBe(0);
  await client.db('admin').command({ setParameter: 1, cursorTimeoutMillis: 600_000 });
});

test('1,000 connections at once are all served', { timeout: 60_000 }, async () => {
  const ping = message(Buffer.from(serialize({ ping: 1, $db: 'admin' })));
  const sockets = await Promise.all(
    Array.from(
      { length: 1000 },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(path(), () => resolve(socket));
          socket.on('error', reject);
        }),
    ),
  );
  const replies = await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<number>((resolve) => {
          socket.once('data', (chunk) => resolve(deserialize(chunk.subarray(21)).ok));
          socket.write(ping);
        }),
    ),
  );
  expect(replies.filter((ok) => ok === 1)).toHaveLength(1000);
  for (const socket of sockets) socket.destroy();
});

test('an aggregation over its memory limit is refused with error 292, and the server lives on', {
  timeout: 120_000,
}, async () => {
  const heavy = client.db('test').collection('heavy');
  for (let i = 0; i < 4; i++)
    await heavy.insertMany(Array.from({ length: 10 }, (_, n) => ({ n: i * 10 + n, text: 'z'.repeat(1024 * 1024) })));
  for (const stage of [
    { $group: { _id: null, all: { $push: { text: { $concat: ['$text', '$text'] } } } } },
    { $facet: { a: [{ $sort: { text: 1 } }], b: [] } },
  ]) {
    const refused = await heavy
      .aggregate([{ $addFields: { more: { $concat: ['$text', 'y'] } } }, stage])
      .toArray()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 292 });
  }
  expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
});
