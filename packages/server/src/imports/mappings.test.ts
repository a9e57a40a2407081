import { NotFoundError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();

const table = 'When,Song,By,Spins\n2026-01-01,One,X,12\n2026-01-02,One,X,15\n';
const columns = {
  When: { as: 'day' },
  Song: { as: 'track', part: 'title' },
  By: { as: 'track', part: 'artist' },
  Spins: { as: 'metric', metric: 'plays' },
} as const;

test('an unknown table is refused, read by a mapping, and offered the mapping the next time', async () => {
  const { client } = await organization();
  expect(await client.imports.run({ fileName: 'radio.csv' }, table)).toMatchObject({
    status: 'refused',
    fault: { code: 'unknown_format', message: expect.stringContaining('When, Song, By, Spins') },
  });
  const mapped = await client.imports.run({ fileName: 'radio.csv', columns }, table);
  expect(mapped).toMatchObject({ status: 'completed', format: 'mapped_table', created: { artists: 1, tracks: 1 } });
  const subjectId = mapped.subjects[0]?.id ?? '';
  const daily = await client.metrics.daily({ subjectKind: 'track', subjectId, source: 'mapped_file' });
  expect(daily.days.map(({ values }) => values.plays?.value)).toEqual([12, 15]);

  const [mapping] = (await client.imports.mappings()).items;
  expect(mapping).toMatchObject({ headers: ['When', 'Song', 'By', 'Spins'], columns });
  const next = 'When,Song,By,Spins\n2026-01-03,One,X,9\n';
  expect(await client.imports.run({ fileName: 'radio.csv' }, next)).toMatchObject({
    status: 'waiting',
    question: { code: 'needs_mapping', option: 'mappingId', mappingId: mapping?.id },
  });
  const taken = await client.imports.run({ fileName: 'radio.csv', mappingId: mapping?.id ?? '' }, next);
  expect(taken).toMatchObject({ status: 'completed', created: { tracks: 0 }, rows: { changed: 1 } });
  expect((await client.imports.mappings()).items).toHaveLength(1);
});

test('ads without dates and currency are refused, and taken by a mapping with both given', async () => {
  const { client } = await organization();
  const text =
    'ad_id,xyz_campaign_id,fb_campaign_id,age,gender,interest,Impressions,Clicks,Spent,Total_Conversion,Approved_Conversion\n' +
    '708746,916,103916,30-34,M,15,7350,1,1.429999948,2,1\n';
  const mapping = { xyz_campaign_id: { as: 'externalId', of: 'campaign' } } as const;
  const period = { periodStart: '2017-08-17', periodEnd: '2017-08-30' };
  const run = (options: object) => client.imports.run({ fileName: 'ads.csv', columns: mapping, ...options }, text);
  expect(await run({})).toMatchObject({ status: 'waiting', question: { code: 'needs_period' } });
  expect(await run(period)).toMatchObject({ status: 'waiting', question: { code: 'needs_currency' } });
  expect((await client.campaigns.list()).items).toEqual([]);
  const taken = await run({ ...period, currency: 'USD' });
  expect(taken).toMatchObject({ status: 'completed', created: { campaigns: 1, ads: 1 }, rows: { facts: 1 } });
  const again = await client.imports.run({ fileName: 'ads.csv' }, text);
  const [saved] = (await client.imports.mappings()).items;
  expect(again).toMatchObject({ question: { code: 'needs_period', mappingId: saved?.id } });
});

test('a mapping of another organization is neither listed nor used', async () => {
  const [mine, other] = [await organization(), await organization()];
  await other.client.imports.run({ fileName: 'radio.csv', columns }, table);
  const [mapping] = (await other.client.imports.mappings()).items;
  expect((await mine.client.imports.mappings()).items).toEqual([]);
  expect(
    await errorOf(mine.client.imports.create({ fileName: 'radio.csv', mappingId: mapping?.id ?? '' })),
  ).toBeInstanceOf(NotFoundError);
  expect(await mine.client.imports.run({ fileName: 'radio.csv' }, table)).toMatchObject({ status: 'refused' });
});

test('a dry run keeps no mapping', async () => {
  const { client } = await organization();
  await client.imports.run({ fileName: 'radio.csv', columns, dryRun: true }, table);
  expect((await client.imports.mappings()).items).toEqual([]);
});
