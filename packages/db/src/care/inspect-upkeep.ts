import type { Queryable } from '../core/postgres.ts';
import { orFine, type RelationalFinding } from './finding.ts';

/** Dead tuples are worth a word when a table has many of them, by number and by share. */
const deadFrom = 10_000;
const deadShare = 0.2;

/** Dead tuples, the last VACUUM, and an estimate of the space that they take. */
export async function inspectDeadTuples(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'vacuum';
  const tables = await sql<{ name: string; live: number; dead: number; vacuumed: string | null; bytes: number }[]>`
    select relname::text as name, n_live_tup::float8 as live, n_dead_tup::float8 as dead,
      to_json(greatest(last_vacuum, last_autovacuum)) #>> '{}' as vacuumed, pg_relation_size(relid)::float8 as bytes
    from pg_stat_user_tables where schemaname = 'public' and n_live_tup + n_dead_tup > 0 order by n_dead_tup desc`;
  return tables.map(({ name, live, dead, vacuumed, bytes }) => {
    const share = dead / (live + dead);
    const much = dead >= deadFrom && share >= deadShare;
    return {
      code,
      severity: much ? 'warning' : 'ok',
      subject: name,
      message: `${name}: ${dead} dead of ${live + dead} rows, about ${Math.round((bytes * share) / 1e6)} MB to reuse; ${
        vacuumed === null ? 'never vacuumed' : `last vacuumed ${vacuumed}`
      }.`,
      details: { live, dead, bytes, bloatBytes: Math.round(bytes * share), lastVacuum: vacuumed },
    };
  });
}

const required: Record<string, { value: string; why: string }> = {
  autovacuum: { value: 'on', why: 'Without it dead rows are never reused, and ids run out.' },
  track_counts: { value: 'on', why: 'Autovacuum starts by these counts.' },
  fsync: { value: 'on', why: 'Without it a crash of the machine can lose what was acknowledged.' },
  full_page_writes: { value: 'on', why: 'Without it a torn page after a crash is not repaired.' },
  synchronous_commit: { value: 'on', why: 'Without it a crash can lose what was acknowledged.' },
};

/** Settings that what is acknowledged, and the upkeep of the tables, depend on. */
export async function inspectSettings(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'settings';
  const rows = await sql<{ name: string; setting: string }[]>`
    select name, setting from pg_settings where name = any (${Object.keys(required)})`;
  const faults = rows.flatMap(({ name, setting }): RelationalFinding[] => {
    const { value, why } = required[name] ?? { value: setting, why: '' };
    // remote_apply and remote_write keep more than "on" does.
    if (setting === value || (name === 'synchronous_commit' && setting.startsWith('remote'))) return [];
    return [{ code, severity: 'fault', subject: name, message: `${name} is ${setting}; set it to ${value}. ${why}` }];
  });
  return orFine(code, faults, 'Autovacuum is on, and commits are durable.');
}

const strayFrom = 1;

/** Rows that wait in a default partition, and the months that are made ahead. */
export async function inspectPartitions(sql: Queryable, now: Date): Promise<RelationalFinding[]> {
  const code = 'partitions';
  const month = now.toISOString().slice(0, 7).replace('-', '_');
  const parents = await sql<{ name: string; fallback: string; there: boolean }[]>`
    select name, fallback::text as fallback, to_regclass(format('%I', name || ${`_${month}`})) is not null as there
    from partitioned_tables order by 1`;
  const findings: RelationalFinding[] = [];
  for (const { name, fallback, there } of parents) {
    const message = `${name}: the running month has no partition. The nightly job has not run.`;
    if (!there) findings.push({ code, severity: 'fault', subject: name, message });
    const [{ rows = 0 } = {}] = await sql<{ rows: number }[]>`
      select count(*)::int as rows from (select from ${sql(fallback)} limit 100000) stray`;
    if (rows < strayFrom) continue;
    const waiting = `${name}: ${rows} rows wait in the default partition for a partition of their month.`;
    findings.push({ code, severity: 'warning', subject: name, message: waiting, details: { rows } });
  }
  return orFine(code, findings, 'Months have their partitions.');
}
