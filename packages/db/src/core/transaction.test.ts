import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listArtists } from '../artists/list-artists.ts';
import { findArtist, insertArtist } from '../artists/store.ts';
import { createOrganization } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { isStoreUnreachable } from './errors.ts';
import { openPostgres, type Postgres } from './postgres.ts';
import { type TenantTransaction, withTenant } from './tenant.ts';

const { owner, postgres, urls } = await openTestDatabase();
let tenant: { organizationId: string };
/** One connection, so that what a transaction leaves behind meets the next one. */
let single: Postgres;

beforeAll(async () => {
  tenant = await createOrganization(postgres);
  single = await openPostgres(urls, { poolSize: 1 });
});
afterAll(() => single.close());

const add = (tx: TenantTransaction, name: string) =>
  insertArtist(tx, { organizationId: tenant.organizationId, name, spotifyId: null, origin: 'manual' });
const names = async (pools = single) =>
  (await withTenant(pools, tenant, (tx) => listArtists(tx, { limit: 100, after: null }), { readOnly: true })).items.map(
    ({ name }) => name,
  );
const backend = async (tx: TenantTransaction) => {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
};
const terminate = (pid: number) => owner`select pg_terminate_backend(${pid}, 5000)`;

test('a connection lost between two statements ends the transaction: nothing of it stays, and the next one works', async () => {
  const lost = withTenant(single, tenant, async (tx) => {
    await add(tx, 'half');
    await terminate(await backend(tx));
    // On a new connection this would be a statement without transaction and organization.
    return add(tx, 'other half');
  });
  expect(isStoreUnreachable(await lost.catch((error: unknown) => error))).toBe(true);
  expect(await names()).not.toContain('half');
  expect(await names()).not.toContain('other half');
});

test('a transaction that waits for something else hears at once that its connection is lost', async () => {
  const waiting = withTenant(single, tenant, async (tx) => {
    await terminate(await backend(tx));
    await new Promise(() => {});
  });
  expect(isStoreUnreachable(await waiting.catch((error: unknown) => error))).toBe(true);
  expect(await names()).toBeInstanceOf(Array);
});

test('work that swallows the loss of its connection has not committed', async () => {
  const swallowed = withTenant(single, tenant, async (tx) => {
    await add(tx, 'swallowed');
    await terminate(await backend(tx));
    await add(tx, 'more').catch(() => undefined);
    return 'done';
  });
  expect(isStoreUnreachable(await swallowed.catch((error: unknown) => error))).toBe(true);
  expect(await names()).not.toContain('swallowed');
});

test('a connection that closed while nobody used it is replaced', async () => {
  await terminate(await withTenant(single, tenant, backend));
  expect(await names()).toBeInstanceOf(Array);
});

test('a statement that failed fails the transaction, also when its error was caught', async () => {
  const caught = withTenant(single, tenant, async (tx) => {
    await add(tx, 'before the fault');
    await tx.execute(sql`select 1 / 0`).catch(() => undefined);
    return 'looks fine';
  });
  await expect(caught).rejects.toMatchObject({ code: '22012' });
  const after = withTenant(single, tenant, async (tx) => {
    await tx.execute(sql`select 1 / 0`).catch(() => undefined);
    return add(tx, 'after the fault');
  });
  // Not "the transaction is aborted": the statement that aborted it.
  await expect(after).rejects.toMatchObject({ code: '22012' });
  expect(await names()).not.toContain('before the fault');
});

test('what only COMMIT refuses is refused, and the connection serves on', async () => {
  const stranger = randomUUID();
  const refused = withTenant(single, tenant, async (tx) => {
    await add(tx, 'refused at the end');
    await tx.execute(sql`update organizations set owner_id = ${stranger}`);
  });
  await expect(refused).rejects.toMatchObject({ code: '23503' });
  expect(await names()).not.toContain('refused at the end');
});

test('a read that did not wait for its COMMIT leaves the connection clean for the next organization', async () => {
  const other = await createOrganization(postgres);
  for (let round = 0; round < 20; round += 1) {
    const turn = round % 2 === 0 ? tenant : other;
    const [row] = await withTenant(
      single,
      turn,
      (tx) =>
        tx.execute<{ id: string; level: string }>(sql`
        select current_organization() as id, current_setting('transaction_read_only') as level`),
      { readOnly: round % 4 < 2 },
    );
    expect(row).toEqual({ id: turn.organizationId, level: round % 4 < 2 ? 'on' : 'off' });
  }
});

test('more transactions than connections take turns, each whole', async () => {
  const written = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      withTenant(postgres, tenant, async (tx) => {
        const { id } = await add(tx, `turn ${n}`);
        return findArtist(tx, id);
      }),
    ),
  );
  expect(written.map((artist) => artist?.name)).toEqual(Array.from({ length: 30 }, (_, n) => `turn ${n}`));
});

test('the statements of a closed pool are refused, and what waited for a turn as well', async () => {
  const closing = await openPostgres(urls, { poolSize: 1 });
  const release = Promise.withResolvers<void>();
  const running = withTenant(closing, tenant, async (tx) => {
    await add(tx, 'ran to its end');
    await release.promise;
  });
  const waiting = withTenant(closing, tenant, backend);
  const closed = closing.close();
  await expect(waiting).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
  release.resolve();
  await Promise.all([running, closed]);
  await expect(withTenant(closing, tenant, backend)).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
  expect(await names()).toContain('ran to its end');
});

test('what is asked on a reserved connection after it closed is rejected, not thrown outside of any promise', async () => {
  const reserved = await postgres.worker.reserve();
  const [row] = await reserved<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await terminate(row?.pid ?? 0);
  const errors = await Promise.all(
    [1, 2].map(async (n) => {
      await setTimeout(n * 50);
      return reserved`select 1`.catch((error: unknown) => error);
    }),
  );
  expect(errors.map(isStoreUnreachable)).toEqual([true, true]);
  expect(await postgres.worker`select 1 as one`).toEqual([{ one: 1 }]);
});
