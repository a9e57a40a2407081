import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from '../testing/test-database.ts';
import { migrate } from './migrate.ts';

const temporary = await mkdtemp(join(tmpdir(), 'stp-migrations-'));
afterAll(() => rm(temporary, { recursive: true, force: true }));

/** Migration files of a test's own. */
async function filesOf(files: Record<string, string>): Promise<URL> {
  const folder = await mkdtemp(join(temporary, 'set-'));
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return pathToFileURL(`${folder}/`);
}

test('the first steps are the document’s seven, in its order', async () => {
  const names = (await readdir(new URL('../../migrations/', import.meta.url))).sort();
  expect(names.slice(0, 7)).toEqual([
    '0001_extensions.sql',
    '0002_users_and_organizations.sql',
    '0003_subscriptions_and_billing.sql',
    '0004_tracks_and_campaigns.sql',
    '0005_audiences_and_integrations.sql',
    '0006_notifications.sql',
    '0007_timestamps.sql',
  ]);
});

test('an empty database gets every step once, and a second run finds nothing to do', async () => {
  const { ownerUrl, secret } = await createTestDatabase();
  const first = await migrate(ownerUrl, secret);
  expect(first.applied[0]).toBe('0001_extensions.sql');
  expect(await migrate(ownerUrl, secret)).toEqual({ applied: [], present: first.applied.length });
});

test('two servers that start at once migrate once', async () => {
  const { ownerUrl, secret, owner } = await createTestDatabase();
  const reports = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, secret)));
  const worked = reports.filter((report) => report.applied.length > 0);
  expect(worked).toHaveLength(1);
  const [row] = await owner`select count(*)::int as steps from schema_migrations`;
  expect(row?.steps).toBe(worked[0]?.applied.length);
});

test('two databases of one cluster can be migrated at the same time although they share the roles', async () => {
  const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const reports = await Promise.all(databases.map(({ ownerUrl, secret }) => migrate(ownerUrl, secret)));
  expect(reports.map((report) => report.present)).toEqual([0, 0]);
});

test('a file that was changed after it was applied is refused by its name', async () => {
  const { ownerUrl, secret } = await createTestDatabase();
  const folder = await filesOf({ '0001_first.sql': 'create table one (id int);' });
  await migrate(ownerUrl, secret, folder);
  await writeFile(new URL('0001_first.sql', folder), 'create table one (id bigint);');
  await expect(migrate(ownerUrl, secret, folder)).rejects.toThrow('The migration 0001_first.sql was changed');
});

test('other line endings are not a change', async () => {
  const { ownerUrl, secret } = await createTestDatabase();
  const folder = await filesOf({ '0001_first.sql': 'create table one (\n  id int\n);\n' });
  await migrate(ownerUrl, secret, folder);
  const text = await readFile(new URL('0001_first.sql', folder), 'utf8');
  await writeFile(new URL('0001_first.sql', folder), text.replaceAll('\n', '\r\n'));
  expect(await migrate(ownerUrl, secret, folder)).toEqual({ applied: [], present: 1 });
});

test('a database of a newer version is refused by the step that is unknown here', async () => {
  const { ownerUrl, secret } = await createTestDatabase();
  await migrate(ownerUrl, secret, await filesOf({ '0001_first.sql': 'select 1', '0002_later.sql': 'select 2' }));
  const older = await filesOf({ '0001_first.sql': 'select 1' });
  await expect(migrate(ownerUrl, secret, older)).rejects.toThrow('carries the migration 0002_later.sql');
});

test('a failed step leaves nothing half done, and the steps before it stay', async () => {
  const { ownerUrl, secret, owner } = await createTestDatabase();
  const broken = 'create table half_done (id int); insert into half_done values (1); select no_such_column;';
  const folder = await filesOf({ '0001_good.sql': 'create table good (id int)', '0002_broken.sql': broken });
  await expect(migrate(ownerUrl, secret, folder)).rejects.toThrow(/0002_broken\.sql failed and was rolled back/);
  const [row] = await owner`
    select to_regclass('good') is not null as good, to_regclass('half_done') is not null as half,
      (select string_agg(name, ',') from schema_migrations) as steps`;
  expect(row).toEqual({ good: true, half: false, steps: '0001_good.sql' });
  await writeFile(new URL('0002_broken.sql', folder), 'create table half_done (id int)');
  expect((await migrate(ownerUrl, secret, folder)).applied).toEqual(['0002_broken.sql']);
});
