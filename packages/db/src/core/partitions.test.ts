import { beforeAll, expect, test } from 'vitest';
import { asTenant, type Furnished, furnish } from '../testing/furnish.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { keptMonths, maintainPartitions } from './partitions.ts';

const { owner, postgres } = await openTestDatabase();
let ours: Furnished;

beforeAll(async () => {
  ours = await furnish(postgres);
});

async function partitionsOf(table: string): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ${table}::regclass order by 1`;
  return rows.map((row) => row.name);
}

const insight = (date: string) =>
  asTenant(
    postgres,
    ours.organizationId,
    (tx) => tx`insert into audience_insights (organization_id, audience_id, date, dimension, source, segments)
      values (${ours.organizationId}, ${ours.audienceId}, ${date}, 'interests', 'meta', '{"version": 1, "segments": []}')`,
  );
const dates = () =>
  asTenant(
    postgres,
    ours.organizationId,
    (tx) => tx`select date::text, tableoid::regclass::text as home
    from audience_insights where dimension = 'interests' order by date`,
  );

test('every partitioned table has a retention', async () => {
  const rows = await owner<{ name: string }[]>`select name from partitioned_tables order by 1`;
  expect(rows.map((row) => row.name)).toEqual(Object.keys(keptMonths).sort());
});

test('months to come are made ahead, and a second run of the same day makes none', async () => {
  const now = new Date('2030-11-30T23:59:59Z');
  const { created } = await maintainPartitions(postgres, now);
  expect(created).toEqual(
    expect.arrayContaining(['outbox_2030_11', 'outbox_2030_12', 'outbox_2031_01', 'outbox_2031_02']),
  );
  expect((await maintainPartitions(postgres, now)).created).toEqual([]);
  expect(await partitionsOf('usage_counters')).toContain('usage_counters_2031_02');
});

test('a row for a month without a partition is kept, found, and moved when its month gets one', async () => {
  await insight('2033-03-31');
  expect(await dates()).toEqual([{ date: '2033-03-31', home: 'audience_insights_default' }]);
  await maintainPartitions(postgres, new Date('2033-03-15T00:00:00Z'));
  expect(await dates()).toEqual([{ date: '2033-03-31', home: 'audience_insights_2033_03' }]);
  // Still one row for the key, and the foreign key still holds.
  await expect(insight('2033-03-31')).rejects.toMatchObject({ code: '23505' });
});

test('a row of an earlier month gets a partition too, one of a wrong century stays where it is', async () => {
  await insight('2032-05-01');
  await insight('2133-05-01');
  await maintainPartitions(postgres, new Date('2033-03-15T00:00:00Z'));
  expect(await dates()).toEqual([
    { date: '2032-05-01', home: 'audience_insights_2032_05' },
    { date: '2033-03-31', home: 'audience_insights_2033_03' },
    { date: '2133-05-01', home: 'audience_insights_default' },
  ]);
});

test('months past their retention are dropped, the kept ones stay', async () => {
  const { dropped } = await maintainPartitions(postgres, new Date('2035-06-10T00:00:00Z'), { audience_insights: 27 });
  expect(dropped).toContain('audience_insights_2032_05');
  expect(dropped).not.toContain('audience_insights_2033_03');
  expect((await dates()).map((row) => row.date)).toEqual(['2033-03-31', '2133-05-01']);
});

test('an outbox month with an entry that was not delivered is never dropped', async () => {
  const months = async () => (await partitionsOf('outbox')).filter((name) => name !== 'outbox_default');
  const now = new Date('2036-06-10T00:00:00Z');
  const written = await postgres.worker<
    { month: string }[]
  >`select to_char(created_at, 'YYYY_MM') as month from outbox`;
  await maintainPartitions(postgres, now);
  expect(await months()).toContain(`outbox_${written[0]?.month}`);
  await postgres.worker`update outbox set dispatched_at = now()`;
  await maintainPartitions(postgres, now);
  expect(await months()).not.toContain(`outbox_${written[0]?.month}`);
});

test('new partitions are as closed as the first ones', async () => {
  const open = await owner`
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind = 'r' and not c.relrowsecurity`;
  expect(open).toEqual([]);
});
