import type { ApiKeyWithSecret, Permission } from '@songtrackpro/sdk';
import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { sayList } from '../report/list-lines.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';

interface Options extends ServerOptions {
  json?: boolean;
}

/** Keys of the organization, ended ones too. */
export async function listKeys({ json, limit, ...options }: Options & { limit: number }): Promise<number> {
  const client = await connect(options);
  return sayList(
    client.apiKeys.list({ limit: Math.min(limit + 1, 200) }),
    {
      id: ({ id }) => id,
      name: ({ name }) => name,
      key: ({ prefix }) => `${prefix}…`,
      status: ({ status }) => status,
      'last used': ({ lastUsedAt }) => lastUsedAt?.slice(0, 10) ?? null,
      scopes: ({ scopes }) =>
        scopes.length > 3 ? `${scopes.slice(0, 3).join(', ')} and ${scopes.length - 3} more` : scopes.join(', '),
    },
    { json, limit },
  );
}

/** The key alone goes to standard output, so that `KEY=$(songtrackpro keys create …)` has it. */
function sayKey(made: ApiKeyWithSecret, json: boolean | undefined): number {
  if (json) say(JSON.stringify(made));
  else if (made.key !== null) say(made.key);
  else throw new CommandError(made.hint ?? 'The key was shown once, in an answer that got lost. Replace it.');
  progress(`${made.name}, ${made.id}: it is shown this once. It may ${made.scopes.join(', ')}.`);
  return exitCodes.done;
}

interface CreateOptions extends Options {
  scopes: string[];
  expiresAt?: string;
  networks?: string[];
}

/** Makes a key for a program. */
export async function createKey(
  name: string,
  { scopes, expiresAt, networks, json, ...options }: CreateOptions,
): Promise<number> {
  const client = await connect(options);
  // The server says which permissions there are.
  const input = { name, scopes: scopes as Permission[], expiresAt, allowedNetworks: networks };
  return sayKey(await client.apiKeys.create(input), json);
}

/** Makes a key that replaces another, which works for a while more. */
export async function rotateKey(
  id: string,
  { overlapHours, json, ...options }: Options & { overlapHours?: number },
): Promise<number> {
  const client = await connect(options);
  return sayKey(await client.apiKeys.rotate({ id, overlapHours }), json);
}

/** Ends a key at once. */
export async function revokeKey(id: string, { json, ...options }: Options): Promise<number> {
  const client = await connect(options);
  const revoked = await client.apiKeys.revoke({ id });
  if (json) say(JSON.stringify(revoked));
  else say(`${revoked.name} (${revoked.prefix}…) has ended. It can't be taken back.`);
  return exitCodes.done;
}
