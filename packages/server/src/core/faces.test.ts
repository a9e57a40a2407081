import { contract, errorCodes, type Procedure } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { openTestServer } from '../../test/support.ts';

const { server, organization } = await openTestServer();
const procedures = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries(group as Record<string, Procedure>).map(([name, procedure]) => ({
    path: `${domain}.${name}`,
    procedure,
  })),
);

test('a procedure answers the same over plain HTTP as over tRPC', async () => {
  const { apiKey, client } = await organization();
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'Plain' });
  const made = await fetch(`${server.url}/v1/artists`, { method: 'POST', headers, body });
  const artist: unknown = await made.json();
  expect(artist).toEqual((await client.artists.list()).items[0]);
  const listed = await fetch(`${server.url}/v1/artists?limit=1`, { headers });
  expect(await listed.json()).toEqual({ items: [artist], nextCursor: null });
});

test('an input fault over plain HTTP names the field, and numbers are read as numbers', async () => {
  const { apiKey } = await organization();
  const answer = await fetch(`${server.url}/v1/artists?limit=many`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { data: { code: 'invalid_input', details: { fields: [{ path: 'limit' }] } } },
  });
});

test('an id in the address reaches the procedure', async () => {
  const { apiKey, client } = await organization();
  const campaign = await client.campaigns.create({ name: 'One' });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const address = `${server.url}/v1/campaigns/${campaign.id}`;
  expect(await (await fetch(address, { headers })).json()).toEqual(campaign);
  const changed = await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ version: 1, name: 'Two' }) });
  expect(await changed.json()).toMatchObject({ id: campaign.id, name: 'Two', version: 2 });
});

test('no two procedures share a method and an address', () => {
  const addresses = procedures.map(
    ({ procedure: { http } }) => `${http.method} ${http.path.replace(/\{\w+\}/g, '{}')}`,
  );
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('a batch answers each call for itself: what one is refused the others get', async () => {
  const { apiKey, client } = await organization();
  await client.artists.create({ name: 'A' });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { limit: 'many' }, 2: {}, 3: {} }));
  const paths = 'artists.list,artists.list,organizations.me,artists.explode';
  const read = await fetch(`${server.url}/trpc/${paths}?batch=1&input=${input}`, { headers });
  expect(read.status).toBe(207);
  expect(await read.json()).toMatchObject([
    { result: { data: { items: [{ name: 'A' }] } } },
    { error: { data: { code: 'invalid_input', details: { fields: [{ path: 'limit' }] } } } },
    { result: { data: { organization: {} } } },
    { error: { data: { code: 'procedure_not_found' } } },
  ]);
  const body = JSON.stringify({ 0: { name: 'B' }, 1: { name: '' } });
  const write = `${server.url}/trpc/artists.create,artists.create?batch=1`;
  const written = await fetch(write, { method: 'POST', headers, body });
  expect(await written.json()).toMatchObject([
    { result: { data: { name: 'B' } } },
    { error: { data: { code: 'invalid_input', requestId: written.headers.get('x-request-id') } } },
  ]);
  expect((await client.artists.list()).items.map(({ name }) => name)).toEqual(['B', 'A']);
});

test('the docs page names every procedure, and every error code has a page', async () => {
  const page = await (await fetch(`${server.url}/docs`)).text();
  for (const { path } of procedures) expect(page).toContain(`id="${path}"`);
  for (const code of errorCodes) {
    const answer = await fetch(`${server.url}/docs/errors/${code}`);
    expect(answer.status, code).toBe(200);
    expect(await answer.text()).toContain(code);
  }
  expect((await fetch(`${server.url}/docs/errors/nonsense`)).status).toBe(404);
});

test('the documentation address of an error leads to its page', async () => {
  const refused = (await (await fetch(`${server.url}/v1/artists`)).json()) as {
    error: { data: { documentationUrl: string } };
  };
  const page = await fetch(new URL(refused.error.data.documentationUrl, server.url));
  expect(page.status).toBe(200);
});
