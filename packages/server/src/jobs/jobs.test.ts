import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { openTestServer } from '../../test/support.ts';
import { careForStores } from './care-for-stores.ts';

const { server } = await openTestServer();
const { jobs } = server.services;
const settings = { retryLimit: 2, retryDelay: 1, retryDelayMax: 1, expireInSeconds: 30, deleteAfterSeconds: 60 };
const patience = { timeout: 20_000 };
const healthOf = async (name: string) => (await jobs.health()).find((queue) => queue.name === name);

async function makeQueue(options: { exclusiveKeys?: boolean } = {}): Promise<string> {
  const name = `q-${randomUUID().slice(0, 8)}`;
  await jobs.declare({ name, ...settings, ...options });
  return name;
}

test('a job is done with what it was handed in with', async () => {
  const name = await makeQueue();
  const done: unknown[] = [];
  await jobs.work(name, 1, async (data) => void done.push(data));
  await jobs.send(name, { a: 1 });
  await vi.waitFor(() => expect(done).toEqual([{ a: 1 }]), patience);
});

test('a job that fails is tried again, is dead after its last try, and can be driven again', async () => {
  const name = await makeQueue();
  let [tries, mended] = [0, false];
  await jobs.work(name, 1, async () => {
    tries += 1;
    if (!mended) throw new Error('not yet');
  });
  await jobs.send(name, {});
  await vi.waitFor(async () => expect(await healthOf(name)).toMatchObject({ dead: 1 }), patience);
  expect(tries).toBe(1 + settings.retryLimit);
  mended = true;
  expect(await jobs.redrive(name)).toBe(1);
  await vi.waitFor(() => expect(tries).toBe(2 + settings.retryLimit), patience);
  await vi.waitFor(async () => expect(await healthOf(name)).toMatchObject({ waiting: 0, dead: 0 }), patience);
}, 60_000);

test('of jobs with one key only one waits', async () => {
  const name = await makeQueue({ exclusiveKeys: true });
  const ids = [];
  for (let i = 0; i < 3; i += 1) ids.push(await jobs.send(name, {}, { key: 'one' }));
  ids.push(await jobs.send(name, {}, { key: 'two' }));
  expect(ids.map((id) => id !== null)).toEqual([true, false, false, true]);
  expect(await healthOf(name)).toMatchObject({ waiting: 2, running: 0 });
});

test('a job for later is not done now', async () => {
  const name = await makeQueue();
  await jobs.send(name, {}, { startAfter: new Date(Date.now() + 3_600_000) });
  expect(await healthOf(name)).toMatchObject({ waiting: 1, oldestWaitSeconds: null });
});

test('the nightly care goes through, partitions and vacuum', async () => {
  await careForStores.run(server.services, null, { id: randomUUID(), signal: new AbortController().signal });
  expect(await healthOf('care-for-stores')).toBeDefined();
});
