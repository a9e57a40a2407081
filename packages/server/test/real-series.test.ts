import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roundDecimal, sumDecimals } from '@songtrackpro/contracts';
import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { openTestServer } from './support.ts';

const folder = process.env.REAL_DATA_DIR;
/** Real exports are not part of the repository; without the folder these tests are named as skipped. */
const withRealData = test.skipIf(folder === undefined);
const file = (name: string) => join(folder ?? '', name);

let now = new Date('2026-02-10T08:00:00.000Z');
const { organization } = await openTestServer({ clock: () => now });

type SeriesInput = Parameters<SongTrackPro['metrics']['series']>[0];
/** The period of every export of the account. */
const period = { from: '2021-11-15', to: '2022-01-31', interval: 'all' } as const;

async function accountWith(names: readonly string[]) {
  const { client, id } = await organization();
  for (const name of names) {
    const result = await client.imports.run(
      { fileName: `account/${name}` },
      await openAsBlob(file(`meta-ads-manager/${name}`)),
    );
    expect(result).toMatchObject({ status: 'completed', rows: { refused: 0 } });
  }
  const whole = { kind: 'organization' as const, id };
  const ask = (input: Partial<SeriesInput>) =>
    client.metrics.series({ metrics: ['spend', 'impressions'], subjects: [whole], ...period, ...input });
  return { client, ask };
}

withRealData('the campaigns of the account add up to it, and its reach is the platform’s own and no sum', async () => {
  const { client, ask } = await accountWith(['gwwc_campaigns.csv']);
  const metrics: SeriesInput['metrics'] = ['spend', 'impressions', 'reach', 'frequency', 'cpm'];
  const [account] = (await client.reports.overview()).accounts;
  const stated = await ask({ metrics, subjects: [{ kind: 'adAccount', id: account?.id ?? '' }] });
  expect(stated).toMatchObject({
    currency: 'USD',
    totals: {
      totals: {
        spend: { value: '15978.28' },
        impressions: { value: 770_113 },
        reach: { value: 393_476 },
        cpm: { value: 20_747_968 },
      },
    },
  });
  expect(stated.totals.totals.frequency?.value).toBeCloseTo(1.957205, 6);
  const campaigns = await ask({ metrics, groupBy: ['campaign'] });
  expect(campaigns.totals.totals).toMatchObject({
    spend: { value: '15978.28' },
    impressions: { value: 770_113 },
    reach: { value: null, reason: 'not_additive' },
  });
  expect(campaigns.groups).toHaveLength(7);
  const reaches = campaigns.groups.map(({ totals }) => Number(totals.reach?.value));
  expect(reaches.reduce((sum, reach) => sum + reach, 0)).toBe(486_864);
  const days = await ask({ interval: 'day' });
  expect(days.totals.points.every(({ values }) => values.spend?.value === null)).toBe(true);
});

withRealData(
  'the breakdown by text, age and gender adds up to the account to the cent, however it is grouped',
  async () => {
    const { ask } = await accountWith(['gwwc_adset_text_age_gender.csv']);
    for (const groupBy of [['ad'], ['ad', 'age'], ['ad', 'age', 'gender'], ['ad', 'text']]) {
      const { groups } = await ask({
        groupBy,
        filters: groupBy.length === 1 ? { gender: ['female', 'male', 'unknown'] } : {},
      });
      const sumOf = (metric: string) => sumDecimals(groups.flatMap(({ totals }) => totals[metric]?.value ?? []));
      expect(sumOf('impressions')).toBe('770113');
      expect(roundDecimal(sumOf('spend'), 2)).toBe('15978.28');
    }
  },
);

withRealData(
  'all days of the audience timeline come back equal, and its months add up to the same streams',
  async () => {
    const { client } = await organization();
    const name = 'spotify-for-artists/artist-small-audience-timeline.csv';
    const text = (await readFile(file(name), 'utf8')).replace('\uFEFF', '').trim();
    const rows = text.split('\n').slice(1);
    const expected = rows.map((line) => {
      const [date = '', listeners, streams] = line.trim().split(',');
      return [date, Number(listeners), Number(streams)] as const;
    });
    const result = await client.imports.run({ fileName: name }, await openAsBlob(file(name)));
    const id = result.subjects[0]?.id ?? '';
    const range = { from: expected[0]?.[0] ?? '', to: expected.at(-1)?.[0] ?? '' };
    const ask = (interval: SeriesInput['interval']) =>
      client.metrics.series({
        metrics: ['listeners', 'streams'],
        subjects: [{ kind: 'artist', id }],
        ...range,
        interval,
      });
    const days = await ask('day');
    const known = days.groups[0]?.points.map(({ values }, index) => [
      days.buckets[index]?.key,
      values.listeners?.value,
      values.streams?.value,
    ]);
    expect(known).toEqual(expected);
    expect(known).toHaveLength(783);
    const months = await ask('month');
    const streams = expected.reduce((sum, [, , value]) => sum + value, 0);
    expect(sumDecimals(months.groups[0]?.points.map(({ values }) => values.streams?.value ?? 0) ?? [])).toBe(
      `${streams}`,
    );
    expect(months.totals.totals).toMatchObject({
      streams: { value: streams },
      listeners: { value: null, reason: 'not_additive' },
    });
  },
);

withRealData(
  'a newer export of the same days is what holds, and the older one answers as of the day before it',
  async () => {
    const { client } = await organization();
    const name = 'spotify-for-artists/artist-small-audience-timeline.csv';
    const lines = (await readFile(file(name), 'utf8')).replace('\uFEFF', '').trim().split('\n');
    const { id } = await client.artists.create({ name: 'A' });
    // The older export is the same file as it would have been a hundred days earlier, its last day not yet counted in full.
    const older = lines.slice(0, -100);
    const [date = '', listeners, streams, followers] = older.at(-1)?.trim().split(',') ?? [];
    older.push(`${date},${listeners},${Math.floor(Number(streams) / 2)},${followers}`);
    older.splice(-2, 1);
    now = new Date('2026-02-10T08:00:00.000Z');
    await client.imports.run({ fileName: 'older-audience-timeline.csv', artistId: id }, `${older.join('\n')}\n`);
    now = new Date('2026-06-10T08:00:00.000Z');
    await client.imports.run({ fileName: 'newer-audience-timeline.csv', artistId: id }, `${lines.join('\n')}\n`);
    const streamsOn = async (asOf?: string) => {
      const subjects: SeriesInput['subjects'] = [{ kind: 'artist', id }];
      const series = await client.metrics.series({ metrics: ['streams'], subjects, from: date, to: date, asOf });
      return series.totals.totals.streams?.value;
    };
    expect(await streamsOn()).toBe(Number(streams));
    expect(await streamsOn('2026-06-09')).toBe(Math.floor(Number(streams) / 2));
    const { items } = await client.metrics.revisions({
      since: '2026-02-11T00:00:00.000Z',
      metric: 'streams',
      limit: 200,
    });
    expect(items.find(({ from }) => from === date)?.changes.find(({ metric }) => metric === 'streams')).toMatchObject({
      before: { value: Math.floor(Number(streams) / 2) },
      after: { value: Number(streams) },
    });
    expect(items.filter(({ from }) => from > date)).toHaveLength(100);
  },
);
