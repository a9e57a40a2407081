import { SongTrackPro } from '@songtrackpro/sdk';
import { afterEach, expect, test } from 'vitest';
import { errorOf, openTestServer } from './support.ts';

const dayMs = 86_400_000;
let aheadMs = 0;
const clock = () => new Date(Date.now() + aheadMs);
const { server, organization, person } = await openTestServer({ clock, pointsPerMinute: 60 });
/** A machine whose clock is put right, goes wrong, or comes back from sleep. */
const jumps = [3 * dayMs, -3 * dayMs, 90_000, -90_000];
const patience = { timeout: 20_000 };

afterEach(() => {
  aheadMs = 0;
});

test('a list that is paged through while the clock jumps has every row once', async () => {
  const { client } = await organization();
  const made: string[] = [];
  for (const jump of [0, ...jumps]) {
    aheadMs = jump;
    made.push((await client.artists.create({ name: `at ${jump}` })).id);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  for (const jump of [0, ...jumps, 0]) {
    aheadMs = jump;
    const page = await client.artists.list({ limit: 1, ...(cursor !== undefined && { cursor }) });
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(seen.toSorted()).toEqual(made.toSorted());
  // Ids are given by the database, whose clock did not jump: the newest is the last that was made.
  expect(seen).toEqual(made.toReversed());
});

test('every change is in the audit once, whatever the clock said, and pages of it leave none out', async () => {
  const { client } = await organization();
  const made: string[] = [];
  for (const jump of [...jumps, ...jumps]) {
    aheadMs = jump;
    made.push((await client.artists.create({ name: 'A' })).id);
  }
  aheadMs = 0;
  const audited = async () => {
    const found = await client.audit.list({ limit: 2 }).toArray({ limit: 100 });
    return found.map(({ resource }) => resource.id).sort();
  };
  await expect.poll(audited, patience).toEqual(made.toSorted());
});

test('a session and a key live on, a replaced answer is the same, and none lasts longer', async () => {
  const owner = await organization();
  const { client: human } = await person({ organization: owner, role: 'owner' });
  const { id } = await owner.client.artists.create({ name: 'once' }, { idempotencyKey: 'jump' });
  const ended = await owner.client.apiKeys.create({ name: 'ended', scopes: ['artists:read'] });
  await owner.client.apiKeys.revoke({ id: ended.id });
  for (const jump of [...jumps, 0]) {
    aheadMs = jump;
    expect((await human.artists.list()).items).toHaveLength(1);
    expect((await owner.client.artists.create({ name: 'once' }, { idempotencyKey: 'jump' })).id).toBe(id);
    const revoked = new SongTrackPro({ apiKey: ended.key ?? '', baseUrl: server.url });
    expect(await errorOf(revoked.artists.list())).toMatchObject({ code: 'api_key_invalid' });
  }
});

test('a limit that is used up stays so, and one that isn’t is not', async () => {
  const [spender, other] = [await organization(), await organization()];
  const strict = new SongTrackPro({ apiKey: spender.apiKey, baseUrl: server.url, retries: 0 });
  const spend = async () => {
    for (let call = 0; call < 200; call += 1) await strict.artists.list();
  };
  expect(await errorOf(spend())).toMatchObject({ code: 'rate_limited' });
  for (const jump of jumps) {
    aheadMs = jump;
    const error = await errorOf(strict.artists.list());
    expect(error).toMatchObject({ code: 'rate_limited' });
    const { retryAfterSeconds } = error as Error & { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    expect((await other.client.artists.list()).items).toEqual([]);
  }
});

test('calls that are counted while the clock goes back to a minute that was stored add up', async () => {
  const { client } = await organization();
  const { usage } = server.services;
  const total = async () => {
    await usage.flush();
    const range = {
      from: new Date(Date.now() - 4 * dayMs).toISOString(),
      to: new Date(Date.now() + 4 * dayMs).toISOString(),
    };
    const { items } = await client.apiKeys.usage({ ...range, procedure: 'artists.list' });
    return items.reduce((sum, { requests }) => sum + requests, 0);
  };
  let calls = 0;
  for (const jump of [0, ...jumps, 0, ...jumps]) {
    aheadMs = jump;
    await client.artists.list();
    calls += 1;
    await expect.poll(total, patience).toBe(calls);
  }
});
