import { isPermission, memberPermissions, supportPermissions } from '@songtrackpro/contracts';
import { findSession, findUsableApiKey } from '@songtrackpro/db';
import { environmentOf, hashApiKey, isWellFormedApiKey } from './api-key-format.ts';
import { AppError } from './app-error.ts';
import type { Authentication, Services } from './context.ts';
import type { SessionCookie } from './session-cookie.ts';
import { toAppError } from './to-app-error.ts';

const bearer = /^Bearer +(\S+)$/i;

/** What a request says about who sends it. */
export interface Credentials {
  authorization: string | undefined;
  /** Counts where there is no `authorization`. */
  cookie: SessionCookie;
  /** Id or slug of the organization that a person means; a key has its own. */
  organization: string | undefined;
  /** Where the request comes from; keys may be bound to networks. */
  address: string | null;
}

/** A key that was made for another installation is the commonest unknown one, and its name says so. */
function unknownKey({ keyEnvironment }: Services, key: string): AppError {
  const environment = environmentOf(key);
  if (environment === keyEnvironment) return new AppError('api_key_invalid');
  const message = `This server does not know the key. It is a key of the environment “${environment}”, and this server makes those of “${keyEnvironment}”: use a key that was made here, or correct the address of the server.`;
  return new AppError('api_key_invalid', { message });
}

async function byApiKey(services: Services, key: string, address: string | null): Promise<Authentication> {
  if (!isWellFormedApiKey(key)) return { ok: false, error: new AppError('api_key_malformed') };
  const found = await findUsableApiKey(services.postgres, hashApiKey(key), address);
  if (!found) return { ok: false, error: unknownKey(services, key) };
  const { apiKey, fromAllowedNetwork } = found;
  if (!fromAllowedNetwork) return { ok: false, error: new AppError('api_key_network', { details: { address } }) };
  return {
    ok: true,
    actor: { kind: 'apiKey', apiKey },
    organizationId: apiKey.organizationId,
    permissions: new Set(apiKey.scopes.filter(isPermission)),
    artistIds: null,
    suspension: apiKey.suspension,
  };
}

async function bySession(
  services: Services,
  signed: string,
  { organization, byCookie }: { organization: string | undefined; byCookie: boolean },
): Promise<Authentication> {
  const token = services.sessions.open(signed);
  const session = token === null ? null : await findSession(services.postgres, token, organization ?? null);
  if (!session) return { ok: false, error: new AppError('session_invalid') };
  const { member, support, user } = session;
  return {
    ok: true,
    actor: { kind: 'user', user, sessionId: session.id, byCookie, member, support },
    organizationId: (member ?? support)?.organizationId ?? null,
    permissions: member
      ? memberPermissions(member.role, member.permissions)
      : new Set(support ? supportPermissions : []),
    artistIds: member?.artistIds ?? null,
    suspension: (member ?? support)?.suspension ?? null,
  };
}

/** Tells who sends a request, by an API key or a session. Never rejects: the fault is answered where the call is. */
export async function authenticate(services: Services, credentials: Credentials): Promise<Authentication> {
  const { authorization, cookie, organization, address } = credentials;
  try {
    if (authorization === undefined || authorization === '') {
      const session = cookie.read();
      if (session === undefined) return { ok: false, error: new AppError('api_key_missing') };
      cookie.refuseForeign();
      return await bySession(services, session, { organization, byCookie: true });
    }
    const token = bearer.exec(authorization)?.[1];
    if (token === undefined) return { ok: false, error: new AppError('api_key_malformed') };
    // A key has no dot; a session's token is joined to its signature by one.
    return token.includes('.')
      ? await bySession(services, token, { organization, byCookie: false })
      : await byApiKey(services, token, address);
  } catch (error) {
    return { ok: false, error: toAppError(error) };
  }
}
