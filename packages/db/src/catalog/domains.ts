import { domainValues } from '../core/columns.ts';
import type { Queryable } from '../core/postgres.ts';
import type { CatalogDifference } from './describe.ts';

const listOf = (values: readonly string[] | undefined) => [...(values ?? [])].sort().join(', ');

/** Value lists of the database's domains against those that the code's columns use. */
export async function compareDomains(sql: Queryable): Promise<CatalogDifference[]> {
  const rows = await sql<{ name: string; definition: string }[]>`
    select t.typname::text as name, string_agg(pg_get_constraintdef(k.oid), ' ') as definition
    from pg_type t join pg_constraint k on k.contypid = t.oid
    where t.typtype = 'd' and t.typnamespace = 'public'::regnamespace and pg_get_constraintdef(k.oid) like '%ARRAY[%'
    group by t.typname`;
  const live = new Map(
    rows.map((row) => [row.name, [...row.definition.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')]),
  );
  return [...new Set([...domainValues.keys(), ...live.keys()])].sort().flatMap((name) => {
    const [code, database] = [listOf(domainValues.get(name)), listOf(live.get(name))];
    if (code === database) return [];
    const table = `domain ${name}`;
    return [
      { table, line: `values ${code}`, missing: 'in the database' as const },
      { table, line: `values ${database}`, missing: 'in the code' as const },
    ];
  });
}
