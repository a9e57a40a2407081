import { beforeAll, describe, expect, test } from 'vitest';
import { asTenant, type Furnished, furnish } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';

const { owner, postgres } = await openTestDatabase();

/** From the catalog, so that a table of a later migration is walked on the day that it comes. */
const tenantTables = (
  await owner<{ name: string }[]>`
    select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where a.attname = 'organization_id' and a.attnotnull and c.relkind in ('r', 'p') and not c.relispartition
      and c.relnamespace = 'public'::regnamespace order by 1`
).map((row) => row.name);

let ours: Furnished;
let theirs: Furnished;

beforeAll(async () => {
  [ours, theirs] = [await furnish(postgres), await furnish(postgres)];
});

/** The outcome of a statement: rows that it touched, or the code it was refused with. */
async function outcome(organizationId: string | null, statement: string): Promise<number | string> {
  try {
    if (organizationId === null) return (await postgres.app.unsafe(statement)).count;
    return await asTenant(postgres, organizationId, async (tx) => (await tx.unsafe(statement)).count);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

const refused = '42501';

test('every tenant table is walked, among them those of the document', () => {
  expect(tenantTables).toEqual(
    expect.arrayContaining(['tracks', 'campaigns', 'audience_insights', 'api_keys', 'notifications', 'outbox']),
  );
});

describe.each(tenantTables)('%s', (table) => {
  test('both organizations have a row in it', async () => {
    // The owner is bound by FORCE unless it is a superuser, so the rows are counted as each tenant or by the worker.
    for (const { organizationId } of [ours, theirs]) {
      const seen = await outcome(organizationId, `select 1 from ${table}`);
      const byWorker = seen === refused ? (await postgres.worker.unsafe(`select 1 from ${table}`)).count : 0;
      expect(seen === refused ? byWorker : seen).toBeGreaterThan(0);
    }
  });

  test('one organization reads nothing of another one', async () => {
    const rows = await outcome(
      ours.organizationId,
      `select 1 from ${table} where organization_id <> '${ours.organizationId}'`,
    );
    expect([0, refused]).toContain(rows);
  });

  test('it changes and deletes nothing of another one', async () => {
    const of = `where organization_id = '${theirs.organizationId}'`;
    const changed = await outcome(ours.organizationId, `update ${table} set organization_id = organization_id ${of}`);
    expect([0, refused]).toContain(changed);
    expect([0, refused]).toContain(await outcome(ours.organizationId, `delete from ${table} ${of}`));
  });

  test('it cannot put a row into another one, or hand its own over', async () => {
    const insert = `insert into ${table} (organization_id) values ('${theirs.organizationId}')`;
    expect(await outcome(ours.organizationId, insert)).toBe(refused);
    const handOver = `update ${table} set organization_id = '${theirs.organizationId}'`;
    expect(await outcome(ours.organizationId, handOver)).toBe(refused);
  });

  test('outside of any organization nothing is seen and nothing written', async () => {
    expect([0, refused]).toContain(await outcome(null, `select 1 from ${table}`));
    expect([0, refused]).toContain(await outcome(null, `update ${table} set organization_id = organization_id`));
    expect([0, refused]).toContain(await outcome(null, `delete from ${table}`));
    expect(await outcome(null, `insert into ${table} (organization_id) values ('${ours.organizationId}')`)).toBe(
      refused,
    );
  });
});

test('an organization sees of the organizations itself alone', async () => {
  expect(await outcome(ours.organizationId, 'select 1 from organizations')).toBe(1);
  expect(await outcome(null, 'select 1 from organizations')).toBe(0);
  expect(
    await outcome(ours.organizationId, `update organizations set name = 'x' where id = '${theirs.organizationId}'`),
  ).toBe(0);
  const other = `insert into organizations (name, slug, kind) values ('x', 'x', 'label')`;
  expect(await outcome(ours.organizationId, other)).toBe(refused);
});

test('a tenant sees of the people only the one at work, and its members through the directory', async () => {
  expect(await outcome(ours.organizationId, 'select 1 from users')).toBe(0);
  const own = await asTenant(postgres, ours.organizationId, async (tx) => {
    await tx`select set_config('app.actor_id', ${ours.userId}, true)`;
    return tx`select id from users`;
  });
  expect(own).toEqual([{ id: ours.userId }]);
  const members = await asTenant(postgres, ours.organizationId, (tx) => tx`select user_id from member_directory()`);
  expect(members).toEqual([{ user_id: ours.userId }]);
  expect(await postgres.app`select * from member_directory()`).toEqual([]);
});

test('after a transaction the connection belongs to no organization again', async () => {
  await asTenant(postgres, ours.organizationId, (tx) => tx`select 1`);
  const seen = await Promise.all(Array.from({ length: 8 }, () => postgres.app`select id from tracks`));
  expect(seen.flat()).toEqual([]);
});

test('partitions are closed to every role: their rows are reached through the parent alone', async () => {
  const partitions = await owner<{ name: string; enabled: boolean; grants: number }[]>`
    select c.relname::text as name, c.relrowsecurity as enabled,
      (select count(*)::int from aclexplode(c.relacl) g
       where g.grantee <> c.relowner and g.privilege_type <> 'MAINTAIN') as grants
    from pg_class c where c.relispartition and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
  expect(partitions.length).toBeGreaterThan(20);
  expect(partitions.filter((partition) => !partition.enabled || partition.grants > 0)).toEqual([]);
  expect(await outcome(ours.organizationId, 'select 1 from outbox_default')).toBe(refused);
  await expect(postgres.worker`select 1 from outbox_default`).rejects.toMatchObject({ code: refused });
});
