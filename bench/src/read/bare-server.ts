import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres, { type Sql } from 'postgres';
import { untilStopped } from '../harness/child.ts';
import { readSettings } from './settings.ts';

type Answer = (request: IncomingMessage, app: Sql, organizationId: string) => Promise<unknown>;

/** The look-up of a key as the server makes it. */
async function findOrganization(auth: Sql, authorization: string): Promise<string | undefined> {
  const keyHash = createHash('sha256').update(authorization.slice('Bearer '.length)).digest();
  const [key] = await auth<{ organization_id: string }[]>`
    select k.id, k.organization_id, k.name, k.prefix, k.scopes, k.expires_at
    from api_keys k join organizations o on o.id = k.organization_id
    where k.key_hash = ${keyHash} and k.revoked_at is null and k.deleted_at is null
      and o.deleted_at is null and (k.expires_at is null or k.expires_at > now())`;
  return key?.organization_id;
}

/** Serves JSON over pools of the server's size until it is stopped: 404 where there is no key or no answer. */
export async function serveBare(answer: Answer): Promise<void> {
  const { urls } = await readSettings();
  const app = postgres(urls.app, { max: 10 });
  const auth = postgres(urls.auth, { max: 4 });
  const answerTo = async (request: IncomingMessage) => {
    const organizationId = await findOrganization(auth, request.headers.authorization ?? '');
    return organizationId === undefined ? undefined : answer(request, app, organizationId);
  };
  const server = createServer((request, response) => {
    answerTo(request).then(
      (found) => {
        response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(found ?? null));
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
}
