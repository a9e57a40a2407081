import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { server, organization } = await openTestServer({
  http: { headTimeoutMs: 300, bodyTimeoutMs: 200, callTimeoutMs: 400 },
});
const { hostname, port } = new URL(server.url);

/** Sends text on a connection and answers everything that comes until the server closes it. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let answer = '';
  socket.on('data', (part: string) => {
    answer += part;
  });
  socket.on('error', () => socket.destroy());
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const post = (headers: string[], body = '') =>
  `${['POST /v1/artists HTTP/1.1', 'host: here', ...headers].join('\r\n')}\r\n\r\n${body}`;

test('a request whose head does not end is given up', async () => {
  expect(await sendRaw('GET /healthz HTTP/1.1\r\nhost: here\r\nx-slow: ')).toMatch(/^HTTP\/1.1 408 /);
});

test('a body that does not arrive is given up with a code, and the connection closed', async () => {
  const { apiKey } = await organization();
  const head = [`authorization: Bearer ${apiKey}`, 'content-type: application/json', 'content-length: 100'];
  const answer = await sendRaw(post(head, '{"name":'));
  expect(answer).toMatch(/^HTTP\/1.1 504 /);
  expect(answer).toMatch(/^connection: close/im);
  expect(answer).toContain('"code":"deadline_exceeded"');
});

test('a call that takes too long is answered with a code on both faces, and the next one works', async () => {
  const { client, apiKey, id } = await organization();
  const { app } = server.services.postgres;
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`select from organizations where id = ${id} for update`;
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  try {
    const error = await errorOf(client.artists.create({ name: 'A' }, { timeoutMs: 20_000 }));
    expect(error).toMatchObject({ code: 'deadline_exceeded', status: 504, details: { limitSeconds: 0.4 } });
    const plain = await fetch(`${server.url}/v1/artists`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{"name":"B"}',
    });
    expect(plain.status).toBe(504);
    expect(await plain.json()).toMatchObject({ error: { data: { code: 'deadline_exceeded' } } });
  } finally {
    held.resolve();
    await holding;
  }
  await expect.poll(async () => (await client.artists.list()).items.length).toBe(2);
});

test('a body of brackets alone is refused on both faces, and an input that is nested too deep', async () => {
  const { apiKey } = await organization();
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const brackets = `{"name":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
  const objects = `{"name":${'{"a":'.repeat(33)}1${'}'.repeat(33)}}`;
  for (const path of ['/v1/artists', '/trpc/artists.create']) {
    for (const body of [brackets, objects]) {
      const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
      expect(answer.status, path).toBe(400);
      const { error } = (await answer.json()) as { error: { message: string; data: { code: string } } };
      expect(error).toMatchObject({ message: expect.stringContaining('32 levels'), data: { code: 'invalid_json' } });
    }
  }
});

test('a body without an announced length is refused as soon as it is over the limit', async () => {
  const { apiKey } = await organization();
  const head = [`authorization: Bearer ${apiKey}`, 'content-type: application/json', 'transfer-encoding: chunked'];
  const chunk = `${(64 * 1024).toString(16)}\r\n${' '.repeat(64 * 1024)}\r\n`;
  const answer = await sendRaw(post(head, chunk.repeat(17)));
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('"code":"payload_too_large"');
});

test('a head over Node’s limit is refused without reaching a call', async () => {
  expect(await sendRaw(post([`x-large: ${'x'.repeat(20_000)}`]))).toMatch(/^HTTP\/1.1 431 /);
});
