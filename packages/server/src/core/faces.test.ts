import { Validator } from '@seriousme/openapi-schema-validator';
import { contract, type Procedure } from '@songtrackpro/contracts';
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

test('the OpenAPI document is valid and has every procedure at its address', async () => {
  const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> };
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
  for (const { path, procedure } of procedures) {
    const { method, path: address } = procedure.http;
    expect(document.paths[address], path).toHaveProperty([method.toLowerCase(), 'operationId'], path);
  }
});

test('fields of an input are parameters of the address or fields of the body', async () => {
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { parameters?: object[]; requestBody?: object }>>;
  };
  const list = paths['/v1/tracks']?.get?.parameters ?? [];
  expect(list.slice(0, 3)).toMatchObject([
    { name: 'limit', in: 'query', required: false },
    { name: 'cursor' },
    { name: 'artistId' },
  ]);
  const update = paths['/v1/campaigns/{id}']?.patch;
  expect(update?.parameters?.[0]).toMatchObject({ name: 'id', in: 'path', required: true });
  const schema = { required: ['version'], properties: { version: {}, name: {} } };
  expect(update?.requestBody).toMatchObject({ content: { 'application/json': { schema } } });
});

test('a call whose whole input stands in its address needs no body', async () => {
  const { apiKey, client } = await organization();
  const { id } = await client.artists.create({ name: 'Gone soon' });
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await fetch(`${server.url}/v1/artists/${id}`, { method: 'DELETE', headers });
  expect(answer.status).toBe(200);
  expect((await client.artists.list()).items).toEqual([]);
  const without = await fetch(`${server.url}/v1/artists`, { method: 'POST', headers });
  expect(await without.json()).toMatchObject({ error: { data: { code: 'invalid_input' } } });
  const asText = await fetch(`${server.url}/v1/artists`, { method: 'POST', headers, body: '{"name":"Anna"}' });
  expect(await asText.json()).toMatchObject({ error: { data: { code: 'unsupported_media_type' } } });
});

test('no two procedures share a method and an address', () => {
  const addresses = procedures.map(
    ({ procedure: { http } }) => `${http.method} ${http.path.replace(/\{\w+\}/g, '{}')}`,
  );
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('the documentation address of an error leads to its page', async () => {
  const refused = (await (await fetch(`${server.url}/v1/artists`)).json()) as {
    error: { data: { documentationUrl: string } };
  };
  const page = await fetch(new URL(refused.error.data.documentationUrl, server.url));
  expect(page.status).toBe(200);
});
