import { expect, test } from 'vitest';
import { callExample } from '../call-procedure.ts';
import { openTestServer } from '../support.ts';
import { procedures } from '../walk.ts';

const { server, organization, person } = await openTestServer();
const label = await organization();
const { session } = await person({ organization: label, role: 'owner' });
const cookie = `stp_session=${encodeURIComponent(session)}`;

const closed = procedures.filter(({ procedure }) => procedure.permission !== 'public');

test.each(closed)('a page of another origin can’t make the browser call $path', async ({ procedure }) => {
  for (const headers of [{ origin: 'https://evil.example.com' }, { 'sec-fetch-site': 'cross-site' }])
    expect(await callExample(server.url, procedure, { cookie, ...headers })).toMatchObject({
      status: 403,
      code: 'foreign_origin',
    });
});

test('a form of a page, which needs no leave of the server, is no call', async () => {
  const form = new FormData();
  form.set('name', 'Forged');
  const bodies = [
    new Blob(['{"name":"Forged"}'], { type: 'text/plain' }),
    new URLSearchParams({ name: 'Forged' }),
    form,
  ];
  for (const path of ['/v1/artists', '/trpc/artists.create'])
    for (const body of bodies) {
      const answer = await fetch(server.url + path, { method: 'POST', headers: { cookie, origin: server.url }, body });
      expect([400, 415], path).toContain(answer.status);
    }
  expect((await label.client.artists.list()).items).toEqual([]);
});

test('a mutation is not made by an address that a page loads', async () => {
  const input = encodeURIComponent('{"name":"Forged"}');
  const answer = await fetch(`${server.url}/trpc/artists.create?input=${input}`, { headers: { cookie } });
  expect(answer.status).toBe(405);
  expect((await label.client.artists.list()).items).toEqual([]);
});
