import type { Postgres } from './postgres.ts';

export interface VacuumReport {
  vacuumed: string[];
  /** Tables that this role may not vacuum: before PostgreSQL 17 only their owner may, and autovacuum does it alone. */
  skipped: string[];
}

/** The nightly VACUUM (ANALYZE), table by table, where the worker's role may; a table in use is left to the next night. */
export async function vacuumTables(postgres: Pick<Postgres, 'worker'>): Promise<VacuumReport> {
  const [server] = await postgres.worker<{ version: number }[]>`
    select current_setting('server_version_num')::int as version`;
  const may =
    (server?.version ?? 0) >= 170_000
      ? postgres.worker`has_table_privilege(c.oid, 'MAINTAIN')`
      : postgres.worker`pg_has_role(c.relowner, 'USAGE')`;
  const tables = await postgres.worker<{ name: string; may: boolean }[]>`
    select c.relname::text as name, ${may} as may from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
    order by 1`;
  const report: VacuumReport = { vacuumed: [], skipped: [] };
  for (const { name, may: allowed } of tables) {
    if (allowed) await postgres.worker`vacuum (analyze, skip_locked) ${postgres.worker(name)}`.simple();
    report[allowed ? 'vacuumed' : 'skipped'].push(name);
  }
  return report;
}
