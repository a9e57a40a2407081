import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from './settings.ts';

// The select alone over a pool of the server's size, as the server's role: no key is looked up, and the organization, without
// which row policies show nothing, is set once for each connection, so there is no transaction around it.
const { urls } = await readSettings();
const organizationId = process.argv[3] ?? '';
const app = postgres(urls.app, { max: 10, connection: { 'app.organization_id': organizationId } });
const server = createServer((request, response) => {
  const id = (request.url ?? '').slice(1);
  app`select * from campaigns where id = ${id} and deleted_at is null`.then(
    ([campaign]) => {
      response.writeHead(campaign ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(campaign ?? null));
    },
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
await app.end({ timeout: 5 });
