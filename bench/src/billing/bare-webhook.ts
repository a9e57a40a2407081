import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from '../read/settings.ts';

// What is left without signature and contract: the body is parsed, and the same row stored over as many connections.
const { urls } = await readSettings();
const worker = postgres(urls.worker, { max: 5 });

async function store(request: IncomingMessage): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const payload = Buffer.concat(parts).toString();
  const event = JSON.parse(payload) as {
    id: string;
    type: string;
    created: number;
    data: { object: { customer: string } };
  };
  await worker`
    insert into stripe_events (id, type, api_version, occurred_at, customer_id, invoice_id, payload)
    values (${event.id}, ${event.type}, null, ${new Date(event.created * 1000).toISOString()},
      ${event.data.object.customer}, null, ${payload}::text::jsonb)
    on conflict (id) do nothing returning id`;
}

const server = createServer((request, response) => {
  store(request).then(
    () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"received":true}'),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ready http://127.0.0.1:${port}\n`);
});
await untilStopped();
server.close();
server.closeAllConnections();
await worker.end({ timeout: 5 });
