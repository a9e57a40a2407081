import { expect, test } from 'vitest';
import { vacuumTables } from '../core/vacuum.ts';
import { furnish } from '../testing/furnish.ts';
import { createTestDatabase, openTestDatabase } from '../testing/test-database.ts';
import { inspectRelational } from './inspect-relational.ts';

const { owner, ownerUrl, postgres } = await openTestDatabase();
const now = new Date();

/** Checks with a fault or a warning, and what they are about. */
async function complaints(url = ownerUrl): Promise<string[]> {
  const findings = await inspectRelational(url, now);
  const bad = findings.filter(({ code, severity }) => severity !== 'ok' && code !== 'settings');
  return bad.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`);
}

test('a migrated database has nothing to mend, and says what was looked at', async () => {
  expect(await complaints()).toEqual([]);
  const checks = new Set((await inspectRelational(ownerUrl, now)).map(({ code }) => code));
  expect([...checks]).toEqual(
    expect.arrayContaining(['migrations', 'schema', 'policies', 'foreign-keys', 'duplicate-indexes', 'settings']),
  );
});

test('a database that was never migrated lacks every migration', async () => {
  const empty = await createTestDatabase();
  const found = await complaints(empty.ownerUrl);
  expect(found[0]).toBe('fault migrations 0001_extensions.sql');
  expect(found.every((line) => line.startsWith('fault migrations'))).toBe(true);
});

test.each([
  ['a dropped policy', 'drop policy tenant on artists', 'fault schema artists'],
  ['a table without any policy', 'create table loose (id int)', 'fault policies loose'],
  ['a partition that a role may read', 'grant select on outbox_default to app_rw', 'fault policies outbox_default'],
  ['a foreign key without index', 'drop index campaign_goals_campaign_idx', 'fault foreign-keys campaign_goals'],
  [
    'an index that is there twice',
    'create index twice on tracks (organization_id, artist_id, id)',
    'warning duplicate-indexes tracks',
  ],
  ['a missing month', 'drop table usage_counters_MONTH', 'fault partitions usage_counters'],
])('%s is reported', async (_, change, expected) => {
  const database = await openTestDatabase();
  await database.owner.unsafe(change.replace('MONTH', now.toISOString().slice(0, 7).replace('-', '_')));
  expect(await complaints(database.ownerUrl)).toContain(expected);
});

test('rows that wait in a default partition are counted', async () => {
  const { organizationId, audienceId } = await furnish(postgres);
  await postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    await tx`insert into audience_insights (organization_id, audience_id, date, dimension, source, segments)
      values (${organizationId}, ${audienceId}, '2199-01-01', 'interests', 'meta', '{"version": 1, "segments": []}')`;
  });
  const found = (await inspectRelational(ownerUrl, now)).find(({ subject }) => subject === 'audience_insights');
  expect(found).toMatchObject({ code: 'partitions', severity: 'warning', details: { rows: 1 } });
});

test('the nightly VACUUM cleans what its role may, and names what it may not', async () => {
  const report = await vacuumTables(postgres);
  const [server] = await owner<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  const may = (server?.version ?? 0) >= 170_000;
  expect(may ? report.vacuumed : report.skipped).toEqual(expect.arrayContaining(['tracks', 'outbox_default']));
  expect(may ? report.skipped : report.vacuumed).toEqual([]);
  const [row] =
    await owner`select last_vacuum is not null as vacuumed from pg_stat_user_tables where relname = 'tracks'`;
  expect(row?.vacuumed).toBe(may);
});
