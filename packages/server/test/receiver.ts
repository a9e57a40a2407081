import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ReceivedWebhook, verifyWebhook, type WebhookEvent } from '@songtrackpro/sdk';
import { afterAll } from 'vitest';

export interface Received extends ReceivedWebhook {
  headers: Record<string, string | string[] | undefined>;
  body: string;
  path: string;
}

export type Answering = (response: ServerResponse, received: Received) => void;

export interface Receiver {
  url: string;
  received: Received[];
  /** How it answers from here on; 204 unless told otherwise. */
  answer(how: Answering | number): void;
  /** What came, verified as of a moment and with these secrets. */
  events(secret: string | readonly string[], now: () => Date): Promise<WebhookEvent[]>;
}

const withStatus =
  (status: number): Answering =>
  (response) =>
    response.writeHead(status).end();

/** A receiver of webhooks on loopback, closed after the test file. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how: Answering = withStatus(204);
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const one = { headers: { ...request.headers }, body, path: request.url ?? '' };
      received.push(one);
      how(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer(next) {
      how = typeof next === 'number' ? withStatus(next) : next;
    },
    events: (secret, now) =>
      Promise.all(received.map((one) => verifyWebhook(one, secret, { now: () => now().getTime() }))),
  };
}
