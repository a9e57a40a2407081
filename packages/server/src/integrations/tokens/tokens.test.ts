import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openConnectionServer } from '../../../test/connections.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../../test/support.ts';
import { Keyring, SealError } from '../../core/keyring.ts';
import { accessTokenOf } from './access-token.ts';
import { rewrapTokens } from './rewrap-tokens.ts';
import { tendConnections } from './tend-connections.ts';

const opened = await openConnectionServer();
const { server, organization, person, meta, spotify, clock, connect, options } = opened;
const { server: twin } = await openTestServer(options);

const tend = (services = server.services) => tendConnections(services, () => false);
const refreshes = () => spotify.requests.filter((request) => request === 'POST /api/token').length;

async function connected(provider: 'meta' | 'spotify') {
  const own = await organization();
  const integration = await connect(own.client, provider);
  const of = { organizationId: own.id, id: integration.id };
  return { own, of, get: () => own.client.integrations.get({ id: integration.id }) };
}

/** Notifications that need attention, of a person who may mend connections. */
async function attentive(own: TestOrganization) {
  const { client } = await person({ organization: own, role: 'admin' });
  return async () => (await client.notifications.list({ kind: 'integration_attention' })).items.map(({ body }) => body);
}

test('a token is used until shortly before its end, and then renewed', async () => {
  const { of, get } = await connected('spotify');
  const first = await accessTokenOf(server.services, of);
  clock.advance({ minutes: 50 });
  expect(await accessTokenOf(server.services, of)).toBe(first);
  clock.advance({ minutes: 8 });
  const second = await accessTokenOf(server.services, of);
  expect(second).not.toBe(first);
  expect(spotify.state.accessTokens.get(second)?.grant.personId).toBe('someone');
  expect(await get()).toMatchObject({ status: 'connected', reason: null, lastFault: null });
});

test('of two servers that need a token at the same moment exactly one renews it, and both get the new one', async () => {
  const { of } = await connected('spotify');
  clock.advance({ minutes: 61 });
  const before = refreshes();
  const needs = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? server : twin));
  const tokens = await Promise.all(needs.map(({ services }) => accessTokenOf(services, of)));
  expect(refreshes()).toBe(before + 1);
  expect(new Set(tokens).size).toBe(1);
  expect(spotify.state.accessTokens.has(tokens[0] ?? '')).toBe(true);
});

test('two servers whose rounds meet renew each connection once', async () => {
  const all = [await connected('spotify'), await connected('spotify')];
  clock.advance({ minutes: 57 });
  const before = refreshes();
  await Promise.all([tend(), tend(twin.services), tend(), tend(twin.services)]);
  // Those of the tests before are due as well.
  const renewed = refreshes() - before;
  await Promise.all([tend(), tend(twin.services)]);
  expect(refreshes()).toBe(before + renewed);
  for (const { get } of all) expect(await get()).toMatchObject({ status: 'connected' });
});

test('a token that was rotated is stored before it is used: the next renewal works with it', async () => {
  const { of } = await connected('spotify');
  for (let hour = 0; hour < 3; hour += 1) {
    clock.advance({ minutes: 61 });
    await accessTokenOf(hour % 2 === 0 ? server.services : twin.services, of);
  }
  const grant = [...spotify.state.grants].at(-1);
  expect(grant?.revoked).toBe(false);
});

test('a process that died while renewing holds nobody up for longer than its claim', async () => {
  const { own, of } = await connected('spotify');
  clock.advance({ minutes: 61 });
  const { postgres } = server.services;
  const hold = (interval: string) =>
    postgres.app.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${own.id}, true)`;
      await tx`update integrations set refreshing_until = now() + ${interval}::interval where id = ${of.id}`;
    });
  await hold('-1 second');
  expect(await accessTokenOf(server.services, of)).not.toBe('');
});

test('a token of Meta is exchanged from its 45th day on, in good time', async () => {
  const { of, get } = await connected('meta');
  const first = await accessTokenOf(server.services, of);
  clock.advance({ days: 44 });
  await tend();
  expect(await accessTokenOf(server.services, of)).toBe(first);
  clock.advance({ days: 2 });
  await tend();
  const second = await accessTokenOf(server.services, of);
  expect(second).not.toBe(first);
  expect(meta.state.tokens.get(second)?.expiresAt.getTime()).toBeGreaterThan(clock.now().getTime() + 59 * 86_400_000);
  expect(await get()).toMatchObject({ status: 'connected' });
});

test('a provider that is away is tried again after growing pauses, and nothing is lost meanwhile', async () => {
  const { of, get } = await connected('spotify');
  const first = await accessTokenOf(server.services, of);
  clock.advance({ minutes: 56 });
  const down = { kind: 'answer', status: 503, body: {} } as const;
  spotify.fail({ fault: down, on: /POST \/api\/token/ });
  expect(await accessTokenOf(server.services, of)).toBe(first);
  expect(await get()).toMatchObject({
    status: 'connected',
    reason: 'provider_unavailable',
    lastFault: { count: 1, providerCode: null },
  });
  // Within the pause nobody asks again.
  const before = refreshes();
  expect(await accessTokenOf(server.services, of)).toBe(first);
  expect(refreshes()).toBe(before);
  clock.advance({ minutes: 2 });
  expect(await accessTokenOf(server.services, of)).not.toBe(first);
  expect(await get()).toMatchObject({ status: 'connected', reason: null, nextStep: null, lastFault: { count: 0 } });
});

test('a token that ends while the provider is away is an error that says nothing is to be done, and heals', async () => {
  const { own, of, get } = await connected('spotify');
  const bodies = await attentive(own);
  clock.advance({ minutes: 61 });
  spotify.fail({ fault: { kind: 'html', status: 502 }, on: /POST \/api\/token/ });
  expect(await errorOf(accessTokenOf(server.services, of))).toMatchObject({ kind: 'transient' });
  expect(await get()).toMatchObject({ status: 'error', reason: 'provider_unavailable' });
  expect(await bodies()).toHaveLength(1);
  // A token that has ended is never given out, also within the pause.
  expect(await errorOf(accessTokenOf(server.services, of))).toMatchObject({ reason: 'not_renewed' });
  clock.advance({ minutes: 5 });
  expect(await accessTokenOf(server.services, of)).not.toBe('');
  expect(await get()).toMatchObject({ status: 'connected', reason: null });
});

test.for([
  ['removed the app', 458, 'app_removed'],
  ['has a new password', 460, 'token_revoked'],
  ['has to pass a checkpoint', 459, 'account_locked'],
] as const)(
  'where the person %s, the connection says what to do, and whoever may is told once',
  async ([, subcode, reason]) => {
    const { own, of, get } = await connected('meta');
    const [bodies, viewer] = [await attentive(own), await person({ organization: own, role: 'viewer' })];
    const restricted = await person({ organization: own, role: 'admin', artistIds: [] });
    clock.advance({ days: 46 });
    meta.state.endTokens('900000000000001', subcode);
    await tend();
    await tend(twin.services);
    const ended = await get();
    expect(ended).toMatchObject({ status: 'expired', reason, lastFault: { providerCode: `190/${subcode}` } });
    expect(ended.lastFault?.traceId).toMatch(/^A/);
    expect(ended.nextStep).not.toBeNull();
    expect(await bodies()).toEqual([ended.nextStep]);
    for (const { client } of [viewer, restricted]) expect((await client.notifications.list()).items).toEqual([]);
    expect(await errorOf(accessTokenOf(server.services, of))).toMatchObject({ kind: 'expired', reason });
  },
);

test('before six months are over people are told 14 and 7 days ahead, once each, and then that it has ended', async () => {
  const { own, get } = await connected('spotify');
  const bodies = await attentive(own);
  const endsAt = (await get()).expiresAt ?? '';
  const goTo = async (daysBefore: number) => {
    const days = (Date.parse(endsAt) - clock.now().getTime()) / 86_400_000 - daysBefore;
    clock.advance({ days });
    // Rounds came by all the time, and did what was due.
    await Promise.all([tend(), tend(twin.services)]);
  };
  await goTo(14.5);
  expect(await bodies()).toEqual([]);
  await goTo(13.9);
  await goTo(10);
  expect(await bodies()).toEqual([expect.stringContaining(endsAt.slice(0, 10))]);
  await goTo(6.9);
  await goTo(1);
  expect(await bodies()).toHaveLength(2);
  await goTo(-0.1);
  expect(await get()).toMatchObject({ status: 'expired', reason: 'grant_ended' });
  expect(await bodies()).toHaveLength(3);
});

test('a token of Meta that nothing could renew is told of before its 60 days are over', async () => {
  const { own, get } = await connected('meta');
  const bodies = await attentive(own);
  meta.fail({ fault: { kind: 'answer', status: 500, body: {} }, on: /oauth\/access_token/, times: 1000 });
  try {
    clock.advance({ days: 47 });
    await tend();
    expect(await get()).toMatchObject({ status: 'connected', reason: 'provider_unavailable' });
    expect(await bodies()).toHaveLength(1);
    clock.advance({ days: 7 });
    await tend();
    expect(await bodies()).toHaveLength(2);
  } finally {
    meta.faults.clear();
  }
  clock.advance({ hours: 6 });
  await tend();
  expect(await get()).toMatchObject({ status: 'connected', reason: null });
});

test('tokens of a key that is gone are an error that says so, and open again with the key', async () => {
  const { of } = await connected('meta');
  const other = { ...server.services, keyring: new Keyring(`other:${randomBytes(32).toString('base64')}`) };
  expect(await errorOf(accessTokenOf(other, of))).toBeInstanceOf(SealError);
  expect(await accessTokenOf(server.services, of)).toMatch(/^EAA/);
});

test('a token that is put into another row opens for nobody', async () => {
  const [one, two] = [await connected('meta'), await connected('meta')];
  const { postgres } = server.services;
  const inTenant = <T>(id: string, work: (tx: Parameters<Parameters<typeof postgres.app.begin>[1]>[0]) => Promise<T>) =>
    postgres.app.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${id}, true)`;
      return work(tx);
    });
  const rows = await inTenant(
    one.own.id,
    (tx) => tx<{ token: Buffer }[]>`select access_token as token from integrations`,
  );
  const stolen = [...rows][0]?.token ?? Buffer.alloc(0);
  await inTenant(two.own.id, (tx) => tx`update integrations set access_token = ${stolen}`);
  expect(await errorOf(accessTokenOf(server.services, two.of))).toMatchObject({ reason: 'damaged' });
  expect(await accessTokenOf(server.services, one.of)).toMatch(/^EAA/);
});

test('after a rotation all tokens are sealed with the new key, and the old one can go', async () => {
  const all = [await connected('meta'), await connected('spotify')];
  const before = await Promise.all(all.map(({ of }) => accessTokenOf(server.services, of)));
  const fresh = `fresh:${randomBytes(32).toString('base64')}`;
  const { postgres } = server.services;
  const both = new Keyring(`${fresh},${options.stores?.tokenKeys}`);
  const { resealed, unreadable } = await rewrapTokens(postgres, both);
  // The row whose token was swapped stays as it is, and is named.
  expect([resealed >= 2, unreadable.length]).toEqual([true, 1]);
  expect(await rewrapTokens(postgres, both)).toMatchObject({ resealed: 0 });
  const rotated = { ...server.services, keyring: new Keyring(fresh) };
  const after = await Promise.all(all.map(({ of }) => accessTokenOf(rotated, of)));
  expect(after).toEqual(before);
  expect(await rewrapTokens(postgres, server.services.keyring)).toMatchObject({ resealed: 0 });
});
