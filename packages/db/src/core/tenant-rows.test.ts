import { expect, test } from 'vitest';
import { furnish } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { withTenant } from './tenant.ts';
import { readTenantRows, unexportedColumns, unexportedTables } from './tenant-rows.ts';

const { owner, postgres } = await openTestDatabase();

async function exported(organizationId: string): Promise<Map<string, Record<string, unknown>[]>> {
  const found = new Map<string, Record<string, unknown>[]>();
  await withTenant(
    postgres,
    { organizationId },
    async (tx) => {
      for await (const { table, rows } of readTenantRows(tx)) {
        const parsed = rows.map((row) => JSON.parse(row) as Record<string, unknown>);
        found.set(table, [...(found.get(table) ?? []), ...parsed]);
      }
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
  return found;
}

test('every table of tenants is exported or left out by name, each with the rows of its organization alone', async () => {
  const [ours] = [await furnish(postgres), await furnish(postgres)];
  const tables = await exported(ours.organizationId);
  const expected = await owner<{ name: string }[]>`
    select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where a.attname = 'organization_id' and a.attnotnull and c.relkind in ('r', 'p') and not c.relispartition
      and c.relnamespace = 'public'::regnamespace`;
  const names = expected.map(({ name }) => name).filter((name) => !(name in unexportedTables));
  expect([...tables.keys()].toSorted()).toEqual([...names, 'organizations', 'people'].toSorted());
  for (const [table, rows] of tables) {
    expect([table, rows.length > 0]).toEqual([table, true]);
    for (const row of rows.filter((row) => 'organization_id' in row))
      expect(row.organization_id).toBe(ours.organizationId);
  }
  expect(tables.get('organizations')?.map(({ id }) => id)).toEqual([ours.organizationId]);
});

/** Columns whose names sound like something that opens a door, and don't. */
const harmless = new Set([
  'import_mappings.header_hash',
  'integrations.token_expires_at',
  'invoices.pdf_key',
  'notifications.event_key',
  'webhook_endpoints.previous_secret_until',
  'webhook_events.event_key',
]);

test('no column that sounds like a secret is exported, among them those of later migrations', async () => {
  const { organizationId } = await furnish(postgres);
  const suspicious = /hash|token|secret|password|cipher|verifier|_key$|^key/;
  const found: string[] = [];
  for (const [table, [row = {}]] of await exported(organizationId))
    found.push(...Object.keys(row).flatMap((column) => (suspicious.test(column) ? `${table}.${column}` : [])));
  expect(found.filter((column) => !harmless.has(column))).toEqual([]);
  const columns = await owner<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`;
  const there = new Set(columns.map(({ name }) => name));
  const named = Object.entries(unexportedColumns).flatMap(([table, names]) => names.map((name) => `${table}.${name}`));
  expect(named.filter((name) => !there.has(name))).toEqual([]);
});
