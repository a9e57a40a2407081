import { type Collection, MongoClient } from 'mongodb';
import { afterAll, expect, test } from 'vitest';
import { removeServers, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

const ROUNDS = process.env.STP_LONG === '1' ? 50 : 3;

interface Item {
  _id: number;
  group: number;
  name: string;
  filler: string;
}

const item = (_id: number): Item => ({ _id, group: _id % 7, name: `item ${_id}`, filler: 'x'.repeat(_id % 300) });

/** Inserts batches until the connection breaks; answers the greatest id that was acknowledged. */
async function insertUntilBroken(things: Collection<Item>, from: number): Promise<number> {
  let next = from;
  try {
    for (;;) {
      await things.insertMany(Array.from({ length: 50 }, (_, i) => item(next + i)));
      next += 50;
    }
  } catch {
    return next;
  }
}

test(`no acknowledged insert is lost and none is half there when the server is killed (${ROUNDS} rounds)`, {
  timeout: 600_000,
}, async () => {
  let server = await startServerProcess();
  const { folder } = server;
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const client = new MongoClient(server.uri, { retryWrites: false });
    const things = client.db('test').collection<Item>('things');
    await things.createIndexes([{ key: { group: 1, name: -1 } }, { key: { name: 1 }, unique: true }]);
    const inserting = insertUntilBroken(things, acknowledged);
    await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 200));
    await server.kill();
    acknowledged = await inserting;
    await client.close();

    server = await startServerProcess({ folder });
    const again = new MongoClient(server.uri);
    const survived = again.db('test').collection<Item>('things');
    expect(await survived.countDocuments({ _id: { $lt: acknowledged } })).toBe(acknowledged);
    const { valid, errors } = await again.db('test').command({ validate: 'things' });
    expect({ valid, errors }).toEqual({ valid: true, errors: [] });
    // A batch whose acknowledgement was lost is there as a whole or not at all.
    const beyond = await survived.find({ _id: { $gte: acknowledged } }).toArray();
    expect([0, 50]).toContain(beyond.length);
    expect(beyond).toEqual(beyond.map(({ _id }) => item(_id)));
    acknowledged += beyond.length;
    await again.close();
  }
  expect(acknowledged).toBeGreaterThan(0);
  await server.stop();
});

test('a socket left by a killed server is taken over, a live server on the folder is not', async () => {
  const first = await startServerProcess();
  await first.kill();
  const second = await startServerProcess({ folder: first.folder });
  await expect(startServerProcess({ folder: first.folder })).rejects.toThrow('"error":"in_use"');
  const client = new MongoClient(second.uri);
  expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
  expect(await second.close()).toBe(0);
  await second.stop();
});
