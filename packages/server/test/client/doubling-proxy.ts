import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the second sending of a request follows the first. */
export type Doubling = 'at the same time' | 'after its answer';

export interface DoublingProxy {
  url: string;
  /** What the server was sent in all. */
  sent: number;
  close(): Promise<void>;
}

/** A proxy that loses its memory: it sends every request twice, and hands on the answer to the second. */
export async function openDoublingProxy(upstream: string, doubling: Doubling): Promise<DoublingProxy> {
  const server = createServer(async (request, answer) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const send = () => {
      proxy.sent += 1;
      return fetch(`${upstream}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(parts.length > 0 && { body: Buffer.concat(parts) }),
      });
    };
    const [first, second] =
      doubling === 'at the same time' ? await Promise.all([send(), send()]) : [await send(), await send()];
    await first.arrayBuffer();
    answer.writeHead(second.status, { 'content-type': second.headers.get('content-type') ?? '' });
    answer.end(Buffer.from(await second.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: DoublingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
