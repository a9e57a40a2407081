import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { people } from '../../test/people.ts';
import { errorOf, openTestServer } from '../../test/support.ts';
import { readEnvironment } from '../core/environment.ts';
import { readSignInSettings } from '../core/sign-in-settings.ts';
import { startFakeSpotify } from '../providers/fakes.ts';

const environment = readEnvironment({
  PUBLIC_URL: 'https://api.example.com',
  APP_URL: 'https://app.example.com',
  SPOTIFY_CLIENT_ID: 'fakespotifyclient',
  SPOTIFY_CLIENT_SECRET: 'fake-spotify-client-secret',
  GOOGLE_CLIENT_ID: 'google client',
  GOOGLE_CLIENT_SECRET: 'google secret',
});
const testServer = await openTestServer({
  signIn: readSignInSettings(environment),
  http: { publicUrl: environment.PUBLIC_URL },
});
const { server } = testServer;
const { anyone, as, newAddress } = people(testServer);
const spotify = await startFakeSpotify();

/** What Google says of whom, by the code that it gave out. */
const persons = new Map<string, { sub: string; email: string; email_verified: boolean; name: string }>();
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const google = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const person = persons.get(form.get('code') ?? '');
    const isAsked = person && form.get('client_secret') === 'google secret' && form.get('code_verifier');
    response.writeHead(isAsked ? 200 : 400, { 'content-type': 'application/json' });
    const claims = { iss: 'https://accounts.google.com', aud: 'google client', ...person };
    const answer = { access_token: 'a', token_type: 'Bearer', expires_in: 3600 };
    const idToken = `${encoded({ alg: 'RS256' })}.${encoded(claims)}.${encoded({})}`;
    response.end(JSON.stringify(isAsked ? { ...answer, id_token: idToken } : { error: 'invalid_grant' }));
  });
});
await new Promise<void>((resolve) => google.listen(0, '127.0.0.1', resolve));
const googleUrl = `http://127.0.0.1:${(google.address() as AddressInfo).port}`;

// The library knows the services by their own addresses alone: on the way there they are led to this machine.
const led = new Map([
  ['https://oauth2.googleapis.com', googleUrl],
  ['https://accounts.spotify.com', spotify.url],
  ['https://api.spotify.com', spotify.url],
]);
const sent = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
  const to = led.get(origin);
  return sent(to === undefined ? input : `${to}${pathname}${search}`, init);
};
afterAll(async () => {
  globalThis.fetch = sent;
  await spotify.close();
  google.close();
});

const get = (path: string, cookie = '') =>
  fetch(`${server.url}/v1/identity/social/${path}`, { redirect: 'manual', headers: { cookie } });
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? '');

/** Goes to the service and comes back with what it gave: the answer to the browser. */
async function throughGoogle(person: { sub: string; email: string; email_verified: boolean }): Promise<Response> {
  const asked = await get('google');
  const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state');
  const code = crypto.randomUUID();
  persons.set(code, { name: 'Someone', ...person });
  return get(`callback/google?code=${code}&state=${state}`, cookiesOf(asked).join('; '));
}

/** The person whom the answer signed in, by the session's cookie. */
async function signedIn(answer: Response) {
  const session = cookiesOf(answer)
    .find((cookie) => cookie.includes('stp_session='))
    ?.split('=')[1];
  const client = as(decodeURIComponent(session ?? ''));
  return { client, me: await client.identity.me() };
}

test('a person comes back from the service signed in, and the next time as the same one', async () => {
  const email = newAddress();
  const person = { sub: crypto.randomUUID(), email, email_verified: true };
  const first = await throughGoogle(person);
  expect([first.status, first.headers.get('location')]).toEqual([302, 'https://app.example.com']);
  const { client, me } = await signedIn(first);
  expect(me).toMatchObject({ email, emailVerified: true, name: 'Someone', accountType: 'artist' });
  const again = await signedIn(await throughGoogle(person));
  expect(again.me.id).toBe(me.id);
  const events = await client.identity.listEvents().toArray({ limit: 10 });
  expect(events.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['identity.socialSignIn', 'done'],
    ['identity.socialSignIn', 'done'],
  ]);
});

test('a code works for the browser that asked, and once', async () => {
  const asked = await get('google');
  const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state');
  const cookie = cookiesOf(asked).join('; ');
  persons.set('once', { sub: crypto.randomUUID(), email: newAddress(), email_verified: true, name: 'Someone' });
  await signedIn(await get(`callback/google?code=once&state=${state}`, cookie));
  const repeated = await get(`callback/google?code=once&state=${state}`, cookie);
  expect(repeated.headers.get('location')).toMatch(/[?&]error=/);
  expect(cookiesOf(repeated).join()).not.toMatch(/stp_session=[^;]/);
});

test('an address that the service does not vouch for is proven by a mail of ours first', async () => {
  const email = newAddress();
  const answer = await throughGoogle({ sub: crypto.randomUUID(), email, email_verified: false });
  expect(cookiesOf(answer).join()).not.toMatch(/stp_session=[^;]/);
  expect((await testServer.mailsTo(email))[0]?.subject).toBe('Verify your address');
});

test('a service that tells no address signs nobody in, and says why', async () => {
  const asked = await get('spotify');
  const authorize = new URL(asked.headers.get('location') ?? '');
  const back = await spotify.approve(`${spotify.url}${authorize.pathname}${authorize.search}`);
  const answer = await get(`callback/spotify${back.search}`, cookiesOf(asked).join('; '));
  expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\.com.*error=email_not_found/);
  expect(await errorOf(anyone.identity.me())).toMatchObject({ status: 401 });
});
