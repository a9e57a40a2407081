import { identityStatements } from '../core/identity-transaction.ts';
import type { Postgres } from '../core/postgres.ts';

/** A session as its person sees it: never with its token. */
export interface SessionEntry {
  id: string;
  ip: string | null;
  userAgent: string | null;
  createdAt: string;
  lastUsedAt: string;
  expiresAt: string;
}

/** Sessions of a person that have not ended, newest first. */
export async function listSessions({ auth }: Pick<Postgres, 'auth'>, userId: string): Promise<SessionEntry[]> {
  const rows = await auth<
    { id: string; ip: string | null; agent: string | null; created: Date; updated: Date; expires: Date }[]
  >`
    select id, ip_address as ip, user_agent as agent, created_at as created, updated_at as updated, expires_at as expires
    from auth_sessions where user_id = ${userId} and expires_at > now() order by created_at desc, id desc`;
  return rows.map((row) => ({
    id: row.id,
    ip: row.ip,
    userAgent: row.agent,
    createdAt: row.created.toISOString(),
    lastUsedAt: row.updated.toISOString(),
    expiresAt: row.expires.toISOString(),
  }));
}

/** The session's own token, for the sign-in library; null where the session is gone. */
export async function findSessionToken(
  { auth }: Pick<Postgres, 'auth'>,
  sessionId: string,
): Promise<{ token: string; expiresAt: string } | null> {
  const [row] = await auth<{ token: string; expires: Date }[]>`
    select token, expires_at as expires from auth_sessions where id = ${sessionId}`;
  return row ? { token: row.token, expiresAt: row.expires.toISOString() } : null;
}

/** Ends one session of a person; false where they have no such session. */
export async function deleteSession(
  postgres: Pick<Postgres, 'auth'>,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const { count } = await identityStatements(
    postgres,
  )`delete from auth_sessions where user_id = ${userId} and id = ${sessionId}`;
  return count === 1;
}

/** Ends all sessions of a person but the one of this id or token; answers how many. */
export async function deleteSessions(
  postgres: Pick<Postgres, 'auth'>,
  userId: string,
  kept: string | null,
): Promise<number> {
  const { count } = await identityStatements(postgres)`
    delete from auth_sessions where user_id = ${userId}
      and (${kept}::text is null or ${kept}::text not in (id::text, token))`;
  return count;
}
