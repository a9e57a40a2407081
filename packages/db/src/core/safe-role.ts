import type postgres from 'postgres';

export class UnsafeRoleError extends Error {
  override name = 'UnsafeRoleError';
}

/**
 * Refuses a connection on which row policies would not bind: a superuser, a role with BYPASSRLS, an owner of tables, or
 * a member of any of these (it could SET ROLE to them).
 */
export async function assertSafeRole(sql: postgres.Sql): Promise<void> {
  const faults = await sql<{ role: string; me: boolean; fault: string }[]>`
    select r.rolname as role, r.rolname = current_user as me,
      case when r.rolsuper then 'is a superuser'
           when r.rolbypassrls then 'has BYPASSRLS'
           else 'owns tables' end as fault
    from pg_roles r
    where pg_has_role(current_user, r.oid, 'MEMBER')
      and (r.rolsuper or r.rolbypassrls or exists (
        select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm')
          and c.relnamespace = 'public'::regnamespace))`;
  const fault = faults[0];
  if (!fault) return;
  const who = fault.me
    ? 'The role of the application connection'
    : `The application connection may SET ROLE to ${fault.role}, which`;
  throw new UnsafeRoleError(
    `${who} ${fault.fault}, so row-level security would not bind. Use the role app_rw (DATABASE_APP_URL), never the owner’s URL.`,
  );
}
