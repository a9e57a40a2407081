import { deliverAudit, drainOutbox } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { accountIds, openConnectionServer } from '../../test/connections.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person, as, meta, spotify, clock, connect, agree } = await openConnectionServer();

test('a person agrees, and the connection says who they are, what they allowed and what may be chosen', async () => {
  const { client } = await organization();
  const connected = await connect(client);
  expect(connected).toMatchObject({
    provider: 'meta',
    status: 'connected',
    reason: null,
    nextStep: null,
    accountId: '900000000000001',
    accountName: 'A person who advertises',
    missingScopes: [],
    lastFault: null,
  });
  expect(connected.scopes).toEqual(expect.arrayContaining(['ads_read', 'ads_management']));
  expect(
    connected.accounts.map(({ externalId, currency, adAccountId }) => [externalId, currency, adAccountId]),
  ).toEqual([
    [accountIds[0], 'EUR', null],
    [accountIds[1], 'USD', null],
  ]);
  expect(await client.integrations.get({ id: connected.id })).toEqual(connected);
  expect((await client.integrations.list()).items).toEqual([connected]);
  expect((await client.integrations.list({ provider: 'spotify' })).items).toEqual([]);
});

test('a connection to Spotify is proven by PKCE and ends six months after the person agreed', async () => {
  const { client } = await organization();
  const { url, redirectUri } = await client.integrations.connect({ provider: 'spotify' });
  expect(redirectUri).toBe(`${server.url}/v1/integrations/spotify/callback`);
  expect(Object.fromEntries(new URL(url ?? '').searchParams)).toMatchObject({ code_challenge_method: 'S256' });
  const connected = await connect(client, 'spotify');
  expect(connected).toMatchObject({ provider: 'spotify', status: 'connected', accountId: 'someone', accounts: [] });
  const months = (Date.parse(connected.expiresAt ?? '') - clock.now().getTime()) / 86_400_000;
  expect(months).toBeGreaterThan(180);
  expect(months).toBeLessThan(185);
  expect(spotify.requests).toContain('POST /api/token');
});

test('an attempt is finished once, also by two at the same time', async () => {
  const { client } = await organization();
  const back = await agree(client);
  const ends = await Promise.allSettled([client.integrations.callback(back), client.integrations.callback(back)]);
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await errorOf(client.integrations.callback(back))).toMatchObject({ code: 'token_invalid', status: 400 });
});

test('a call that is repeated under its own key is answered as the first time', async () => {
  const { client } = await organization();
  const back = await agree(client);
  const options = { idempotencyKey: 'finish-1' };
  const first = await client.integrations.callback(back, options);
  expect(await client.integrations.callback(back, options)).toEqual(first);
  expect(JSON.stringify((await client.integrations.list()).items)).toBe(JSON.stringify([first]));
});

test('an attempt belongs to who began it: another key, another member and another organization are refused', async () => {
  const own = await organization();
  const colleague = await person({ organization: own, role: 'owner' });
  const other = await organization();
  const back = await agree(own.client);
  for (const client of [as(colleague, own.id), other.client])
    expect(await errorOf(client.integrations.callback(back))).toMatchObject({ code: 'token_invalid' });
  // Nobody of them has used it up.
  expect(await own.client.integrations.callback(back)).toMatchObject({ status: 'connected' });
});

test('a state that was made up, or changed by a letter, is refused', async () => {
  const { client } = await organization();
  const { state, ...rest } = await agree(client);
  const changed = `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`;
  for (const wrong of ['made-up', changed, state.split('.')[1] ?? '']) {
    const error = await errorOf(client.integrations.callback({ state: wrong, ...rest }));
    expect(error).toMatchObject({ code: 'token_invalid' });
  }
});

test('after ten minutes an attempt is over', async () => {
  const { client } = await organization();
  const back = await agree(client);
  clock.advance({ minutes: 11 });
  expect(await errorOf(client.integrations.callback(back))).toMatchObject({ code: 'token_invalid' });
});

test('a person who does not agree leaves everything as it was, and the attempt is used up', async () => {
  const { client } = await organization();
  const before = await connect(client);
  const back = await agree(client, 'meta', { deny: true });
  const error = await errorOf(client.integrations.callback(back));
  expect(error).toMatchObject({ code: 'provider_refused', details: { provider: 'meta', reason: 'consent_denied' } });
  expect(await client.integrations.get({ id: before.id })).toEqual(before);
  expect(await errorOf(client.integrations.callback(back))).toMatchObject({ code: 'token_invalid' });
});

test('what was not allowed is named; without the right to read nothing is kept of the account’s token', async () => {
  const { client } = await organization();
  const readOnly = await connect(client, 'meta', { only: { scope: ['public_profile', 'ads_read'] } });
  expect(readOnly).toMatchObject({ status: 'connected', reason: null, missingScopes: ['ads_management'] });
  const useless = await connect(client, 'meta', { only: { scope: ['public_profile'] } });
  expect(useless).toMatchObject({
    id: readOnly.id,
    status: 'error',
    reason: 'scopes_missing',
    missingScopes: ['ads_read', 'ads_management'],
  });
  expect(useless.nextStep).toContain('missingScopes');
  expect(await connect(client)).toMatchObject({ id: readOnly.id, status: 'connected', missingScopes: [] });
});

test.for([
  ['the connection is cut', { kind: 'cut' }],
  ['the answer is a page', { kind: 'html' }],
  ['the provider is overloaded', { kind: 'answer', status: 500, body: { error: { code: 2, message: 'Try later' } } }],
] as const)('where %s while a person comes back, the call says so, and a new attempt works', async ([, fault]) => {
  const { client } = await organization();
  const back = await agree(client);
  meta.fail({ fault, on: /oauth\/access_token/ });
  expect(await errorOf(client.integrations.callback(back))).toMatchObject({
    code: 'provider_unreachable',
    status: 504,
  });
  expect((await client.integrations.list()).items).toEqual([]);
  expect(await errorOf(client.integrations.callback(back))).toMatchObject({ code: 'token_invalid' });
  expect(await connect(client)).toMatchObject({ status: 'connected' });
});

test('a provider that redirects a token request elsewhere is not followed', async () => {
  const { client } = await organization();
  const back = await agree(client);
  const before = spotify.requests.length;
  meta.fail({ fault: { kind: 'redirect', to: `${spotify.url}/stolen` }, on: /oauth\/access_token/ });
  const error = await errorOf(client.integrations.callback(back));
  expect(error).toMatchObject({ code: 'provider_refused', details: { provider: 'meta' } });
  expect(spotify.requests).toHaveLength(before);
});

test('a provider whose clock is an hour off makes no difference', async () => {
  const { client } = await organization();
  meta.clock.advance({ hours: 1 });
  try {
    const { status, expiresAt } = await connect(client);
    expect(status).toBe('connected');
    const days = (Date.parse(expiresAt ?? '') - clock.now().getTime()) / 86_400_000;
    expect(Math.round(days * 100) / 100).toBe(90);
  } finally {
    meta.clock.advance({ hours: -1 });
  }
});

test('ad accounts are chosen, and the same ones are found again after a new connection', async () => {
  const { client } = await organization();
  const { id } = await connect(client);
  const chosen = await client.integrations.selectAccounts({ id, externalIds: [accountIds[1]] });
  const adAccountId = chosen.accounts.find(({ externalId }) => externalId === accountIds[1])?.adAccountId ?? null;
  expect(adAccountId).not.toBeNull();
  await client.integrations.disconnect({ id });
  const again = await connect(client);
  expect(again).toMatchObject({ id, status: 'connected' });
  expect(again.accounts.map((account) => account.adAccountId)).toEqual([null, adAccountId]);
  const none = await client.integrations.selectAccounts({ id, externalIds: [] });
  expect(none.accounts.map((account) => account.adAccountId)).toEqual([null, null]);
});

test('an ad account that the connection does not offer is refused, and nothing is chosen', async () => {
  const { client } = await organization();
  const { id } = await connect(client, 'meta', { only: { ad_account: [`act_${accountIds[0]}`] } });
  const error = await errorOf(client.integrations.selectAccounts({ id, externalIds: [...accountIds] }));
  expect(error).toMatchObject({ code: 'conflict', details: { externalIds: [accountIds[1]] } });
  expect((await client.integrations.get({ id })).accounts).toMatchObject([
    { externalId: accountIds[0], adAccountId: null },
  ]);
});

test('a provider without an app is said to be missing, with what the operator has to set', async () => {
  const bare = await openTestServer();
  const { client } = await bare.organization();
  const error = await errorOf(client.integrations.connect({ provider: 'meta' }));
  expect(error).toMatchObject({ code: 'conflict' });
  expect(error.message).toContain('META_APP_ID');
});

test('the audit has who connected, chose and disconnected, and neither code nor state nor token', async () => {
  const { client } = await organization();
  const back = await agree(client);
  const { id } = await client.integrations.callback(back);
  await client.integrations.disconnect({ id });
  const { postgres, documents } = server.services;
  await drainOutbox(postgres, (rows) => deliverAudit(documents.db, rows));
  const entries = [];
  for await (const entry of client.audit.list()) entries.push(entry);
  expect(entries.map(({ action }) => action).toSorted()).toEqual([
    'integrations.callback',
    'integrations.connect',
    'integrations.disconnect',
  ]);
  const text = JSON.stringify(entries);
  for (const secret of [back.state, back.code ?? '', ...meta.state.tokens.keys()]) expect(text).not.toContain(secret);
});
