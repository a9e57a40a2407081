import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { openTestServer } from '../../../test/support.ts';

const page = 'https://app.example.com';
const { server, organization } = await openTestServer({
  http: { corsOrigins: [page, 'http://localhost:5173'], publicUrl: 'https://api.example.com' },
});
const plain = await openTestServer({ worker: false });

const paths = ['/healthz', '/v1/artists', '/trpc/artists.list', '/nothing', '/docs', '/openapi.json'];

test.each(paths)('%s says what browsers must not do with the answer', async (path) => {
  const { headers } = await fetch(`${server.url}${path}`);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
  expect(headers.get('x-powered-by')).toBeNull();
});

test('pages are styled by their own style alone', async () => {
  for (const path of ['/docs', '/docs/errors', '/docs/errors/forbidden']) {
    const policy = (await fetch(`${server.url}${path}`)).headers.get('content-security-policy');
    expect(policy, path).toMatch(/style-src 'sha256-[\w+/=]+'/);
    expect(policy).not.toContain('unsafe-inline');
  }
});

test('a server that nobody reaches by https does not ask for it', async () => {
  expect((await fetch(`${plain.server.url}/healthz`)).headers.get('strict-transport-security')).toBeNull();
});

test('a listed origin may ask, send what the SDK sends, and read what limits and logs need', async () => {
  const { apiKey } = await organization();
  const asked = await fetch(`${server.url}/v1/artists`, {
    method: 'OPTIONS',
    headers: { origin: page, 'access-control-request-method': 'POST' },
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe(page);
  expect(asked.headers.get('access-control-allow-credentials')).toBe('true');
  expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
  const allowed = asked.headers.get('access-control-allow-headers') ?? '';
  const sent = ['authorization', 'content-type', 'idempotency-key', 'x-organization', 'last-event-id', 'x-api-version'];
  for (const name of sent) expect(allowed.split(',')).toContain(name);
  const answer = await fetch(`${server.url}/v1/artists`, {
    headers: { origin: page, authorization: `Bearer ${apiKey}` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe(page);
  expect(answer.headers.get('vary')).toContain('Origin');
  const exposed = answer.headers.get('access-control-expose-headers')?.split(',') ?? [];
  for (const name of ['x-api-version', 'x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'])
    expect(exposed).toContain(name);
});

test('a listed origin can read a refusal as well', async () => {
  const refused = await fetch(`${server.url}/trpc/artists.list`, { headers: { origin: page } });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('access-control-allow-origin')).toBe(page);
});

test.each([
  'https://evil.example.com',
  'https://app.example.com.evil.example',
  'http://app.example.com',
  'https://app.example.com:8443',
  'null',
])('the origin %s gets no header', async (origin) => {
  for (const method of ['OPTIONS', 'GET']) {
    const { headers } = await fetch(`${server.url}/v1/artists`, { method, headers: { origin } });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});

test('the id of a request is ours, and the client’s own one is repeated beside it', async () => {
  const given = { 'x-request-id': 'mine', 'x-client-request-id': 'order-17/3' };
  const { headers } = await fetch(`${server.url}/healthz`, { headers: given });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('x-client-request-id')).toBe('order-17/3');
});

test.each(['a b', 'x'.repeat(200), '<script>', 'ä', 'a\tb'])('the client id “%s” is not repeated', async (id) => {
  const head = `GET /healthz HTTP/1.1\r\nhost: here\r\nconnection: close\r\nx-client-request-id: ${id}\r\n\r\n`;
  expect(await answerTo(head)).not.toMatch(/^x-client-request-id/im);
});

test('nothing that a client sends becomes a header of the answer', async () => {
  const sent = [
    'GET /docs/errors/a%0d%0aset-cookie:%20x=1 HTTP/1.1',
    'GET /v1/artists?cursor=%0d%0aset-cookie:x=1 HTTP/1.1',
    'GET /trpc/a%0d%0aset-cookie:x=1 HTTP/1.1',
  ];
  for (const line of sent) {
    const answer = await answerTo(`${line}\r\nhost: a\r\norigin: https://a\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(answer.split('\r\n\r\n')[0]).not.toMatch(/set-cookie/i);
  }
  const folded = await answerTo('GET /healthz HTTP/1.1\r\nhost: a\r\nx-client-request-id: a\r\n b: c\r\n\r\n');
  expect(folded).toMatch(/^HTTP\/1.1 400 /);
});

async function answerTo(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let answer = '';
  socket.on('data', (part: string) => {
    answer += part;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}
