import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { listArtists } from '../artists/list-artists.ts';
import { findArtist, insertArtist } from '../artists/store.ts';
import { createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { TransactionEndedError } from './guard.ts';
import { openPostgres } from './postgres.ts';
import { type TenantTransaction, withTenant } from './tenant.ts';

const { postgres, urls } = await openTestDatabase();
let a: { organizationId: string };
let b: { organizationId: string };

beforeAll(async () => {
  [a, b] = [await createOrganization(postgres), await createOrganization(postgres)];
});

const artist = (tenant: { organizationId: string }, name = 'Artist') => ({
  organizationId: tenant.organizationId,
  name,
  spotifyId: null,
  origin: 'manual' as const,
});

test('what is written in one organization is there for it and for nobody else', async () => {
  const { id } = await withTenant(postgres, a, (tx) => insertArtist(tx, artist(a)));
  expect(await withTenant(postgres, a, (tx) => findArtist(tx, id))).toMatchObject({ id });
  expect(await withTenant(postgres, b, (tx) => findArtist(tx, id))).toBeNull();
});

test('an error takes everything of the transaction back', async () => {
  const names = () =>
    withTenant(postgres, a, async (tx) => (await listArtists(tx, { limit: 100, after: null })).items.length);
  const before = await names();
  const failed = withTenant(postgres, a, async (tx) => {
    await insertArtist(tx, artist(a));
    throw new Error('after the write');
  });
  await expect(failed).rejects.toThrow('after the write');
  expect(await names()).toBe(before);
});

test('a handle that outlives its transaction is dead instead of seeing another organization', async () => {
  let leaked: TenantTransaction | undefined;
  await withTenant(postgres, a, async (tx) => {
    leaked = tx;
    await insertArtist(tx, artist(a));
  });
  const use = async () => leaked?.execute(sql`select 1`);
  await expect(use()).rejects.toSatisfy((error: Error) =>
    [error, error.cause].some((part) => part instanceof TransactionEndedError),
  );
});

test('a nested call of the same organization joins, and its failure takes back only its own writes', async () => {
  const found = await withTenant(postgres, a, async (tx) => {
    const outer = await insertArtist(tx, artist(a, 'outer'));
    const inner = withTenant(postgres, a, async (nested) => {
      await insertArtist(nested, artist(a, 'inner'));
      throw new Error('inner failed');
    });
    await expect(inner).rejects.toThrow('inner failed');
    const { items } = await listArtists(tx, { limit: 100, after: null });
    return { outer: items.some((item) => item.id === outer.id), inner: items.some((item) => item.name === 'inner') };
  });
  expect(found).toEqual({ outer: true, inner: false });
});

test('a nested call of another organization is refused', async () => {
  const nested = withTenant(postgres, a, () => withTenant(postgres, b, async () => 'read'));
  await expect(nested).rejects.toThrow('must not open another organization’s');
});

test('nested calls of more callers than connections do not wait for each other', async () => {
  const small = await openPostgres(urls, { poolSize: 1 });
  try {
    const calls = Array.from({ length: 4 }, () =>
      withTenant(small, a, () => withTenant(small, a, (tx) => tx.execute(sql`select 1 as one`))),
    );
    expect(await Promise.all(calls)).toHaveLength(4);
  } finally {
    await small.close();
  }
});

test('a read-only transaction cannot write', async () => {
  const write = withTenant(postgres, a, (tx) => insertArtist(tx, artist(a)), { readOnly: true });
  await expect(write).rejects.toMatchObject({ cause: { code: '25006' } });
});

test('an organization id is a value: SQL in it is not run', async () => {
  const evil = {
    organizationId: `${b.organizationId}'; select set_config('app.organization_id', '${a.organizationId}', true); --`,
  };
  await expect(withTenant(postgres, evil, (tx) => tx.execute(sql`select * from artists`))).rejects.toThrow();
  const name = `x'); select set_config('app.organization_id', '${b.organizationId}', true); --`;
  const seen = await withTenant(postgres, a, async (tx) => {
    await insertArtist(tx, artist(a, name));
    return tx.execute<{ organization: string }>(sql`select current_organization() as organization`);
  });
  expect(seen[0]?.organization).toBe(a.organizationId);
});

/** Two transactions that read a sum and each add to it: one of them must see the other's row. */
test('a transaction that lost to a concurrent one is run again, and both take effect one after the other', async () => {
  let runs = 0;
  const barrier = Promise.withResolvers<void>();
  const addCounted = (name: string) =>
    withTenant(
      postgres,
      b,
      async (tx) => {
        runs += 1;
        const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from artists`);
        if (runs === 2) barrier.resolve();
        await barrier.promise;
        await insertArtist(tx, artist(b, `${name} ${row?.count}`));
      },
      { isolation: 'serializable' },
    );
  await Promise.all([addCounted('first'), addCounted('second')]);
  const { items } = await withTenant(postgres, b, (tx) => listArtists(tx, { limit: 10, after: null }));
  expect(items.map((item) => item.name.split(' ')[1]).sort()).toEqual(['0', '1']);
  expect(runs).toBeGreaterThan(2);
});

test('of two transactions in a deadlock one is run again, and both succeed', async () => {
  const [x, y] = await withTenant(postgres, a, async (tx) => [
    await insertArtist(tx, artist(a, 'x')),
    await insertArtist(tx, artist(a, 'y')),
  ]);
  let locked = 0;
  const both = Promise.withResolvers<void>();
  const lockInTurn = (first: string | undefined, second: string | undefined) =>
    withTenant(postgres, a, async (tx) => {
      await tx.execute(sql`update artists set version = version + 1 where id = ${first}`);
      locked += 1;
      if (locked === 2) both.resolve();
      await both.promise;
      await tx.execute(sql`update artists set version = version + 1 where id = ${second}`);
    });
  await Promise.all([lockInTurn(x?.id, y?.id), lockInTurn(y?.id, x?.id)]);
  const found = await withTenant(postgres, a, (tx) => findArtist(tx, x?.id ?? ''));
  expect(found?.version).toBe(3);
});
