import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusedCallsPerMinute } from '@songtrackpro/contracts';
import { RateLimitError, SongTrackPro, type SongTrackProError } from '@songtrackpro/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { errorOf, openTestServer, type TestServer } from '../../../test/support.ts';
import { makeApiKey } from '../api-key-format.ts';

const perMinute = 40;
const limited = await openTestServer({ pointsPerMinute: perMinute });
const twin = await openTestServer({ pointsPerMinute: perMinute, worker: false });

/** A client that is refused and doesn't wait. */
const at = ({ server }: TestServer, apiKey: string) => new SongTrackPro({ apiKey, baseUrl: server.url, retries: 0 });

/** How many of so many calls were let through; every other one was refused for the limit. */
async function letThrough(clients: readonly SongTrackPro[], calls: number): Promise<number> {
  const made = Array.from({ length: calls }, (_, index) => clients[index % clients.length]?.artists.list());
  const outcomes = await Promise.allSettled(made);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'rate_limited' });
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

const get = (url: string, apiKey: string) => fetch(url, { headers: { authorization: `Bearer ${apiKey}` } });

test('two server processes together let a key make as many calls as its limit says, and no more', async () => {
  const { apiKey } = await limited.organization();
  const clients = [at(limited, apiKey), at(twin, apiKey)];
  expect(await letThrough(clients, 3 * perMinute)).toBe(perMinute);
});

test('a call that is refused says how long to wait, in its error and its headers', async () => {
  const { apiKey } = await limited.organization();
  const client = at(limited, apiKey);
  await letThrough([client], perMinute);
  const error = await errorOf(client.artists.list());
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ status: 429, details: { policy: 'caller', limit: perMinute, windowSeconds: 60 } });
  const { retryAfterSeconds } = error as RateLimitError;
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(60);
  for (const path of ['/v1/artists', '/trpc/artists.list']) {
    const answer = await get(limited.server.url + path, apiKey);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(retryAfterSeconds);
    expect(answer.headers.get('ratelimit')).toMatch(/^"caller";r=0;t=\d+$/);
  }
});

test('answers tell on both faces, and for a batch as a whole, how the limits stand', async () => {
  const { apiKey } = await limited.organization();
  const { url } = limited.server;
  const standing = async (path: string) => {
    const { headers } = await get(url + path, apiKey);
    expect(headers.get('ratelimit-policy')).toBe(
      `"caller";q=${perMinute};w=60, "organization";q=${3 * perMinute};w=60`,
    );
    expect(headers.has('retry-after')).toBe(false);
    return headers.get('ratelimit');
  };
  expect(await standing('/v1/artists')).toMatch(/^"caller";r=39;t=\d+, "organization";r=119;t=\d+$/);
  expect(await standing('/trpc/artists.list')).toMatch(/^"caller";r=38;t=\d+, "organization";r=118;t=\d+$/);
  expect(await standing('/trpc/artists.list,tracks.list?batch=1&input={}')).toMatch(/^"caller";r=36;/);
  expect(await standing('/v1/audit')).toMatch(/^"caller";r=34;/);
});

test('the keys and people of an organization share three times as much', async () => {
  const label = await limited.organization();
  const made = await Promise.all(
    [1, 2, 3].map(() => label.client.apiKeys.create({ name: 'k', scopes: ['artists:read'] })),
  );
  const spent = 3 * 5;
  const keys = [label.apiKey, ...made.map(({ key }) => key ?? '')];
  const clients = keys.map((key) => at(limited, key));
  expect(await letThrough(clients, 4 * 2 * perMinute)).toBe(3 * perMinute - spent);
  const refused = await errorOf(at(limited, keys[3] ?? '').artists.list());
  expect(refused).toMatchObject({ code: 'rate_limited' });
});

test('what is refused for the caller’s own limit costs the organization nothing', async () => {
  const label = await limited.organization();
  const { key } = await label.client.apiKeys.create({ name: 'k', scopes: ['artists:read'] });
  await letThrough([at(limited, label.apiKey)], 3 * perMinute);
  expect(await letThrough([at(limited, key ?? '')], 10)).toBe(10);
});

test.each([
  ['no subscription', null, 300],
  ['a subscription', "('professional', 'active')", 1800],
  ['a subscription that is overdue', "('starter', 'past_due')", 600],
  ['a subscription that has ended', "('enterprise', 'canceled')", 300],
])('an organization with %s has the limit of its plan', async (_, subscription, points) => {
  const byPlan = await openTestServer({ pointsPerMinute: undefined, worker: false, billing: { defaultPlan: 'free' } });
  const { apiKey, id } = await byPlan.organization();
  const { worker } = byPlan.server.services.postgres;
  if (subscription)
    await worker.unsafe(`insert into subscriptions (organization_id, tier, status)
      select '${id}', * from (values ${subscription}) as s`);
  const { headers } = await get(`${byPlan.server.url}/v1/artists`, apiKey);
  expect(headers.get('ratelimit-policy')).toBe(`"caller";q=${points};w=60, "organization";q=${3 * points};w=60`);
});

test('without limits nothing is counted and no header is sent', async () => {
  const free = await openTestServer({ worker: false });
  const { apiKey } = await free.organization();
  expect(await letThrough([at(free, apiKey)], 400)).toBe(400);
  expect((await get(`${free.server.url}/v1/artists`, apiKey)).headers.has('ratelimit')).toBe(false);
});

test('attempts are counted by address, and each thing that is counted by itself', async () => {
  const { limits } = limited.server.services;
  const meter = { name: `sign-in ${Date.now()}`, limit: 3, windowSeconds: 600 };
  for (let attempt = 0; attempt < 3; attempt += 1) await limits.spendOf('203.0.113.5', meter);
  const refused = errorOf(limits.spendOf('203.0.113.5', meter));
  expect(await refused).toMatchObject({ code: 'rate_limited', details: { policy: 'address', limit: 3 } });
  // The other process knows.
  expect(await errorOf(twin.server.services.limits.spendOf('203.0.113.5', meter))).toMatchObject({
    code: 'rate_limited',
  });
  await limits.spendOf('203.0.113.6', meter);
  await limits.spendOf('203.0.113.5', { ...meter, name: `${meter.name} other` });
});

test('guessing keys and sessions is limited by address, and keeps nobody else there from working or signing in', async () => {
  const http = { trustedProxies: ['127.0.0.1', '::1'] };
  const guarded = await openTestServer({ pointsPerMinute: perMinute, worker: false, http });
  const { apiKey } = await guarded.organization();
  const network = `2001:db8:${(Date.now() % 65_536).toString(16)}:${(process.pid % 65_536).toString(16)}`;
  const from = (host: string, credentials: { apiKey: string } | { session: string } | object) =>
    new SongTrackPro({
      ...credentials,
      baseUrl: guarded.server.url,
      retries: 0,
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('x-forwarded-for', host);
        return fetch(input, { ...init, headers });
      },
    });
  const guesses = [{ apiKey: makeApiKey('live') }, { apiKey: 'stp_live_no' }, { session: 'made.up' }, {}];
  const guess = (index: number) =>
    // Addresses of one customer's network count as one.
    errorOf(from(`${network}::${(index % 7) + 1}`, guesses[index % guesses.length] ?? {}).artists.list());
  const codes = [];
  for (let index = 0; index < refusedCallsPerMinute; index += 1) codes.push((await guess(index)) as SongTrackProError);
  expect([...new Set(codes.map(({ code }) => code))].sort()).toEqual([
    'api_key_invalid',
    'api_key_malformed',
    'api_key_missing',
    'session_invalid',
  ]);
  for (const index of guesses.keys()) {
    const refused = await guess(index);
    expect(refused).toBeInstanceOf(RateLimitError);
    expect(refused).toMatchObject({ details: { policy: 'address', limit: refusedCallsPerMinute, windowSeconds: 60 } });
  }
  expect((await from(`${network}::1`, { apiKey }).artists.list()).items).toEqual([]);
  const signIn = from(`${network}::1`, {}).identity.signIn({ email: 'nobody@example.com', password: 'wrong' });
  expect(await errorOf(signIn)).toMatchObject({ code: 'sign_in_failed' });
  expect(await errorOf(from('2001:db8::1:1', {}).artists.list())).toMatchObject({ code: 'api_key_missing' });
});

test('while the store of the limits is away, each process counts by itself', async () => {
  const options = { pointsPerMinute: 10, limitsUrl: 'redis://127.0.0.1:1', worker: false };
  const [one, two] = [await openTestServer(options), await openTestServer(options)];
  const { apiKey } = await one.organization();
  expect(await letThrough([at(one, apiKey)], 30)).toBe(10);
  expect(await letThrough([at(two, apiKey)], 30)).toBe(10);
});

test('windows that have passed are cleared away', async () => {
  const { limits, postgres } = limited.server.services;
  await postgres.auth`insert into rate_limits values ('a window that has passed', 1, 1000)`;
  await limits.clear(new Date());
  expect(await postgres.auth`select from rate_limits where key = 'a window that has passed'`).toHaveLength(0);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const redisProgram = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);

// The program is not brought along: where there is none on the PATH, only its absence is tested.
test.skipIf(redisProgram === undefined)(
  'Redis counts for several server processes, and is done without while it is away',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stp-redis-'));
    const port = await freePort();
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    const redis: ChildProcess = spawn(redisProgram ?? '', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const gone = once(redis, 'exit');
    onTestFinished(async () => {
      redis.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    });
    for await (const text of redis.stdout ?? []) if (/Ready to accept connections/.test(String(text))) break;
    const options = { pointsPerMinute: perMinute, limitsUrl: `redis://127.0.0.1:${port}`, worker: false };
    const [one, two] = [await openTestServer(options), await openTestServer(options)];
    const { apiKey } = await one.organization();
    expect(await letThrough([at(one, apiKey), at(two, apiKey)], 3 * perMinute)).toBe(perMinute);
    redis.kill('SIGTERM');
    await gone;
    const later = await one.organization();
    expect(await letThrough([at(one, later.apiKey)], 2 * perMinute)).toBe(perMinute);
  },
);
