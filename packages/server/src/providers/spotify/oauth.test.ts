import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { ProviderError } from '../provider-error.ts';
import { createSpotifyClient } from './client.ts';
import { startFakeSpotify } from './fake/fake-spotify.ts';

const redirectUri = 'http://127.0.0.1:4000/callback';
const codeVerifier = 'a-verifier-that-is-long-enough-for-the-standard-43';
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

async function open(app: NonNullable<Parameters<typeof startFakeSpotify>[0]>['app'] = {}) {
  const fake = await startFakeSpotify({ app });
  afterAll(fake.close);
  const { clientId, clientSecret } = fake.app;
  const settings = { apiUrl: fake.url, accountsUrl: fake.url, clientId, clientSecret, clock: () => new Date() };
  const client = createSpotifyClient({ ...settings, timeoutMs: 5000 });
  const code = async () => {
    const url = await client.authorizeUrl({ redirectUri, state: 's', codeChallenge, scopes: ['user-read-private'] });
    return (await fake.approve(url)).searchParams.get('code') ?? '';
  };
  return { fake, client, code };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('no refusal'),
    (error: unknown) => (error instanceof ProviderError ? error : expect.unreachable(String(error))),
  );

test.for([
  ['with a secret', {}],
  ['by PKCE alone', { clientSecret: null }],
] as const)('a person allows, and the code becomes tokens: an app %s', async ([, app]) => {
  const { client, code } = await open(app);
  const tokens = await client.exchangeCode({ code: await code(), redirectUri, codeVerifier });
  expect(tokens.scopes).toEqual(['user-read-private']);
  expect(tokens.refreshToken).not.toBeNull();
  expect(await client.getPerson(tokens.accessToken)).toEqual({ id: 'someone', name: 'A person who listens' });
});

test('a code without its verifier, or used twice, brings nothing', async () => {
  const { client, code } = await open();
  const once = await code();
  const wrong = client.exchangeCode({ code: once, redirectUri, codeVerifier: `${codeVerifier}x` });
  expect(await refusal(wrong)).toMatchObject({ kind: 'expired', reason: 'grant_ended', code: 'invalid_grant' });
  await client.exchangeCode({ code: once, redirectUri, codeVerifier });
  const again = client.exchangeCode({ code: once, redirectUri, codeVerifier });
  expect(await refusal(again)).toMatchObject({ kind: 'expired' });
});

test('a rotated refresh token replaces the old one, which is refused from then on', async () => {
  const { client, code } = await open();
  const { refreshToken: first } = await client.exchangeCode({ code: await code(), redirectUri, codeVerifier });
  const { refreshToken: second } = await client.refresh(first ?? '');
  expect(second).not.toBe(first);
  expect(await refusal(client.refresh(first ?? ''))).toMatchObject({ reason: 'grant_ended' });
  expect((await client.refresh(second ?? '')).accessToken).toBeTruthy();
});

test('where Spotify keeps the refresh token, the answer says so by null', async () => {
  const { client, code } = await open({ rotates: false });
  const { refreshToken } = await client.exchangeCode({ code: await code(), redirectUri, codeVerifier });
  expect((await client.refresh(refreshToken ?? '')).refreshToken).toBeNull();
});

test('six months after the person allowed, refreshing ends, however often it was done', async () => {
  const { fake, client, code } = await open({ rotates: false });
  const { refreshToken } = await client.exchangeCode({ code: await code(), redirectUri, codeVerifier });
  fake.clock.advance({ days: 150 });
  await client.refresh(refreshToken ?? '');
  fake.clock.advance({ days: 40 });
  expect(await refusal(client.refresh(refreshToken ?? ''))).toMatchObject({ kind: 'expired', reason: 'grant_ended' });
});

test('an access token ends after an hour and at once when the person removes the app', async () => {
  const { fake, client, code } = await open();
  const { accessToken, refreshToken } = await client.exchangeCode({ code: await code(), redirectUri, codeVerifier });
  fake.clock.advance({ minutes: 61 });
  expect(await refusal(client.getPerson(accessToken))).toMatchObject({ kind: 'expired', reason: 'token_expired' });
  const renewed = await client.refresh(refreshToken ?? '');
  fake.state.revoke('someone');
  expect(await refusal(client.getPerson(renewed.accessToken))).toMatchObject({ kind: 'expired' });
});
