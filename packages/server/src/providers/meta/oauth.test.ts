import { afterAll, expect, test } from 'vitest';
import { ProviderError } from '../provider-error.ts';
import { createMetaClient } from './client.ts';
import { startFakeMeta } from './fake/fake-meta.ts';
import { readSignedRequest } from './signed-request.ts';

const redirectUri = 'http://127.0.0.1:4000/callback';
const scopes = ['ads_read', 'business_management'];

async function open(options: Parameters<typeof startFakeMeta>[0] = {}) {
  const fake = await startFakeMeta(options);
  afterAll(fake.close);
  const { appId, appSecret } = fake.app;
  const client = createMetaClient({
    graphUrl: fake.url,
    dialogUrl: fake.url,
    appId,
    appSecret,
    clock: () => new Date(),
    timeoutMs: 5000,
  });
  const comeBack = async (consent = {}) =>
    fake.approve(await client.authorizeUrl({ redirectUri, state: 'a state', scopes }), consent);
  const code = async () => (await comeBack()).searchParams.get('code') ?? '';
  return { fake, client, comeBack, code };
}

const refusal = async (promise: Promise<unknown>): Promise<ProviderError> => {
  const error = await promise.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ProviderError)) throw new Error('no refusal of a provider', { cause: error });
  return error;
};

test('a person allows, and the code becomes a token of 60 days that sees their ad accounts', async () => {
  const { client, comeBack } = await open();
  const back = await comeBack();
  expect(back.searchParams.get('state')).toBe('a state');
  const short = await client.exchangeCode({ code: back.searchParams.get('code') ?? '', redirectUri });
  const long = await client.exchangeLongLived(short.accessToken);
  const days = ((long.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(60);
  const accounts = await client.listAdAccounts(long.accessToken);
  expect(accounts.map(({ currency, timezone_name }) => [currency, timezone_name])).toEqual([
    ['EUR', 'Europe/Berlin'],
    ['USD', 'America/New_York'],
  ]);
  expect(await client.getPerson(long.accessToken)).toMatchObject({ id: '900000000000001' });
});

test('a person who says no comes back without a code', async () => {
  const { comeBack } = await open();
  const back = await comeBack({ deny: true });
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'a state' });
  expect(back.searchParams.has('code')).toBe(false);
});

test('scopes and ad accounts that the person left out are told apart from those granted', async () => {
  const { client, comeBack } = await open();
  const back = await comeBack({
    only: { scope: ['public_profile', 'ads_read'], ad_account: ['act_1000000000000002'] },
  });
  const { accessToken } = await client.exchangeCode({ code: back.searchParams.get('code') ?? '', redirectUri });
  expect(await client.listPermissions(accessToken)).toContainEqual({
    permission: 'business_management',
    granted: false,
  });
  const inspected = await client.inspectToken(accessToken);
  expect(inspected).toMatchObject({ valid: true, reason: null, accountsByScope: { ads_read: ['1000000000000002'] } });
  expect((await client.listAdAccounts(accessToken)).map(({ id }) => id)).toEqual(['act_1000000000000002']);
});

test('a code works once, for the redirect URI that it was given for, and for ten minutes', async () => {
  const { fake, client, code } = await open();
  const once = await code();
  await client.exchangeCode({ code: once, redirectUri });
  expect(await refusal(client.exchangeCode({ code: once, redirectUri }))).toMatchObject({ reason: 'code_used' });
  const other = client.exchangeCode({ code: await code(), redirectUri: `${redirectUri}/` });
  expect(await refusal(other)).toMatchObject({ reason: 'redirect_uri_differs', kind: 'permanent' });
  const late = await code();
  fake.clock.advance({ minutes: 11 });
  expect(await refusal(client.exchangeCode({ code: late, redirectUri }))).toMatchObject({ reason: 'code_expired' });
});

test('an expired token can’t be exchanged for a longer one', async () => {
  const { fake, client, code } = await open();
  const { accessToken } = await client.exchangeCode({ code: await code(), redirectUri });
  fake.clock.advance({ hours: 3 });
  const error = await refusal(client.exchangeLongLived(accessToken));
  expect(error).toMatchObject({ kind: 'expired', reason: 'token_expired', code: '190', subcode: '463' });
  expect(await client.inspectToken(accessToken)).toMatchObject({ valid: false, reason: 'token_expired' });
});

test('taking the permissions back ends every token of the person', async () => {
  const { client, code } = await open();
  const { accessToken } = await client.exchangeCode({ code: await code(), redirectUri });
  await client.revokePermissions(accessToken);
  expect(await refusal(client.getPerson(accessToken))).toMatchObject({ kind: 'expired', reason: 'app_removed' });
});

test('the expiry that Meta states by a clock which is an hour off is told by ours', async () => {
  const { fake, client, code } = await open();
  fake.clock.advance({ hours: 1 });
  const { accessToken, expiresAt } = await client.exchangeCode({ code: await code(), redirectUri });
  const inspected = await client.inspectToken(accessToken);
  const apartMs = Math.abs((inspected.expiresAt?.getTime() ?? 0) - (expiresAt?.getTime() ?? 0));
  expect(apartMs).toBeLessThan(60_000);
});

test('no token is in an address that is asked for, and none in the message of an error', async () => {
  const asked: string[] = [];
  const fake = await startFakeMeta();
  afterAll(fake.close);
  const client = createMetaClient({
    graphUrl: fake.url,
    dialogUrl: fake.url,
    appId: fake.app.appId,
    appSecret: fake.app.appSecret,
    clock: () => new Date(),
    fetch: (input, init) => {
      asked.push(String(input));
      return fetch(input, init);
    },
  });
  const url = await client.authorizeUrl({ redirectUri, state: 's', scopes });
  const code = (await fake.approve(url)).searchParams.get('code') ?? '';
  const { accessToken } = await client.exchangeCode({ code, redirectUri });
  const long = await client.exchangeLongLived(accessToken);
  await client.inspectToken(long.accessToken);
  await client.listAdAccounts(long.accessToken);
  const wrong = `${long.accessToken}x`;
  const error = await refusal(client.getPerson(wrong));
  expect(asked.length).toBeGreaterThan(4);
  const secrets = [accessToken, long.accessToken, fake.app.appSecret, code];
  for (const secret of secrets) expect(asked.join('\n')).not.toContain(secret);
  expect(`${error.message} ${error.stack}`).not.toContain(long.accessToken);
});

test('a signed request of Meta’s names the person; a changed one, or one of another app, names nobody', async () => {
  const { fake, client } = await open();
  const signed = fake.signedRequest('900000000000001');
  expect(client.readSignedRequest(signed)).toMatchObject({ userId: '900000000000001' });
  const [signature, payload] = signed.split('.');
  const forged = Buffer.from('{"user_id":"1","algorithm":"HMAC-SHA256","issued_at":1}').toString('base64url');
  for (const text of [`${signature}.${forged}`, `.${payload}`, `${payload}`, '', `${signed}.x`])
    expect(client.readSignedRequest(text), text).toBeNull();
  expect(readSignedRequest(signed, 'the secret of another app')).toBeNull();
});
