import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStores } from './index.ts';
import { type Program, runProgram } from './testing/run-program.ts';
import { storeProcesses, untilGone } from './testing/store-processes.ts';
import { removeFolder, temporaryFolder } from './testing/temporary-folder.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let dataDir: string;

beforeAll(async () => {
  dataDir = await temporaryFolder();
});

afterAll(() => removeFolder(dataDir));

const open = () => openStores({ dataDir, documents: false });
const run = () => runProgram({ dataDir, documents: false });

async function ask(program: { postgresUrl: string | undefined }): Promise<string> {
  const sql = postgres(program.postgresUrl ?? '', { max: 1 });
  try {
    const [row] = await sql`select current_user || ' of ' || current_database() as answer`;
    return String(row?.answer);
  } finally {
    await sql.end();
  }
}

test('opens a new data folder and gives its owner a database', async () => {
  const stores = await open();
  expect(await ask(stores)).toBe('owner of songtrackpro');
  expect(stores.joined).toBe(false);
  expect(stores.documentsUri).toBeUndefined();
  await stores.close();
});

test('the last one to close has the stores stopped when close resolves', async () => {
  const stores = await open();
  await stores.close();
  await untilGone(dataDir);
  await stores.close();
});

test('a second program joins the stores of the first, and they outlive the one that started them', async () => {
  const first = await run();
  const second = await run();
  expect([first.joined, second.joined]).toEqual([false, true]);
  expect(second.postgresUrl).toBe(first.postgresUrl);
  await first.close();
  expect(await ask(second)).toBe('owner of songtrackpro');
  await second.close();
  await untilGone(dataDir);
});

test('programs that start at the same instant share one keeper and one server', async () => {
  const programs = await Promise.all([run(), run(), run(), run()]);
  expect(programs.filter(({ joined }) => !joined)).toHaveLength(1);
  const kinds = (await storeProcesses(dataDir)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'keeper')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'postmaster')).toHaveLength(1);
  await Promise.all(programs.map((program: Program) => program.close()));
  await untilGone(dataDir);
});

test('a program that opens while the last one closes gets working stores', async () => {
  for (let round = 0; round < 3; round++) {
    const leaving = await open();
    const [, arriving] = await Promise.all([leaving.close(), open()]);
    expect(await ask(arriving)).toBe('owner of songtrackpro');
    await arriving.close();
  }
});

test('the server is durable, in UTC, and sorts and folds case alike on every machine', async () => {
  const stores = await open();
  const sql = postgres(stores.postgresUrl ?? '', { max: 1 });
  const [row] = await sql`
    select current_setting('fsync') || ' ' || current_setting('synchronous_commit') as durable,
      current_setting('timezone') as zone, current_setting('server_encoding') as encoding, upper('éß') as upper,
      current_setting('listen_addresses') as addresses, current_setting('max_connections')::int as connections,
      (select datlocale from pg_database where datname = current_database()) as locale`;
  expect(row).toEqual({
    durable: 'on on',
    zone: 'UTC',
    encoding: 'UTF8',
    upper: 'Éß',
    addresses: '',
    connections: 200,
    locale: 'C.UTF-8',
  });
  await sql.end();
  await stores.close();
});

test('a wrong password is refused, also over the local socket', async () => {
  const stores = await open();
  const url = new URL(stores.postgresUrl ?? '');
  url.password = 'wrong';
  const sql = postgres(url.href, { max: 1 });
  await expect(sql`select 1`).rejects.toMatchObject({ code: '28P01' });
  await sql.end();
  await stores.close();
});

test('each program may name a database of its own; one that needs quoting is refused by name', async () => {
  const first = await open();
  const second = await openStores({ dataDir, documents: false, database: 'reports_2' });
  expect(await ask(second)).toBe('owner of reports_2');
  expect(second.joined).toBe(true);
  await Promise.all([first.close(), second.close()]);
  await expect(openStores({ dataDir, database: 'a/b' })).rejects.toThrow('"a/b" can\'t be the database\'s name');
});
