import { setTimeout as sleep } from 'node:timers/promises';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterEach, expect, test, vi } from 'vitest';
import { rounds } from '../../../scripts/vitest/rounds.ts';
import { openOwnStores } from './own-stores.ts';
import { errorOf, openTestServer } from './support.ts';

vi.setConfig({ testTimeout: 120_000 + 4 * rounds.outageMs });

const { stores, postgres, documents } = await openOwnStores();
const { server, organization } = await openTestServer({ stores, http: { callTimeoutMs: 2000, bodyTimeoutMs: 1000 } });
const patience = { timeout: 60_000, interval: 200 };

afterEach(async () => {
  for (const store of [postgres, documents]) {
    store.slowDown(0);
    store.speak();
  }
});

/** A client that sends a call once. */
const strict = (apiKey: string) => new SongTrackPro({ apiKey, baseUrl: server.url, retries: 0 });
const readiness = async () => {
  const answer = await fetch(`${server.url}/readyz`);
  const { parts } = (await answer.json()) as { parts: Record<string, boolean> };
  return { status: answer.status, ...parts };
};

/** Calls `work` again and again for as long as a store is to stay away. */
async function during(outageMs: number, work: (round: number) => Promise<void>): Promise<void> {
  const end = performance.now() + outageMs;
  for (let round = 0; performance.now() < end; round += 1) {
    await work(round);
    await sleep(20);
  }
}

/** Ids of what was made, as the audit has it, in no order. */
async function auditedIds(client: SongTrackPro): Promise<string[]> {
  const lines = await client.audit.export({ action: 'artists.create' }).toArray({ limit: 1e6 });
  return lines.map((line) => (JSON.parse(line) as { resource: { id: string } }).resource.id).sort();
}

test('the document store is away: changes go on, and each of them is in the audit once afterwards', async () => {
  const { apiKey, client } = await organization();
  const made: string[] = [];
  const make = async (name: string) => void made.push((await strict(apiKey).artists.create({ name })).id);
  await make('before');
  await documents.goAway();
  await during(rounds.outageMs, (round) => make(`away ${round}`));
  expect(await errorOf(strict(apiKey).audit.list())).toMatchObject({
    code: expect.stringMatching(/^(store_unreachable|deadline_exceeded)$/),
  });
  expect(await readiness()).toMatchObject({ status: 503, documents: false, postgres: true });
  await documents.comeBack();
  await make('after');
  await expect.poll(() => auditedIds(client).catch(() => []), patience).toEqual(made.toSorted());
  expect(await readiness()).toMatchObject({ status: 200 });
  // What is left would be delivered a second time.
  await expect
    .poll(async () => {
      const [row] = await server.services.postgres
        .worker`select count(*)::int as open from outbox where dispatched_at is null`;
      return row?.open as unknown;
    }, patience)
    .toBe(0);
  expect(await auditedIds(client)).toEqual(made.toSorted());
});

test('PostgreSQL refuses connections: every call says so at once, and the first one after its return works', async () => {
  const { apiKey } = await organization();
  const client = strict(apiKey);
  await client.artists.create({ name: 'before' });
  await postgres.goAway();
  await during(rounds.outageMs, async (round) => {
    const call = round % 2 === 0 ? client.artists.list() : client.artists.create({ name: `away ${round}` });
    expect(await errorOf(call)).toMatchObject({ code: 'store_unreachable', status: 503 });
  });
  expect(await readiness()).toMatchObject({ status: 503, postgres: false, documents: true });
  await postgres.comeBack();
  expect(await client.artists.create({ name: 'after' })).toMatchObject({ name: 'after' });
  const names = (await client.artists.list().toArray({ limit: 100 })).map(({ name }) => name);
  expect(names.sort()).toEqual(['after', 'before']);
  await expect.poll(readiness, patience).toMatchObject({ status: 200 });
});

test('PostgreSQL keeps silent: calls end with a code, readiness says so, and later calls work', async () => {
  const { apiKey } = await organization();
  const client = strict(apiKey);
  await client.artists.list();
  postgres.fallSilent();
  const codes = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const error = await errorOf(client.artists.create({ name }));
      return 'code' in error ? error.code : error.message;
    }),
  );
  for (const code of codes) expect(code).toMatch(/^(store_unreachable|deadline_exceeded)$/);
  expect(await readiness()).toMatchObject({ status: 503, postgres: false });
  postgres.speak();
  await expect
    .poll(() => client.artists.create({ name: 'after' }).catch(() => null), patience)
    .toMatchObject({ name: 'after' });
  await expect.poll(readiness, patience).toMatchObject({ status: 200 });
});

test('both stores are slow: calls of many at once are answered, each with one effect and one entry', async () => {
  // Slow is not silent: a server with the usual deadline.
  const { server: unhurried } = await openTestServer({ stores });
  const { apiKey, client } = await organization();
  for (const store of [postgres, documents]) store.slowDown(15);
  const names = Array.from({ length: 3 * rounds.competitors }, (_, index) => `slow ${index}`);
  const patient = new SongTrackPro({ apiKey, baseUrl: unhurried.url, retries: 10 });
  const made = await Promise.all(names.map((name) => patient.artists.create({ name })));
  for (const store of [postgres, documents]) store.slowDown(0);
  const ids = made.map(({ id }) => id).sort();
  expect((await client.artists.list().toArray({ limit: 1000 })).map(({ id }) => id).sort()).toEqual(ids);
  await expect.poll(() => auditedIds(client), patience).toEqual(ids);
});
