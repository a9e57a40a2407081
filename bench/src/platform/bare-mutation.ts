import type { IncomingMessage } from 'node:http';
import { serveBare } from '../read/bare-server.ts';

async function readJson(request: IncomingMessage): Promise<{ name: string }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

// What is left of a mutation without limits, idempotency, audit, permissions and contract: the key's look-up and one
// insert in the organization's transaction, over pools of the same size.
await serveBare(async (request, app, organizationId) => {
  const { name } = await readJson(request);
  return app.begin(async (tx) => {
    const setting = tx`
      select set_config('app.organization_id', ${organizationId}, true), set_config('app.actor_id', '', true)`;
    const inserting = tx`insert into artists (organization_id, name, origin)
      values (${organizationId}, ${name}, 'manual') returning *`;
    const [, [artist]] = await Promise.all([setting, inserting]);
    return artist;
  });
});
