import { expect, test } from 'vitest';
import { openConnectionServer } from '../../../test/connections.ts';
import { openTestServer, type TestPerson } from '../../../test/support.ts';

const appUrl = 'https://app.example.com/settings';
const { server, organization, person, as, meta, agree, options } = await openConnectionServer();
const { server: withApp } = await openTestServer({
  ...options,
  signIn: { ...server.services.signIn, appUrl },
});

/** Opens the address that the provider sends a browser to, as Meta's page leads there. */
async function comeBack(
  back: { state: string; code?: string; error?: string },
  cookieOf?: TestPerson,
  url = server.url,
) {
  const headers: Record<string, string> = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  if (cookieOf) headers.cookie = `stp_session=${encodeURIComponent(cookieOf.session)}`;
  const answer = await fetch(`${url}/v1/integrations/meta/callback?${new URLSearchParams(back)}`, {
    headers,
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    text: await answer.text(),
    headers: answer.headers,
    told: location === null ? null : Object.fromEntries(new URLSearchParams(new URL(location).hash.slice(1))),
    location,
  };
}

async function admin() {
  const own = await organization();
  const somebody = await person({ organization: own, role: 'admin' });
  return { own, somebody, client: as(somebody, own.id) };
}

test('a browser that is signed in as who began is connected by the redirect alone', async () => {
  const { somebody, client } = await admin();
  const back = await agree(client);
  const { status, text, headers } = await comeBack(back, somebody);
  expect([status, headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
    200,
    'no-store',
    'no-referrer',
  ]);
  expect(text).toContain('Connected');
  const { items } = await client.integrations.list();
  expect(items).toMatchObject([{ status: 'connected', connectedBy: somebody.userId }]);
  for (const token of meta.state.tokens.keys()) expect(text).not.toContain(token);
});

test('with a front end the browser is led back to it, and learns what became of it behind the hash', async () => {
  const { somebody, client } = await admin();
  const { status, location, told } = await comeBack(await agree(client), somebody, withApp.url);
  expect([status, location?.split('#')[0]]).toEqual([303, appUrl]);
  expect(told).toEqual({ integration: (await client.integrations.list()).items[0]?.id });
});

test('a browser that is not signed in hands state and code to the front end, with which who began finishes', async () => {
  const { client } = await admin();
  const back = await agree(client);
  const { told } = await comeBack(back, undefined, withApp.url);
  expect(told).toEqual({ ...back, unfinished: 'integration' });
  expect((await client.integrations.list()).items).toEqual([]);
  expect(await client.integrations.callback(back)).toMatchObject({ status: 'connected' });
});

test('somebody who is lured to finish what another one began connects nothing', async () => {
  const [attacker, victim] = [await admin(), await admin()];
  const back = await agree(attacker.client);
  for (const url of [server.url, withApp.url]) {
    const { status, text, told } = await comeBack(back, victim.somebody, url);
    expect(status === 303 ? told : text).not.toMatchObject({ integration: expect.anything() });
  }
  expect((await attacker.client.integrations.list()).items).toEqual([]);
  expect((await victim.client.integrations.list()).items).toEqual([]);
});

test('a colleague in the same organization can’t finish it either', async () => {
  const { own, client } = await admin();
  const colleague = await person({ organization: own, role: 'owner' });
  const { told } = await comeBack(await agree(client), colleague, withApp.url);
  expect(told).toEqual({ error: 'token_invalid' });
});

test('a person who cancelled, a state that was used and one that was made up are told as such', async () => {
  const { somebody, client } = await admin();
  const denied = await comeBack(await agree(client, 'meta', { deny: true }), somebody, withApp.url);
  expect(denied.told).toEqual({ error: 'provider_refused' });
  const back = await agree(client);
  await comeBack(back, somebody);
  expect((await comeBack(back, somebody, withApp.url)).told).toEqual({ error: 'token_invalid' });
  const madeUp = await comeBack({ state: '"><script>alert(1)</script>', code: '<b>' }, somebody);
  expect(madeUp.status).toBe(200);
  expect(madeUp.text).not.toContain('<script>alert');
  expect(madeUp.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('nobody can have the person sent back to another host', async () => {
  const { client } = await admin();
  const { redirectUri, url } = await client.integrations.connect({ provider: 'meta' });
  expect(redirectUri).toBe(`${server.url}/v1/integrations/meta/callback`);
  expect(new URL(url ?? '').searchParams.get('redirect_uri')).toBe(redirectUri);
  const elsewhere = await fetch(`${server.url}/v1/integrations/connect`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${(await organization()).apiKey}`,
      'x-forwarded-host': 'evil.example.com',
    },
    body: JSON.stringify({ provider: 'meta', redirectUri: 'https://evil.example.com' }),
  });
  expect(await elsewhere.text()).not.toContain('evil.example.com');
});
