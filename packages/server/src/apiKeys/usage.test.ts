import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person } = await openTestServer();
const { usage } = server.services;
const patience = { timeout: 20_000 };

/** Calls are counted when their answer has left, a moment after it arrived; reading is a call as well. */
async function counted(client: SongTrackPro, procedure: string, requests: number) {
  const read = async () => {
    await usage.flush();
    return (await client.apiKeys.usage({ procedure })).items;
  };
  await expect.poll(async () => (await read()).reduce((sum, row) => sum + row.requests, 0), patience).toBe(requests);
  return read();
}

test('calls are counted by key, with how they ended, how long they took and how large they were', async () => {
  const owner = await organization();
  const { apiKey } = await owner.client.organizations.me();
  const { client: human } = await person({ organization: owner, role: 'owner' });
  for (const name of ['A', 'B', 'C']) await owner.client.artists.create({ name });
  await errorOf(owner.client.artists.create({ name: '' }));
  await human.artists.create({ name: 'D' });
  const [byPeople, byKey, ...more] = await counted(owner.client, 'artists.create', 5);
  expect(more).toEqual([]);
  expect(byPeople).toMatchObject({ apiKeyId: null, requests: 1, succeeded: 1 });
  expect(byKey).toMatchObject({
    apiKeyId: apiKey?.id,
    procedure: null,
    day: null,
    requests: 4,
    succeeded: 3,
    refused: 1,
    failed: 0,
    outcomes: { ok: 3, invalid_input: 1 },
  });
  const { p50, p99 } = byKey?.latencyMs ?? {};
  expect(p50).toBeGreaterThan(0);
  expect(p99).toBeGreaterThanOrEqual(p50 ?? Number.NaN);
  // Four calls with a key of more than 30 characters in the head and an error in the catalogue's form.
  expect(byKey?.requestBytes).toBeGreaterThan(4 * 100);
  expect(byKey?.responseBytes).toBeGreaterThan(4 * 200);
});

test('parts of a batch are calls of their own, by procedure and by day', async () => {
  const { client, apiKey } = await organization();
  const input = encodeURIComponent('{"0":{},"1":{},"2":{}}');
  const address = `${server.url}/trpc/artists.list,artists.list,tracks.list?batch=1&input=${input}`;
  expect((await fetch(address, { headers: { authorization: `Bearer ${apiKey}` } })).status).toBe(200);
  await counted(client, 'artists.list', 2);
  await counted(client, 'tracks.list', 1);
  const byProcedure = await client.apiKeys.usage({ groupBy: 'procedure', limit: 1 }).toArray({ limit: 10 });
  expect(byProcedure.map(({ procedure }) => procedure)).toEqual(['apiKeys.usage', 'artists.list', 'tracks.list']);
  const { items } = await client.apiKeys.usage({ groupBy: 'day', procedure: 'artists.list' });
  const days = items.map(({ day }) => day);
  expect(items.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
  expect(days).toEqual(days.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day ?? '')));
});

test('an organization reads its own counts alone, and a key’s last use is written down', async () => {
  const [mine, other] = [await organization(), await organization()];
  await other.client.artists.list();
  await counted(other.client, 'artists.list', 1);
  expect((await mine.client.apiKeys.usage({ procedure: 'artists.list' })).items).toEqual([]);
  const { items } = await other.client.apiKeys.list();
  expect(items[0]?.useCount).toBeGreaterThan(0);
  expect(items[0]?.lastUsedAt).not.toBeNull();
});

test('a range of more than 92 days is refused', async () => {
  const { client } = await organization();
  const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' };
  expect(await errorOf(client.apiKeys.usage(range))).toMatchObject({ code: 'invalid_input' });
});
