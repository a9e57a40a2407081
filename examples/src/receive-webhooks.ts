/**
 * Receives webhooks: starts a small receiver on this machine, registers it, lets something happen, verifies what comes and
 * prints it. The server has to allow private addresses, as `start` and `dev` do; a receiver of yours has a public one.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_… node receive-webhooks.ts
 */
import { createServer, type IncomingMessage } from 'node:http';
import { SongTrackPro, verifyWebhook, type WebhookEvent, WebhookVerificationError } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '' } = process.env;
if (baseUrl === '' || apiKey === '') {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY; `npx -y pnpm@12 start` prints both.');
  process.exit(2);
}

const client = new SongTrackPro({ baseUrl, apiKey });
const secrets: string[] = [];
/** An event may come twice, so what was handled is remembered: in a database of yours, beside what handling it changed. */
const handled = new Set<string>();
const waiting = new Map<WebhookEvent['type'], (event: WebhookEvent) => void>();
const arrivalOf = (type: WebhookEvent['type']) =>
  new Promise<WebhookEvent>((resolve) => {
    waiting.set(type, resolve);
  });

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function lineOf(event: WebhookEvent): string {
  switch (event.type) {
    case 'webhook.test':
      return `Test         ${event.data.message}`;
    case 'import.finished':
      return `Import       ${event.data.fileName} is ${event.data.status}, ${event.data.rowsRead} rows`;
    default:
      // Types that are new to this program.
      return `Passed over  ${event.type}`;
  }
}

const receiver = createServer(async (request, response) => {
  try {
    const event = await verifyWebhook({ headers: request.headers, body: await bodyOf(request) }, secrets);
    // Answered at once: what takes long is done afterwards, or the server takes silence for a failure.
    response.writeHead(204).end();
    if (handled.has(event.id)) return;
    handled.add(event.id);
    console.log(lineOf(event));
    waiting.get(event.type)?.(event);
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    response.writeHead(400).end(error.reason);
  }
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const address = receiver.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const url = `http://127.0.0.1:${port}/hook`;

const endpoint = await client.webhooks.create({ url, eventTypes: ['import.finished'], description: 'An example' });
if (endpoint.secret === null) throw new Error('the secret was shown before; replace it with webhooks.rotateSecret');
secrets.push(endpoint.secret);
console.log(`Registered   for ${endpoint.eventTypes?.join(', ')}`);

const forged = await fetch(url, { method: 'POST', headers: { 'webhook-id': 'a' }, body: '{"type":"import.finished"}' });
console.log(`Forged       answered ${forged.status}, ${await forged.text()}`);

try {
  const tested = arrivalOf('webhook.test');
  await client.webhooks.sendTest({ id: endpoint.id });
  await tested;

  const imported = arrivalOf('import.finished');
  const artist = await client.artists.create({ name: 'Webhook Artist' });
  const file = `date,listeners,streams\n2026-01-01,1,10\n2026-01-02,2,20\n`;
  await client.imports.run({ fileName: 'webhook.csv', artistId: artist.id }, file);
  const { id: eventId } = await imported;

  const rotated = await client.webhooks.rotateSecret({ id: endpoint.id, overlapHours: 1 });
  if (rotated.secret !== null) secrets.unshift(rotated.secret);
  const delivered = async () =>
    (await client.webhooks.listDeliveries({ endpointId: endpoint.id, eventId })).items.find(
      ({ status }) => status === 'delivered',
    );
  let delivery = await delivered();
  for (; !delivery; delivery = await delivered()) await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(
    `Delivered    ${delivery.eventType}, answered ${delivery.responseStatus} at attempt ${delivery.attempts}`,
  );
} finally {
  await client.webhooks.delete({ id: endpoint.id });
  receiver.close();
}
