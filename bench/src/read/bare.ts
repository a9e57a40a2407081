import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from './settings.ts';

// What is left of an authenticated read when nothing is checked, named, logged or made general: the same statements in
// the same transaction over pools of the same size, and JSON.
const { urls } = await readSettings();
const app = postgres(urls.app, { max: 10 });
const auth = postgres(urls.auth, { max: 4 });

async function findOrganization(authorization: string): Promise<string | undefined> {
  const keyHash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest();
  const [key] = await auth<{ organization_id: string }[]>`
    select k.id, k.organization_id, k.name, k.prefix, k.scopes, k.expires_at
    from api_keys k join organizations o on o.id = k.organization_id
    where k.key_hash = ${keyHash} and k.revoked_at is null and k.deleted_at is null
      and o.deleted_at is null and (k.expires_at is null or k.expires_at > now())`;
  return key?.organization_id;
}

async function readCampaign(organizationId: string, id: string): Promise<unknown> {
  return app.begin('read only', async (tx) => {
    const setting = tx`
      select set_config('app.organization_id', ${organizationId}, true), set_config('app.actor_id', '', true)`;
    const reading = tx`select * from campaigns where id = ${id} and deleted_at is null`;
    const [, [campaign]] = await Promise.all([setting, reading]);
    return campaign;
  });
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const organizationId = await findOrganization(request.headers.authorization ?? '');
  return organizationId === undefined ? undefined : readCampaign(organizationId, (request.url ?? '').slice(1));
}

const server = createServer((request, response) => {
  answer(request).then(
    (campaign) => {
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
await Promise.all([app.end({ timeout: 5 }), auth.end({ timeout: 5 })]);
