import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStores } from '@songtrackpro/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findArtist, insertArtist } from '../artists/store.ts';
import { createOrganization } from '../testing/furnish.ts';
import { silentSql, urlsOf } from '../testing/test-database.ts';
import { isStoreUnreachable } from './errors.ts';
import { migrate } from './migrate.ts';
import { openPostgres, type Postgres } from './postgres.ts';
import { withTenant } from './tenant.ts';

/** A PostgreSQL of this file's own, because it is stopped and killed. */
let folder: string;
let stores: Awaited<ReturnType<typeof openStores>>;
let postgres: Postgres;
let tenant: { organizationId: string };
let postmasterFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stp-faults-'));
  stores = await openStores({ dataDir: folder, documents: false });
  const ownerUrl = stores.postgresUrl ?? '';
  await migrate(ownerUrl, stores.secret);
  const owner = silentSql(ownerUrl, { max: 1 });
  const [row] = await owner<{ path: string }[]>`select current_setting('data_directory') as path`;
  postmasterFile = join(row?.path ?? '', 'postmaster.pid');
  await owner.end();
  postgres = await openPostgres(urlsOf(ownerUrl, stores.secret));
  tenant = await createOrganization(postgres);
});

afterAll(async () => {
  await postgres?.close();
  await stores?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const postmaster = async () => Number((await readFile(postmasterFile, 'utf8').catch(() => '')).split('\n')[0]);

/** Sends a signal to the server process; answers its id. */
async function signalPostmaster(signal: 'SIGINT' | 'SIGKILL'): Promise<number> {
  const pid = await postmaster();
  process.kill(pid, signal);
  return pid;
}

/** Waits for another server process: a session of the killed one may still answer for a moment, from its memory. */
async function untilReplaced(killed: number): Promise<void> {
  for (let attempt = 1; attempt <= 300; attempt += 1) {
    const pid = await postmaster();
    if (pid > 0 && pid !== killed) return;
    await pause(100);
  }
  throw new Error('PostgreSQL was not started again');
}

const add = (name: string) =>
  withTenant(postgres, tenant, (tx) =>
    insertArtist(tx, { organizationId: tenant.organizationId, name, spotifyId: null, origin: 'manual' }),
  );
const find = (id: string) => withTenant(postgres, tenant, (tx) => findArtist(tx, id));

/** The first answer after the store has come back; everything before must say that it cannot be reached. */
async function whenBack<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isStoreUnreachable(error) || attempt === 300) throw error;
      await pause(100);
    }
  }
}

test('PostgreSQL stopped during a transaction: the error says that it cannot be reached, and later requests work', async () => {
  let written = '';
  const interrupted = withTenant(postgres, tenant, async (tx) => {
    const input = { organizationId: tenant.organizationId, name: 'half', spotifyId: null, origin: 'manual' as const };
    written = (await insertArtist(tx, input)).id;
    await signalPostmaster('SIGINT');
    await pause(500);
    return findArtist(tx, written);
  });
  const error = await interrupted.catch((fault: unknown) => fault);
  expect(isStoreUnreachable(error)).toBe(true);
  // Nothing of the transaction is there once the store has come back.
  expect(await whenBack(() => find(written))).toBeNull();
  expect(await add('after the stop')).toMatchObject({ name: 'after the stop' });
});

test('PostgreSQL killed with SIGKILL right after COMMIT returned: the row is there', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { id } = await whenBack(() => add(`round ${round}`));
    await untilReplaced(await signalPostmaster('SIGKILL'));
    expect(await whenBack(() => find(id))).toMatchObject({ name: `round ${round}` });
  }
});
