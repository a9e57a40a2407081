import { apiVersion, SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../../test/support.ts';

const page = 'https://app.example.com';
const { server, organization } = await openTestServer({ worker: false, http: { corsOrigins: [page] } });

const ask = (path: string, headers: Record<string, string>) => fetch(`${server.url}${path}`, { headers });

test('every answer says which version of the API the server has', async () => {
  for (const path of ['/healthz', '/v1/artists', '/trpc/artists.list', '/nothing', '/openapi.json']) {
    expect((await ask(path, {})).headers.get('x-api-version'), path).toBe(apiVersion);
  }
});

test('the SDK says for which version it was built, in calls, subscriptions and uploads', async () => {
  const { apiKey } = await organization();
  const sent: string[] = [];
  const client = new SongTrackPro({
    apiKey,
    baseUrl: server.url,
    fetch: (input, init) => {
      sent.push(new Headers(init?.headers).get('x-api-version') ?? 'none');
      return fetch(input, init);
    },
  });
  const { id } = await client.imports.create({ fileName: 'report.csv' });
  for await (const { status } of client.imports.watch({ id })) if (status === 'awaiting_content') break;
  await client.imports.sendContent(id, 'Day,Campaign name\n');
  expect(sent).toEqual(sent.map(() => apiVersion));
  expect(sent.length).toBeGreaterThanOrEqual(3);
});

test('a client that names no version, or another one of the same line, is served', async () => {
  const { apiKey } = await organization();
  for (const version of [undefined, apiVersion]) {
    const headers = { authorization: `Bearer ${apiKey}`, ...(version !== undefined && { 'x-api-version': version }) };
    expect((await ask('/v1/artists', headers)).status).toBe(200);
  }
});

test.each(['0.2', '0.10', '1.0', '0', '0.1.0', 'latest', '0.1, 0.2', '1'.repeat(5000)])(
  'a client that was built for %s is refused on both faces before anything happens, and may read why',
  async (version) => {
    const { apiKey } = await organization();
    const headers = { authorization: `Bearer ${apiKey}`, 'x-api-version': version, origin: page };
    for (const path of ['/v1/artists', '/trpc/artists.list']) {
      const answer = await ask(path, headers);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('access-control-allow-origin')).toBe(page);
      expect(await answer.json()).toMatchObject({
        error: {
          data: { code: 'api_version_unsupported', details: { sent: version.slice(0, 20), served: apiVersion } },
        },
      });
    }
  },
);

test('the SDK tells its caller both versions', async () => {
  const { apiKey } = await organization();
  const newer: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-api-version', '7.0');
    return fetch(input, { ...init, headers });
  };
  const client = new SongTrackPro({ apiKey, baseUrl: server.url, fetch: newer });
  const refusal = { code: 'api_version_unsupported', details: { sent: '7.0', served: apiVersion } };
  expect(await errorOf(client.artists.list())).toMatchObject(refusal);
  expect(await errorOf(client.metrics.watch().next())).toMatchObject(refusal);
});
