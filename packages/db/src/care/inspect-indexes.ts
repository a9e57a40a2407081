import type { Queryable } from '../core/postgres.ts';
import { orFine, type RelationalFinding } from './finding.ts';

/** Foreign keys whose rows can only be found by reading the whole table. */
export async function inspectForeignKeys(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'foreign-keys';
  const keys = await sql<{ table: string; name: string }[]>`
    select k.conrelid::regclass::text as "table", k.conname::text as name from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and not c.relispartition
      -- An index serves when it begins with columns of the key, all of them or enough to be unique.
      and not exists (
        select from pg_index x where x.indrelid = k.conrelid and x.indpred is null and x.indisvalid and (
          (select array_agg(a::int2) from unnest(x.indkey[0:cardinality(k.conkey) - 1]) a) @> k.conkey
          or (x.indisunique and k.conkey @> (select array_agg(a::int2) from unnest(x.indkey[0:x.indnkeyatts - 1]) a))))
    order by 1, 2`;
  return orFine(
    code,
    keys.map(({ table, name }) => ({
      code,
      severity: 'fault',
      subject: table,
      message: `${table}: no index serves the foreign key ${name}, so deleting what it points to reads the whole table.`,
    })),
    'Every foreign key has an index.',
  );
}

/** Indexes that say the same as another one of their table. */
export async function inspectDuplicateIndexes(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'duplicate-indexes';
  const pairs = await sql<{ table: string; first: string; second: string }[]>`
    select a.indrelid::regclass::text as "table", a.indexrelid::regclass::text as first, b.indexrelid::regclass::text as second
    from pg_index a join pg_index b on b.indrelid = a.indrelid and b.indexrelid > a.indexrelid
      and b.indkey::text = a.indkey::text and b.indclass::text = a.indclass::text
      and pg_get_expr(b.indpred, b.indrelid) is not distinct from pg_get_expr(a.indpred, a.indrelid)
      and pg_get_expr(b.indexprs, b.indrelid) is not distinct from pg_get_expr(a.indexprs, a.indrelid)
    join pg_class c on c.oid = a.indrelid
    where c.relnamespace = 'public'::regnamespace and not c.relispartition order by 1, 2`;
  return orFine(
    code,
    pairs.map(({ table, first, second }) => ({
      code,
      severity: 'warning',
      subject: table,
      message: `${table}: the indexes ${first} and ${second} are the same; drop one.`,
    })),
    'No index is there twice.',
  );
}

const unusedFromBytes = 8 * 1024 * 1024;

/** Large indexes that no statement has used since the statistics were reset; those that enforce a rule don't count. */
export async function inspectUnusedIndexes(sql: Queryable): Promise<RelationalFinding[]> {
  const code = 'unused-indexes';
  const indexes = await sql<{ table: string; name: string; bytes: number }[]>`
    select s.relid::regclass::text as "table", s.indexrelid::regclass::text as name,
      pg_relation_size(s.indexrelid)::float8 as bytes
    from pg_stat_user_indexes s join pg_index x on x.indexrelid = s.indexrelid
    where s.schemaname = 'public' and s.idx_scan = 0 and not x.indisunique
      and pg_relation_size(s.indexrelid) >= ${unusedFromBytes} order by 3 desc`;
  return orFine(
    code,
    indexes.map(({ table, name, bytes }) => ({
      code,
      severity: 'warning',
      subject: table,
      message: `${table}: the index ${name} (${Math.round(bytes / 1e6)} MB) has not been used since the statistics began.`,
      details: { bytes },
    })),
    'No large index is unused.',
  );
}
