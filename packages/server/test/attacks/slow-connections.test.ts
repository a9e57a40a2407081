import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, expect, test, vi } from 'vitest';
import { openTestServer } from '../support.ts';

const { server, organization } = await openTestServer({
  http: { headTimeoutMs: 3000, bodyTimeoutMs: 1000, callTimeoutMs: 20_000 },
});
const { hostname, port } = new URL(server.url);
const open: Socket[] = [];
afterAll(() => {
  for (const socket of open) socket.destroy();
});

/** A connection on which something was said, and nothing follows. */
async function stalled(text: string): Promise<Socket> {
  const socket = connect(Number(port), hostname);
  open.push(socket);
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

test('hundreds of connections that never finish their request hold up nobody, and are closed', async () => {
  const { client, apiKey } = await organization();
  const head = `authorization: Bearer ${apiKey}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`;
  const slow = await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      stalled(
        index % 2 ? 'GET /v1/artists HTTP/1.1\r\nhost: a\r\nx-a: ' : `POST /v1/artists HTTP/1.1\r\nhost: a\r\n${head}`,
      ),
    ),
  );
  for (let call = 0; call < 20; call += 1) await client.artists.list();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await vi.waitFor(() => expect(slow.filter(({ closed }) => !closed)).toEqual([]), { timeout: 50_000, interval: 100 });
  expect((await client.artists.list()).items).toEqual([]);
});
