import { createHash, createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

/** Roles that a server process logs in as; `app_search` only owns the search functions. */
export const loginRoles = ['app_rw', 'app_auth', 'app_worker'] as const;
export type LoginRole = (typeof loginRoles)[number];

/** What ends a statement, a wait or an idle transaction, set on the role so that no connection can lack it. */
const timeouts: Record<LoginRole, Record<string, string>> = {
  app_rw: { statement_timeout: '30s', lock_timeout: '10s', idle_in_transaction_session_timeout: '60s' },
  app_auth: { statement_timeout: '10s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' },
  // Its nightly VACUUM and purges are long; a forgotten transaction is not.
  app_worker: { lock_timeout: '30s', idle_in_transaction_session_timeout: '5min' },
};

/** The password of a role is derived, so that every process of one installation knows it without storing it. */
function rolePassword(role: LoginRole, secret: string): string {
  return createHmac('sha256', secret).update(`songtrackpro role ${role}`).digest('base64url');
}

/** A URL for the same server and database, as another role. */
export function roleUrl(ownerUrl: string, role: LoginRole, secret: string): string {
  const match = /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?(.*)$/s.exec(ownerUrl);
  if (!match) throw new Error('DATABASE_URL must begin with postgres:// or postgresql://');
  return `${match[1]}${role}:${rolePassword(role, secret)}@${match[2]}`;
}

export class RolesMissingError extends Error {
  override name = 'RolesMissingError';
}

function loginStatements(role: LoginRole, secret: string, exists: boolean): { mark: string; sql: string[] } {
  const password = rolePassword(role, secret);
  const settings = Object.entries(timeouts[role]).map(([name, value]) => `alter role ${role} set ${name} = '${value}'`);
  const sql = [
    `${exists ? 'alter' : 'create'} role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`,
    ...settings,
  ];
  const digest = createHash('sha256').update(sql.slice(1).concat(password).join()).digest('hex');
  const mark = `songtrackpro ${digest.slice(0, 16)}`;
  return { mark, sql: [...sql, `comment on role ${role} is '${mark}'`] };
}

/** Statements that are still to be run; none where everything is as it should be. */
async function missingStatements(owner: postgres.Sql, secret: string): Promise<string[]> {
  const existing = await owner<{ rolname: string; comment: string | null }[]>`
    select rolname, shobj_description(oid, 'pg_authid') as comment from pg_roles where rolname like 'app\\_%'`;
  const comments = new Map(existing.map((role) => [role.rolname, role.comment]));
  const statements = loginRoles.flatMap((role) => {
    const { mark, sql } = loginStatements(role, secret, comments.has(role));
    return comments.get(role) === mark ? [] : sql;
  });
  if (!comments.has('app_search')) statements.unshift('create role app_search nologin nosuperuser nobypassrls');
  const [me] = await owner<{ name: string; member: boolean }[]>`
    select quote_ident(current_user) as name, case when exists (select from pg_roles where rolname = 'app_search')
      then pg_has_role(current_user, 'app_search', 'MEMBER') else false end as member`;
  // Who hands functions over to a role must be a member of it.
  if (me && !me.member) statements.push(`grant app_search to ${me.name}`);
  return statements;
}

/**
 * Another database of the same cluster, whose migration runs at the same time, changes the same roles: created or
 * changed meanwhile (the catalog reports it as an internal error), so look again.
 */
const concurrent = new Set(['42710', '23505', 'XX000', '40001', '40P01']);
const attempts = 10;

/**
 * Makes the roles or brings their passwords and time-outs up to date. A role's comment carries a digest of both, so a
 * start that changes nothing writes nothing. Without CREATEROLE the error carries the SQL an administrator runs.
 */
export async function ensureRoles(owner: postgres.Sql, secret: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const statements = await missingStatements(owner, secret);
    if (statements.length === 0) return;
    const [me] = await owner<{ allowed: boolean }[]>`
      select rolsuper or rolcreaterole as allowed from pg_roles where rolname = current_user`;
    if (!me?.allowed) {
      throw new RolesMissingError(
        `The role of DATABASE_URL may not create roles. Let an administrator run this once, then start again:\n${statements.join(';\n')};`,
      );
    }
    try {
      await owner.begin(async (tx) => {
        for (const statement of statements) await tx.unsafe(statement);
      });
      return;
    } catch (error) {
      const known = error instanceof postgres.PostgresError && concurrent.has(error.code);
      if (!known || attempt === attempts) throw error;
      await pause(20 * attempt);
    }
  }
}
