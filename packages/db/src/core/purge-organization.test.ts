import { UUID } from 'mongodb';
import { expect, test } from 'vitest';
import { listUnsweptOrganizations, markSwept } from '../organizations/purged.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { asTenant, furnish } from '../testing/furnish.ts';
import { writes } from '../testing/tenant-operations.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { collections } from './collection-list.ts';
import { nativeOf } from './mongo.ts';
import { purgeOrganization } from './purge.ts';
import { eraseTenantDocuments } from './tenant-documents.ts';

const { owner, postgres } = await openTestDatabase();
const { documents } = await openTestDocuments();
const native = nativeOf(documents.db);

/** From the catalog: a table of a later migration is walked on the day that it comes. */
const tenantTables = (
  await owner<{ name: string; app: boolean }[]>`
    select c.relname::text as name, has_table_privilege('app_rw', c.oid, 'select') as app
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`
).filter(({ name }) => name !== 'users');

/** How many rows each tenant table holds of an organization, seen by the role that may see them. */
async function rowsOf(organizationId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = (name: string) => `select 1 from ${name} where organization_id = '${organizationId}'`;
  for (const { name, app } of tenantTables) {
    const rows = app
      ? await asTenant(postgres, organizationId, (tx) => tx.unsafe(count(name)))
      : await postgres.worker.unsafe(count(name));
    counts[name] = rows.length;
  }
  const id = organizationId;
  counts.organizations = (await postgres.worker`select 1 from organizations where id = ${id}`).length;
  counts.homes = (await postgres.worker`select 1 from users where organization_id = ${id}`).length;
  return counts;
}

/** The same of the document store, collection by collection as the store itself lists them. */
async function documentsOf(organizationId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await native.listCollections({}, { nameOnly: true }).toArray()) {
    const found = await native.collection(name).countDocuments({ organizationId: new UUID(organizationId) });
    if (found > 0 || collections.some((collection) => collection.name === name)) counts[name] = found;
  }
  return counts;
}

async function furnished(): Promise<string> {
  const { organizationId } = await furnish(postgres);
  for (const write of Object.values(writes)) await write(documents.db, organizationId);
  return organizationId;
}

const emptied = (counts: Record<string, number>) => Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));

test('of an organization that is purged no table and no collection keeps anything, and another one is untouched', async () => {
  const [gone, kept] = [await furnished(), await furnished()];
  const before = { rows: await rowsOf(gone), documents: await documentsOf(gone) };
  const others = { rows: await rowsOf(kept), documents: await documentsOf(kept) };
  // Something was there in each of them.
  const { homes: _, ...filled } = before.rows;
  expect(Object.entries(filled).filter(([, count]) => count === 0)).toEqual([]);
  expect(Object.keys(before.documents).toSorted()).toEqual(collections.map(({ name }) => name).toSorted());
  expect(Object.values(before.documents)).not.toContain(0);

  const erase = async () => void (await eraseTenantDocuments(documents.db, { organizationId: gone, of: null }));
  expect(await purgeOrganization(postgres, gone, erase)).toBe(false);
  expect(await rowsOf(gone)).toEqual(before.rows);
  await asTenant(postgres, gone, (tx) => tx`update organizations set deleted_at = now() where id = ${gone}`);
  expect(await purgeOrganization(postgres, gone, erase)).toBe(true);
  expect(await rowsOf(gone)).toEqual(emptied(before.rows));
  expect(await documentsOf(gone)).toEqual(emptied(before.documents));
  expect(await rowsOf(kept)).toEqual(others.rows);
  expect(await documentsOf(kept)).toEqual(others.documents);
});

test('of a purged organization its id and the times are kept, until then to be swept once more', async () => {
  const id = await furnished();
  await asTenant(postgres, id, (tx) => tx`update organizations set deleted_at = '2026-01-01' where id = ${id}`);
  await purgeOrganization(postgres, id, async () => {});
  expect(
    await owner`select column_name from information_schema.columns
    where table_name = 'purged_organizations' order by ordinal_position`,
  ).toEqual(['id', 'deleted_at', 'purged_at', 'swept_at'].map((column_name) => ({ column_name })));
  const later = new Date(Date.now() + 60_000);
  expect(await listUnsweptOrganizations(postgres, new Date('2026-01-01'))).toEqual([]);
  expect(await listUnsweptOrganizations(postgres, later)).toContain(id);
  await markSwept(postgres, id);
  expect(await listUnsweptOrganizations(postgres, later)).not.toContain(id);
});
