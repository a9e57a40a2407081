import type { Queryable } from '../core/postgres.ts';
import {
  type ColumnFacts,
  columnLine,
  type ForeignKeyFacts,
  foreignKeyLine,
  type IndexFacts,
  indexLine,
  type KeyFacts,
  keyLine,
  type PolicyFacts,
  policyLine,
  rowSecurityLine,
  type TableDescription,
  timestampTriggerLine,
} from './describe.ts';
import { normalizeExpression } from './normalize.ts';

interface LiveTable {
  name: string;
  enabled: boolean;
  forced: boolean;
  stamped: boolean;
  columns: ColumnFacts[];
  keys: KeyFacts[];
  foreignKeys: ForeignKeyFacts[];
  indexes: IndexFacts[];
  policies: PolicyFacts[];
}

function describe(table: LiveTable): TableDescription {
  const normalized = {
    columns: table.columns.map((column) => ({ ...column, default: normalizeExpression(column.default) })),
    indexes: table.indexes.map((index) => ({ ...index, where: normalizeExpression(index.where) })),
    policies: table.policies.map((policy) => ({
      ...policy,
      using: normalizeExpression(policy.using),
      check: normalizeExpression(policy.check),
    })),
  };
  const lines = [
    ...normalized.columns.map(columnLine),
    ...table.keys.map(keyLine),
    ...table.foreignKeys.map(foreignKeyLine),
    ...normalized.indexes.map(indexLine),
    ...normalized.policies.map(policyLine),
    rowSecurityLine(table.enabled, table.forced),
    ...(table.stamped ? [timestampTriggerLine] : []),
  ];
  return { name: table.name, lines: new Set(lines) };
}

/** The tables of the database as they are, without the migrations' own and without partitions. */
export async function describeLive(sql: Queryable): Promise<TableDescription[]> {
  const tables = await sql<LiveTable[]>`
    with names as (
      select attrelid, attnum, attname::text as name from pg_attribute where attnum > 0 and not attisdropped
    ),
    listed as (select c.* from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> 'schema_migrations')
    select t.relname::text as name, t.relrowsecurity as enabled, t.relforcerowsecurity as forced,
      exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgname = 'set_updated_at' and g.tgenabled <> 'D') as stamped,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
          'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated <> '')), '[]')
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'kind', case k.contype when 'p' then 'primary key' else 'unique' end,
          'columns', (select jsonb_agg(n.name order by u.place) from unnest(k.conkey) with ordinality u (attnum, place)
            join names n on n.attrelid = t.oid and n.attnum = u.attnum))), '[]')
        from pg_constraint k where k.conrelid = t.oid and k.contype in ('p', 'u')) as keys,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'columns', (select jsonb_agg(n.name order by u.place) from unnest(k.conkey) with ordinality u (attnum, place)
            join names n on n.attrelid = t.oid and n.attnum = u.attnum),
          'table', f.relname,
          'foreignColumns', (select jsonb_agg(n.name order by u.place)
            from unnest(k.confkey) with ordinality u (attnum, place)
            join names n on n.attrelid = f.oid and n.attnum = u.attnum),
          'cleared', coalesce((select jsonb_agg(n.name order by u.place)
            from unnest(k.confdelsetcols) with ordinality u (attnum, place)
            join names n on n.attrelid = t.oid and n.attnum = u.attnum), '[]'),
          'onDelete', case k.confdeltype when 'c' then 'cascade' when 'n' then 'set null' when 'r' then 'restrict'
            when 'd' then 'set default' else 'no action' end)), '[]')
        from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = t.oid and k.contype = 'f') as "foreignKeys",
      (select coalesce(jsonb_agg(jsonb_build_object(
          'name', i.relname, 'unique', x.indisunique, 'method', m.amname,
          'columns', (select jsonb_agg(pg_get_indexdef(x.indexrelid, place, true) ||
              case when o.opcdefault then '' else ' ' || o.opcname end order by place)
            from generate_series(1, x.indnkeyatts) place join pg_opclass o on o.oid = x.indclass[place - 1]),
          'where', pg_get_expr(x.indpred, x.indrelid))), '[]')
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
        where x.indrelid = t.oid and x.indisvalid
          and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u'))) as indexes,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'name', p.polname, 'restrictive', not p.polpermissive,
          'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
            when 'd' then 'delete' else 'all' end,
          'roles', (select jsonb_agg(case when r.oid = t.relowner then 'owner' else r.rolname end order by r.rolname)
            from pg_roles r where r.oid = any (p.polroles)),
          'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))), '[]')
        from pg_policy p where p.polrelid = t.oid) as policies
    from listed t order by t.relname`;
  return tables.map(describe);
}
