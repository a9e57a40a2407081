import { compareCatalog } from '../catalog/compare.ts';
import { pendingMigrations, readApplied, readMigrations } from '../core/migration-files.ts';
import type { Queryable } from '../core/postgres.ts';
import { orFine, type RelationalFinding } from './finding.ts';

/** Migrations that are still to be applied, and those that this version does not match. */
export async function inspectMigrations(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'migrations';
  try {
    const pending = pendingMigrations(await readMigrations(), await readApplied(sql));
    return orFine(
      code,
      pending.map(({ name }) => ({
        code,
        severity: 'fault',
        subject: name,
        message: `The migration ${name} is pending. Run \`songtrackpro migrate\`.`,
      })),
      'All migrations are applied.',
    );
  } catch (error) {
    return [
      {
        code,
        severity: 'fault',
        subject: 'PostgreSQL',
        message: error instanceof Error ? error.message : String(error),
      },
    ];
  }
}

/** Everything in which the database differs from the code: a dropped policy, a missing index, a changed column. */
export async function inspectCatalog(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'schema';
  const differences = await compareCatalog(sql);
  return orFine(
    code,
    differences.map(({ table, line, missing }) => ({
      code,
      severity: 'fault',
      subject: table,
      message: `${table}: ${line} is missing ${missing}.`,
    })),
    'Tables, keys, indexes and policies are as the code declares them.',
  );
}

/** Tables that a tenant's transaction could read without a policy, and partitions that are open to a role. */
export async function inspectPolicies(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'policies';
  const tables = await sql<{ name: string; fault: string }[]>`
    select c.relname::text as name,
      case when not c.relrowsecurity then 'row security is off'
        when c.relispartition then 'a role may read this partition past its parent’s policies'
        when not c.relforcerowsecurity then 'row security does not bind the owner (FORCE)'
        else 'it has no policy' end as fault
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
      and (not c.relrowsecurity
        or (not c.relispartition and (not c.relforcerowsecurity
          or not exists (select from pg_policy p where p.polrelid = c.oid)))
        or (c.relispartition and exists (select from aclexplode(c.relacl) g
          where g.grantee <> c.relowner and g.privilege_type <> 'MAINTAIN')))
    order by 1`;
  return orFine(
    code,
    tables.map(({ name, fault }) => ({ code, severity: 'fault', subject: name, message: `${name}: ${fault}.` })),
    'Every table has its policies, and no partition is open.',
  );
}
