import { contract, errorCatalogue, type Procedure } from '@songtrackpro/contracts';
import { AuthenticationError, PermissionError, SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';
import { makeApiKey } from './api-key-format.ts';

const { server, organization } = await openTestServer();

interface Answer {
  status: number;
  body: { error?: { message: string; data: { code: string; httpStatus: number; requestId: string } } };
  headers: Headers;
}

async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(`${server.url}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers };
}

const withKey = (apiKey: string, baseUrl = server.url) => new SongTrackPro({ apiKey, baseUrl });

test('a key answers with the organization it belongs to', async () => {
  const { client, id } = await organization();
  const me = await client.organizations.me();
  expect(me.organization.id).toBe(id);
  expect(me.apiKey).toMatchObject({ name: 'test', expiresAt: null });
});

test('a missing, a mistyped and an unknown key are told apart', async () => {
  const { apiKey } = await organization();
  const last = apiKey.at(-1) === 'a' ? 'b' : 'a';
  expect((await send('/trpc/organizations.me')).body.error?.data.code).toBe('api_key_missing');
  const typo = await errorOf(withKey(apiKey.slice(0, -1) + last).organizations.me());
  expect(typo).toBeInstanceOf(AuthenticationError);
  expect(typo).toMatchObject({ code: 'api_key_malformed', status: 401 });
  expect(await errorOf(withKey('secret').organizations.me())).toMatchObject({ code: 'api_key_malformed' });
  expect(await errorOf(withKey(makeApiKey('dev')).organizations.me())).toMatchObject({ code: 'api_key_invalid' });
});

test('a key without the permission is refused before its input is looked at', async () => {
  const { client } = await organization(['artists:read']);
  const error = await errorOf(client.artists.create({ name: '' }));
  expect(error).toBeInstanceOf(PermissionError);
  expect(error).toMatchObject({ code: 'forbidden', details: { permission: 'artists:write' } });
  expect((await client.artists.list()).items).toEqual([]);
});

test('a procedure that does not exist is answered as such, with and without a key', async () => {
  const { apiKey } = await organization();
  const headers = { authorization: `Bearer ${apiKey}` };
  for (const answer of [await send('/trpc/artists.explode', { headers }), await send('/trpc/nothing.here')]) {
    expect(answer.status).toBe(404);
    expect(answer.body.error?.data.code).toBe('procedure_not_found');
  }
  expect((await send('/elsewhere')).body.error?.data.code).toBe('procedure_not_found');
});

test('a body that is no JSON is answered with what to send', async () => {
  const { apiKey } = await organization();
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const answer = await send('/trpc/artists.create', { method: 'POST', headers, body: '{"name":' });
  expect(answer.status).toBe(400);
  expect(answer.body.error).toMatchObject({
    message: errorCatalogue.invalid_json.message,
    data: { code: 'invalid_json' },
  });
});

test('a body of another type and a query sent as a mutation are refused by name', async () => {
  const { apiKey } = await organization();
  const authorization = `Bearer ${apiKey}`;
  const xml = { method: 'POST', headers: { authorization, 'content-type': 'text/xml' }, body: '<name/>' };
  expect((await send('/trpc/artists.create', xml)).body.error?.data.code).toBe('unsupported_media_type');
  const wrongVerb = { method: 'GET', headers: { authorization } };
  expect((await send('/trpc/artists.create', wrongVerb)).body.error?.data.code).toBe('method_not_allowed');
});

test('a body over the limit is refused, and the next call of the same client works', async () => {
  const { client } = await organization();
  const error = await errorOf(client.artists.create({ name: 'x'.repeat(2 * 1024 * 1024) }));
  expect(error).toMatchObject({ code: 'payload_too_large', status: 413 });
  expect((await client.artists.list()).items).toEqual([]);
});

test('every answer carries a request id, and an error repeats it', async () => {
  const answer = await send('/trpc/organizations.me');
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.body.error?.data.requestId).toBe(answer.headers.get('x-request-id'));
});

test('health and readiness are answered without a key', async () => {
  expect(await send('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await send('/readyz')).toMatchObject({ status: 200, body: { ready: true } });
});

test('a server that is not there is a connection error and not a hang', async () => {
  const client = new SongTrackPro({ apiKey: makeApiKey('dev'), baseUrl: 'http://127.0.0.1:1', retries: 0 });
  expect(await errorOf(client.organizations.me())).toMatchObject({ code: 'connection', status: null });
});

test('a caller’s own signal ends a call', async () => {
  const { client } = await organization();
  const error = await errorOf(client.organizations.me({ signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ code: 'aborted' });
});

const procedures = Object.values(contract).flatMap((domain) => Object.values<Procedure>(domain));

test('every procedure that is not public refuses a call without a key', async () => {
  for (const { permission, http, example } of procedures) {
    if (permission === 'public') continue;
    const { method, path } = http;
    const address = path.replaceAll(/\{\w+\}/g, '01930000-0000-7000-8000-000000000000');
    const body = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(example) };
    const answer = await send(address, { method, ...(method !== 'GET' && body) });
    expect(answer.body.error?.data.code, path).toBe('api_key_missing');
  }
});
