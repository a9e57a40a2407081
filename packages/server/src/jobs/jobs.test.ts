import { randomUUID } from 'node:crypto';
import { readTenantDocuments } from '@songtrackpro/db';
import { expect, test, vi } from 'vitest';
import { storeSettings } from '../../../../scripts/vitest/store-settings.ts';
import { timelineCsv } from '../../test/exports.ts';
import { openTestServer } from '../../test/support.ts';
import { careForStores } from './care-for-stores.ts';
import { inspectQueues, listQueues, redriveQueue } from './inspect-queues.ts';
import { purgeAfter } from './purge-deleted.ts';

const { server, organization } = await openTestServer();
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
  await jobs.work(name, { jobs: 1 }, async (data) => void done.push(data));
  await jobs.send(name, { a: 1 });
  await vi.waitFor(() => expect(done).toEqual([{ a: 1 }]), patience);
});

test('a job that fails is tried again, is dead after its last try, and can be driven again', async () => {
  const name = await makeQueue();
  let [tries, mended] = [0, false];
  await jobs.work(name, { jobs: 1 }, async () => {
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

test('of one group no more jobs run at a time than the queue allows, while another group’s go on', async () => {
  const name = await makeQueue();
  const [running, most] = [new Map<string, number>(), new Map<string, number>()];
  let [done, held] = [0, 0];
  const gate = Promise.withResolvers<void>();
  await jobs.work(name, { jobs: 4, perGroup: 2 }, async (data) => {
    const { group } = data as { group: string };
    const now = (running.get(group) ?? 0) + 1;
    running.set(group, now);
    most.set(group, Math.max(most.get(group) ?? 0, now));
    held += 1;
    if (group === 'busy') await gate.promise;
    running.set(group, now - 1);
    done += 1;
  });
  for (let i = 0; i < 6; i += 1) await jobs.send(name, { group: 'busy' }, { group: 'busy' });
  for (let i = 0; i < 3; i += 1) await jobs.send(name, { group: 'calm' }, { group: 'calm' });
  // The busy group holds all that it may, and those of the other one are done meanwhile.
  await vi.waitFor(() => expect([held, done]).toEqual([5, 3]), patience);
  gate.resolve();
  await vi.waitFor(() => expect(done).toBe(9), { timeout: 40_000 });
  expect(most.get('busy')).toBe(2);
}, 90_000);

test('a look from outside counts the queues of every process, and drives the dead again', async () => {
  const name = await makeQueue();
  await jobs.work(name, { jobs: 1 }, () => Promise.reject(new Error('always')));
  await jobs.send(name, {});
  const stores = storeSettings();
  const seen = async () => (await listQueues(stores)).find((queue) => queue.name === name);
  await vi.waitFor(async () => expect(await seen()).toMatchObject({ waiting: 1, failed: 1, dead: 0 }), patience);
  await vi.waitFor(async () => expect(await seen()).toMatchObject({ waiting: 0, failed: 0, dead: 1 }), patience);
  const findings = await inspectQueues(stores);
  expect(findings.find(({ subject }) => subject === name)).toMatchObject({ code: 'dead_jobs', severity: 'warning' });
  expect(await redriveQueue(stores, name)).toBe(1);
  expect(await redriveQueue(stores, 'no-queue-of-ours')).toBeNull();
  await vi.waitFor(async () => expect(await seen()).toMatchObject({ waiting: 0, dead: 1 }), patience);
}, 90_000);

test('a job for later is not done now', async () => {
  const name = await makeQueue();
  await jobs.send(name, {}, { startAfter: new Date(Date.now() + 3_600_000) });
  expect(await healthOf(name)).toMatchObject({ waiting: 1, oldestWaitSeconds: null });
});

test('the nightly care goes through, partitions and vacuum', async () => {
  await careForStores.run(server.services, null, { id: randomUUID(), signal: new AbortController().signal });
  expect(await healthOf('care-for-stores')).toBeDefined();
});

test('what was deleted long ago goes from both stores, what is younger or lives stays', async () => {
  const { client, id } = await organization();
  const { postgres, documents, clock } = server.services;
  const [old, young, living] = await Promise.all(
    ['Old', 'Young', 'Living'].map((name) => client.artists.create({ name })),
  );
  for (const artist of [old, young, living]) {
    const file = { fileName: 'x-audience-timeline.csv', artistId: artist?.id ?? '' };
    await client.imports.run(file, timelineCsv([['2026-01-01', 7 + (artist?.name.length ?? 0)]]));
  }
  const day = 86_400_000;
  const ago = (days: number) => new Date(clock().getTime() - days * day).toISOString();
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`update artists set deleted_at = ${ago(31)} where id = ${old?.id ?? ''}`;
    await tx`update artists set deleted_at = ${ago(29)} where id = ${young?.id ?? ''}`;
  });
  const factsOf = async () => {
    const found: string[] = [];
    for await (const { collection, json } of readTenantDocuments(documents.db, id)) {
      if (collection === 'spotify_metrics') found.push(json);
    }
    return found.length;
  };
  expect(await factsOf()).toBe(3);
  await purgeAfter(30).run(server.services, null, { id: randomUUID(), signal: new AbortController().signal });
  expect(await factsOf()).toBe(2);
  const left = await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    return tx<{ name: string }[]>`select name from artists order by name`;
  });
  expect(left.map(({ name }) => name)).toEqual(['Living', 'Young']);
});
