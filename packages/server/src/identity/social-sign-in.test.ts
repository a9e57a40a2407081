import { expect, test } from 'vitest';
import { openTestServer } from '../../test/support.ts';
import { readEnvironment, SettingsError } from '../core/environment.ts';
import { readSignInSettings } from '../core/sign-in-settings.ts';

const environment = readEnvironment({
  PUBLIC_URL: 'https://api.example.com',
  APP_URL: 'https://app.example.com',
  SPOTIFY_CLIENT_ID: 'client',
  SPOTIFY_CLIENT_SECRET: 'its secret',
});
const { server } = await openTestServer({
  signIn: readSignInSettings(environment),
  http: { publicUrl: environment.PUBLIC_URL },
});
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/v1/identity/social/${path}`, { redirect: 'manual', headers });

test('a browser is sent to the configured service, with where to come back to and a state of its own', async () => {
  const [first, second] = [await get('spotify'), await get('spotify')];
  expect(first.status).toBe(302);
  const url = new URL(first.headers.get('location') ?? '');
  expect(url.origin + url.pathname).toBe('https://accounts.spotify.com/authorize');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: 'client',
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: 'https://api.example.com/v1/identity/social/callback/spotify',
  });
  expect(url.href).not.toContain('secret');
  expect(first.headers.get('set-cookie')).toMatch(/HttpOnly/);
  expect(new URL(second.headers.get('location') ?? '').searchParams.get('state')).not.toBe(
    url.searchParams.get('state'),
  );
});

test('an answer of the service that this browser did not ask for signs nobody in', async () => {
  const asked = await get('spotify');
  const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state');
  for (const query of ['code=x', 'code=x&state=made-up', `code=x&state=${state}`]) {
    const answer = await get(`callback/spotify?${query}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location'), query).toMatch(/[?&]error=/);
    expect(answer.headers.get('set-cookie') ?? '').not.toContain('stp_session');
  }
});

test('a person who says no to the service comes back to the front end with the reason', async () => {
  const asked = await get('spotify');
  const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state');
  const cookie = asked.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const answer = await get(`callback/spotify?error=access_denied&state=${state}`, { cookie });
  expect(answer.headers.get('location')).toBe('https://app.example.com/?error=access_denied');
});

test('a service that isn’t configured has no address, nor have other calls of the library', async () => {
  for (const path of ['google', 'callback/google', 'sign-up/email', 'sign-in/email', 'ok', 'update-user'])
    expect((await get(path)).status, path).toBe(404);
  const signUp = await fetch(`${server.url}/v1/identity/social/sign-up/email`, { method: 'POST', body: '{}' });
  expect(signUp.status).toBe(404);
});

test('half a configuration is refused at start, and every fault is named', () => {
  expect(() => readEnvironment({ GOOGLE_CLIENT_ID: 'a', FACEBOOK_CLIENT_SECRET: 'b' })).toThrow(SettingsError);
  expect(() => readEnvironment({ GOOGLE_CLIENT_ID: 'a', FACEBOOK_CLIENT_SECRET: 'b' })).toThrow(
    /PUBLIC_URL is missing.*GOOGLE_CLIENT_SECRET is missing|GOOGLE_CLIENT_SECRET is missing.*PUBLIC_URL is missing/s,
  );
});
