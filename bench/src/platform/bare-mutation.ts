import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from '../read/settings.ts';

// What is left of a mutation without limits, idempotency, audit, permissions and contract: the key's look-up and one
// insert in the organization's transaction, over pools of the same size.
const { urls } = await readSettings();
const app = postgres(urls.app, { max: 10 });
const auth = postgres(urls.auth, { max: 4 });

async function findOrganization(authorization: string): Promise<string | undefined> {
  const keyHash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest();
  const [key] = await auth<{ organization_id: string }[]>`
    select k.id, k.organization_id, k.scopes
    from api_keys k join organizations o on o.id = k.organization_id
    where k.key_hash = ${keyHash} and k.revoked_at is null and k.deleted_at is null
      and o.deleted_at is null and (k.expires_at is null or k.expires_at > now())`;
  return key?.organization_id;
}

async function readJson(request: IncomingMessage): Promise<{ name: string }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const organizationId = await findOrganization(request.headers.authorization ?? '');
  if (organizationId === undefined) return undefined;
  const { name } = await readJson(request);
  return app.begin(async (tx) => {
    const setting = tx`
      select set_config('app.organization_id', ${organizationId}, true), set_config('app.actor_id', '', true)`;
    const inserting = tx`insert into artists (organization_id, name, origin)
      values (${organizationId}, ${name}, 'manual') returning *`;
    const [, [artist]] = await Promise.all([setting, inserting]);
    return artist;
  });
}

const server = createServer((request, response) => {
  answer(request).then(
    (artist) => {
      response.writeHead(artist ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(artist ?? null));
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
