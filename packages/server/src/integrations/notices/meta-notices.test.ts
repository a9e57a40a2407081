import { createHmac } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { accountIds, openConnectionServer } from '../../../test/connections.ts';
import { openTestServer } from '../../../test/support.ts';

const { server, organization, person, meta, clock, connect, options } = await openConnectionServer();
const account = '900000000000001';

const post = (what: 'deauthorize' | 'data-deletion', signedRequest: string) =>
  fetch(`${server.url}/v1/integrations/meta/${what}`, {
    method: 'POST',
    body: new URLSearchParams({ signed_request: signedRequest }),
  });

test('a person who removes the app at Meta ends their connections in every organization, and whoever may mend it is told', async () => {
  const [one, two] = [await organization(), await organization()];
  const { client: colleague } = await person({ organization: one, role: 'admin' });
  const connections = await Promise.all([one, two].map(({ client }) => connect(client)));
  clock.advance({ minutes: 5 });
  expect((await post('deauthorize', meta.signedRequest(account))).status).toBe(200);
  for (const [index, { client }] of [one, two].entries()) {
    const ended = await client.integrations.get({ id: connections[index]?.id ?? '' });
    expect(ended).toMatchObject({ status: 'disconnected', reason: 'app_removed', accountId: null, accountName: null });
    expect(ended).toMatchObject({ accounts: [], scopes: [], connectedAt: null, lastFault: null });
  }
  const { items } = await colleague.notifications.list({ kind: 'integration_attention' });
  expect(items).toHaveLength(1);
  // Told again, as Meta does where it got no answer.
  expect((await post('deauthorize', meta.signedRequest(account))).status).toBe(200);
  expect((await colleague.notifications.list({ kind: 'integration_attention' })).items).toHaveLength(1);
});

test('a notice that Meta did not sign, signed for another app, or of another person ends nothing', async () => {
  const { client } = await organization();
  const { id } = await connect(client);
  const signed = meta.signedRequest(account);
  const [signature = '', payload = ''] = signed.split('.');
  const other = Buffer.from(JSON.stringify({ user_id: account, algorithm: 'HMAC-SHA256', issued_at: 1 })).toString(
    'base64url',
  );
  const byOther = `${createHmac('sha256', 'another secret').update(payload).digest('base64url')}.${payload}`;
  for (const wrong of [`${signature}.${other}`, byOther, payload, '', `${signed}.x`]) {
    const answer = await post('deauthorize', wrong);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { data: { code: 'token_invalid' } } });
  }
  expect((await post('deauthorize', meta.signedRequest('1'))).status).toBe(200);
  expect(await client.integrations.get({ id })).toMatchObject({ status: 'connected' });
});

test('a notice of before the person connected anew, sent again, ends nothing', async () => {
  const { client } = await organization();
  const { id } = await connect(client);
  const old = meta.signedRequest(account);
  clock.advance({ days: 1 });
  await connect(client);
  expect((await post('deauthorize', old)).status).toBe(200);
  expect(await client.integrations.get({ id })).toMatchObject({ status: 'connected' });
});

test('who asks Meta for deletion gets a code, and a page by which anybody who has it sees when it was done', async () => {
  const { client } = await organization();
  const { id } = await connect(client);
  const answer = await post('data-deletion', meta.signedRequest(account));
  const { url, confirmation_code: code } = (await answer.json()) as { url: string; confirmation_code: string };
  expect(code).toMatch(/^[0-9a-f]+$/);
  expect(url).toBe(`${server.url}/v1/integrations/meta/data-deletion/${code}`);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain(clock.now().toISOString().slice(0, 10));
  const at = url.length - 40;
  const changed = `${url.slice(0, at)}${url[at] === '1' ? '2' : '1'}${url.slice(at + 1)}`;
  for (const other of [changed, url.slice(0, -8)]) expect((await fetch(other)).status).toBe(404);
  expect(await client.integrations.get({ id })).toMatchObject({ status: 'disconnected', reason: 'deletion_requested' });
});

test('disconnecting deletes what is known of the account, keeps the facts, and takes the permission back at Meta', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'Anna' });
  await client.imports.create({ fileName: 'A-audience-timeline.csv', artistId: artist.id });
  const { id } = await connect(client);
  await client.integrations.selectAccounts({ id, externalIds: [accountIds[0]] });
  meta.fail({ fault: { kind: 'answer', status: 500, body: {} }, on: /DELETE .*permissions/ });
  const { status, reason, accounts, accountName } = await client.integrations.disconnect({ id });
  expect([status, reason, accounts, accountName]).toEqual(['disconnected', 'member_disconnected', [], null]);
  expect(meta.state.grants.has(account)).toBe(true);
  // The first try failed; a worker goes on until Meta has heard it.
  await openTestServer({ ...options, worker: true });
  await vi.waitFor(() => expect(meta.state.grants.has(account)).toBe(false), { timeout: 60_000, interval: 100 });
}, 90_000);

test('a permission that carries another organization’s connection is not taken back', async () => {
  const [leaving, staying] = [await organization(), await organization()];
  const { id } = await connect(leaving.client);
  await connect(staying.client);
  await leaving.client.integrations.disconnect({ id });
  const { jobs } = server.services;
  const waiting = async () => (await jobs.health()).find(({ name }) => name === 'revoke-access');
  await vi.waitFor(async () => expect(await waiting()).toMatchObject({ waiting: 0, running: 0 }), { timeout: 30_000 });
  expect(meta.state.grants.has(account)).toBe(true);
}, 60_000);
