import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceivedWebhook } from '@songtrackpro/sdk';

/** A receiver on this machine that takes whatever comes. */
export async function openReceiver(): Promise<{ url: string; received: ReceivedWebhook[]; close(): void }> {
  const received: ReceivedWebhook[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const { port } = receiver.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, received, close: () => receiver.close() };
}
