import { NotFoundError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignsCsv, timelineCsv } from '../../test/exports.ts';
import { storedOf } from '../../test/stored.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization, server } = await openTestServer();

test('a dry run says what an import would do and leaves nothing in either store', async () => {
  const { client, id } = await organization();
  const file = campaignsCsv([
    { name: '', spend: '30.30', impressions: 3000, reach: 900 },
    { name: 'One', spend: '10.10', impressions: 1000, reach: 500 },
  ]);
  const preview = await client.imports.run({ fileName: 'Account/campaigns.csv', dryRun: true }, file);
  expect(preview).toMatchObject({
    status: 'previewed',
    dryRun: true,
    rows: { read: 2, refused: 0, facts: 2, changed: 2 },
    created: { adAccounts: 1, campaigns: 1 },
    firstDate: '2026-01-01',
    lastDate: '2026-01-31',
  });
  const places = (await storedOf(server.services, id)).map((text) => text.split(' ')[0]);
  for (const place of ['campaigns', 'ad_accounts', 'campaign_metrics', 'ledger_subjects']) {
    expect(places).not.toContain(place);
  }
  const real = await client.imports.run({ fileName: 'Account/campaigns.csv' }, file);
  expect(real).toMatchObject({
    status: 'completed',
    duplicateOf: null,
    rows: { changed: 2 },
    created: { campaigns: 1 },
  });
});

test('a dry run of a newer export counts only the facts that it would restate', async () => {
  const { client } = await organization();
  const [first, second] = [
    timelineCsv([
      ['2026-01-01', 5],
      ['2026-01-02', 6],
    ]),
    timelineCsv([
      ['2026-01-01', 5],
      ['2026-01-02', 7],
    ]),
  ];
  const exportedAt = '2026-01-05T00:00:00Z';
  await client.imports.run({ fileName: 'A-audience-timeline.csv', exportedAt }, first);
  const preview = await client.imports.run({ fileName: 'A-audience-timeline.csv', exportedAt, dryRun: true }, second);
  expect(preview).toMatchObject({ status: 'previewed', rows: { facts: 2, changed: 1 }, created: { artists: 0 } });
  const [artist] = (await client.artists.list()).items;
  const daily = await client.metrics.daily({ subjectKind: 'artist', subjectId: artist?.id ?? '' });
  expect(daily.days.map(({ values }) => values.streams?.value)).toEqual([5, 6]);
});

test('imports are listed newest first, by state if asked', async () => {
  const { client } = await organization();
  const file = timelineCsv([['2026-01-01', 5]]);
  const preview = await client.imports.run({ fileName: 'A-audience-timeline.csv', dryRun: true }, file);
  const done = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, file);
  const refused = await client.imports.run({ fileName: 'x.csv' }, 'first,second\n1,2\n');
  const all = await client.imports.list().toArray({ limit: 10 });
  expect(all.map(({ id }) => id)).toEqual([refused.id, done.id, preview.id]);
  const completed = await client.imports.list({ status: 'completed', limit: 1 });
  expect(completed.items.map(({ id }) => id)).toEqual([done.id]);
});

test('every refused row can be downloaded as CSV, in which no cell is a formula', async () => {
  const { client } = await organization();
  const good = 'date,listeners,streams,followers\n2026-01-01,1,5,9\n';
  const bad = Array.from({ length: 150 }, () => '2026-01-02,1,"=cmd(""x"")",9\n').join('');
  const result = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, good + bad);
  expect(result).toMatchObject({ rows: { read: 151, refused: 150 } });
  expect(result.errors).toHaveLength(100);
  const lines = (await (await client.imports.errors(result.id)).text()).trim().split('\n');
  expect(lines[0]).toBe('line,column,code,message,cell');
  expect(lines).toHaveLength(151);
  expect(lines[150]).toMatch(/^152,streams,bad_number,.*,"'=cmd\(""x""\)"$/);
  const clean = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, good);
  expect(await (await client.imports.errors(clean.id)).text()).toBe('line,column,code,message,cell\n');
});

test('the list of refused rows of another organization is not found', async () => {
  const [mine, other] = [await organization(), await organization()];
  const { id } = await other.client.imports.run({ fileName: 'x.csv' }, 'first,second\n1,2\n');
  expect(await errorOf(mine.client.imports.errors(id))).toBeInstanceOf(NotFoundError);
});
