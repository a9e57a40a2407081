import { readTenantDocuments } from '@songtrackpro/db';
import type { Services } from '../src/core/context.ts';

/** Columns that a caller's own request moves, whatever it asks for. */
const movedByUse: Readonly<Record<string, readonly string[]>> = {
  api_keys: ['last_used_at', 'use_count', 'updated_at'],
};
/** What is written about calls and jobs comes seconds after them, and a caller's own grows with every call. */
const aboutCalls = new Set(['api_usage', 'system_events']);
/** What is told to those who watch is told a moment after it was stored. */
const toldLater = new Set(['live_changes', 'live_marks']);

/** Everything that both stores hold of an organization, row by row and document by document, but what is about calls. */
export async function storedOf({ postgres, documents }: Services, organizationId: string): Promise<string[]> {
  const rows = await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    const tables = await tx<{ name: string }[]>`
      select c.relname::text as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and has_table_privilege(c.oid, 'select')
      union all select 'organizations' order by name`;
    const found: string[] = [];
    for (const { name } of tables) {
      const moved = [...(movedByUse[name] ?? [])];
      const texts = await tx<{ row: string }[]>`
        select (to_jsonb(t) - ${moved}::text[])::text as row from ${tx(name)} as t order by 1`;
      if (toldLater.has(name)) continue;
      found.push(...texts.map(({ row }) => `${name} ${row}`));
    }
    return found;
  });
  for await (const { collection, json } of readTenantDocuments(documents.db, organizationId)) {
    if (!aboutCalls.has(collection) && !toldLater.has(collection)) rows.push(`${collection} ${json}`);
  }
  return rows;
}
