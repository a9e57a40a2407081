import type { Queryable } from '../core/postgres.ts';
import { describeDeclared } from './declared.ts';
import type { CatalogDifference } from './describe.ts';
import { compareDomains } from './domains.ts';
import { describeLive } from './live.ts';
import { declaredTables } from './tables.ts';

/** Everything in which the database differs from the tables that the code declares; empty when nothing does. */
export async function compareCatalog(sql: Queryable): Promise<CatalogDifference[]> {
  const declared = new Map(declaredTables.map(describeDeclared).map((table) => [table.name, table.lines]));
  const live = new Map((await describeLive(sql)).map((table) => [table.name, table.lines]));
  const differences: CatalogDifference[] = [];
  for (const table of [...new Set([...declared.keys(), ...live.keys()])].sort()) {
    const [code, database] = [declared.get(table), live.get(table)];
    if (!code || !database) {
      differences.push({ table, line: 'the table', missing: code ? 'in the database' : 'in the code' });
      continue;
    }
    for (const line of code) if (!database.has(line)) differences.push({ table, line, missing: 'in the database' });
    for (const line of database) if (!code.has(line)) differences.push({ table, line, missing: 'in the code' });
  }
  return [...differences, ...(await compareDomains(sql))];
}
