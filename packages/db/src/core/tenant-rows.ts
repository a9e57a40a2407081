import { sql } from 'drizzle-orm';
import type { TenantTransaction } from './tenant.ts';

/** Tables of a tenant that an export leaves out, and why. */
export const unexportedTables: Readonly<Record<string, string>> = {
  connection_attempts: 'Attempts to connect an account that are under way; they are over within minutes.',
  idempotency_answers: 'Answers that are kept for a day to be repeated; they say nothing new, and may hold a new key.',
  outbox: 'What is on its way to the document store; it stands in activity_events.',
};

/** Columns that an export leaves out: what opens something, and what only the server that encrypted it can read. */
export const unexportedColumns: Readonly<Record<string, readonly string[]>> = {
  api_keys: ['key_hash'],
  integrations: ['access_token', 'refresh_token', 'token_key'],
  invitations: ['token_hash'],
  report_shares: ['token_hash'],
  webhook_endpoints: ['secret', 'secret_key', 'previous_secret', 'previous_secret_key'],
};

export interface TenantRows {
  table: string;
  /** A JSON object each, by the names of the columns. */
  rows: string[];
}

const batch = 1000;

/**
 * Every row of the transaction's organization, table by table in the order of their keys, a batch at a time in memory; at
 * least one batch of each table, which may be empty. In a transaction with repeatable reads it is one moment of all tables.
 * The tables come from the catalog, so those of a later migration are among them. `people` is who the members are.
 */
export async function* readTenantRows(tx: TenantTransaction): AsyncGenerator<TenantRows, void, undefined> {
  for (const { table, key } of await tenantTables(tx)) {
    const omitted = sql.param([...(unexportedColumns[table] ?? [])]);
    await tx.execute(sql`
      declare tenant_rows no scroll cursor for
      select (to_jsonb(t) - ${omitted}::text[])::text as row from ${sql.identifier(table)} as t order by ${sql.raw(key)}`);
    let found: string[];
    do {
      found = (await tx.execute<{ row: string }>(sql`fetch ${sql.raw(String(batch))} from tenant_rows`)).map(
        ({ row }) => row,
      );
      yield { table, rows: found };
    } while (found.length === batch);
    await tx.execute(sql`close tenant_rows`);
  }
  const people = await tx.execute<{ row: string }>(sql`select to_jsonb(p)::text as row from member_directory() as p`);
  yield { table: 'people', rows: people.map(({ row }) => row) };
}

/** Tables with rows of tenants that the application may read, with their keys. */
async function tenantTables(tx: TenantTransaction): Promise<{ table: string; key: string }[]> {
  const rows = await tx.execute<{ table: string; key: string }>(sql`
    select c.relname::text as table, string_agg(quote_ident(k.attname), ', ' order by array_position(i.indkey::int2[], k.attnum)) as key
    from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey::int2[])
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and has_table_privilege(c.oid, 'select')
      and (c.relname = 'organizations' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull))
    group by 1 order by 1`);
  return rows.filter(({ table }) => !(table in unexportedTables));
}
