import { findSessionToken } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { OpenContext, PersonContext } from '../core/context.ts';
import { type Auth, authOf } from './auth.ts';

/** Where the call comes from, as the sign-in library notes it with a session. */
function originHeaders({ origin }: OpenContext): Headers {
  const headers = new Headers();
  if (origin.ip !== null) headers.set('x-real-ip', origin.ip);
  if (origin.userAgent !== null) headers.set('user-agent', origin.userAgent);
  return headers;
}

export interface AuthCall {
  auth: Auth;
  headers: Headers;
}

/** The library and the headers of a call by nobody. */
export async function openCall(ctx: OpenContext): Promise<AuthCall> {
  return { auth: await authOf(ctx.services), headers: originHeaders(ctx) };
}

/** The same with a signed value as one of the library’s own cookies. */
export async function cookieCall(
  ctx: OpenContext,
  cookie: 'session_token' | 'two_factor',
  signed: string,
): Promise<AuthCall> {
  const { auth, headers } = await openCall(ctx);
  const { name } = (await auth.$context).createAuthCookie(cookie);
  headers.set('cookie', `${name}=${encodeURIComponent(signed)}`);
  return { auth, headers };
}

/** The same as the person of the session. */
export async function sessionCall(ctx: PersonContext): Promise<AuthCall> {
  const session = await findSessionToken(ctx.services.postgres, ctx.actor.sessionId);
  if (!session) throw new AppError('session_invalid');
  return cookieCall(ctx, 'session_token', ctx.services.sessions.sign(session.token));
}

/** A value that the library set as one of its cookies, as it signed it; null where it set none. */
export async function cookieOf(
  auth: Auth,
  headers: Headers,
  cookie: 'session_token' | 'two_factor',
): Promise<string | null> {
  const prefix = `${(await auth.$context).createAuthCookie(cookie).name}=`;
  const set = headers.getSetCookie().findLast((line) => line.startsWith(prefix));
  const value = set?.slice(prefix.length).split(';')[0];
  return value === undefined || value === '' ? null : decodeURIComponent(value);
}
