import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { timelineCsv } from '../../../test/exports.ts';
import { openTestServer } from '../../../test/support.ts';

const { organization } = await openTestServer();

type SeriesInput = Parameters<SongTrackPro['metrics']['series']>[0];
type Sale = [month: string, title: string, store: string, country: string, units: number, earnings: string];

const header =
  'Reporting Date,Sale Month,Store,Artist,Title,ISRC,UPC,Quantity,Team Percentage,Song/Album,Country of Sale,Songwriter Royalties Withheld';
const distrokid = (sales: readonly Sale[], currency = 'USD') =>
  [
    `${header},Earnings (${currency})`,
    ...sales.map(
      ([month, title, store, country, units, earnings]) =>
        `2026-06-01,${month},${store},Anna,${title},,00123,${units},100,Song,${country},0,${earnings}`,
    ),
  ]
    .join('\n')
    .concat('\n');

const sales: Sale[] = [
  ['2026-01', 'One', 'Spotify', 'SE', 100, '0.301'],
  ['2026-01', 'One', 'Spotify', 'DE', 50, '0.2'],
  ['2026-01', 'One', 'Deezer', 'SE', 7, '0.05'],
  ['2026-02', 'One', 'Spotify', 'SE', 90, '0.299'],
  ['2026-02', 'Two', 'Spotify', 'SE', 10, '-0.05'],
  ['2026-04', 'Two', 'Spotify', 'SE', 5, '0.01'],
];
const year = { from: '2026-01-01', to: '2026-12-31' } as const;

async function furnished() {
  const { client, id } = await organization();
  const done = await client.imports.run(
    { fileName: 'sales.csv', exportedAt: '2026-06-01T00:00:00Z' },
    distrokid(sales),
  );
  expect(done).toMatchObject({ status: 'completed', rows: { refused: 0 } });
  const [artist] = (await client.artists.list()).items;
  const tracks = new Map((await client.tracks.list()).items.map((track) => [track.title, track.id]));
  const whole = { kind: 'organization' as const, id };
  const ask = (input: Partial<SeriesInput> = {}) =>
    client.metrics.series({ metrics: ['units', 'earnings'], subjects: [whole], ...year, interval: 'month', ...input });
  return { client, artistId: artist?.id ?? '', tracks, ask };
}

const totalsOf = ({ totals }: { totals: { totals: Record<string, { value: unknown } | undefined> } }) => [
  totals.totals.units?.value,
  totals.totals.earnings?.value,
];

test('sales are added up by month, quarter and year, and a month without a report is unknown', async () => {
  const { ask } = await furnished();
  const months = await ask();
  const point = (index: number) => months.totals.points[index];
  expect(months.currency).toBe('USD');
  expect(point(0)).toMatchObject({ days: 31, values: { units: { value: 157 }, earnings: { value: '0.551' } } });
  expect(point(1)?.values).toMatchObject({ units: { value: 100 }, earnings: { value: '0.249' } });
  expect(point(2)).toMatchObject({ days: 0, values: { units: { value: null, reason: 'unavailable' } } });
  expect(totalsOf(months)).toEqual([262, '0.81']);
  const quarters = await ask({ interval: 'quarter' });
  expect(quarters.totals.points.slice(0, 2)).toMatchObject([
    { days: 59, values: { units: { value: 257 } } },
    { days: 30, values: { units: { value: 5 } } },
  ]);
  expect(totalsOf(await ask({ interval: 'all' }))).toEqual([262, '0.81']);
});

test('sales are grouped by store, country and track, filtered, and add up to the whole', async () => {
  const { ask, tracks, artistId } = await furnished();
  for (const [groupBy, expected] of [
    [['store'], { Spotify: 255, Deezer: 7 }],
    [['country'], { SE: 212, DE: 50 }],
    [['track'], { [tracks.get('One') ?? '']: 247, [tracks.get('Two') ?? '']: 15 }],
    [['artist'], { [artistId]: 262 }],
    [['source'], { distrokid: 262 }],
  ] as const) {
    const answer = await ask({ groupBy: [...groupBy] });
    const units = answer.groups.map(({ group, totals }) => [group[groupBy[0]], totals.units?.value]);
    expect(Object.fromEntries(units)).toEqual(expected);
    expect(totalsOf(answer)).toEqual([262, '0.81']);
    expect(answer.notes.map(({ code }) => code)).not.toContain('groups_differ');
  }
  expect(totalsOf(await ask({ filters: { country: ['DE'] } }))).toEqual([50, '0.2']);
  expect(totalsOf(await ask({ subjects: [{ kind: 'track', id: tracks.get('Two') ?? '' }] }))).toEqual([15, '-0.04']);
  expect(totalsOf(await ask({ subjects: [{ kind: 'artist', id: artistId }] }))).toEqual([262, '0.81']);
});

test('a month lies in no week and in no half of a month, and nothing is spread', async () => {
  const { ask } = await furnished();
  const weeks = await ask({ interval: 'week', from: '2026-01-01', to: '2026-01-31' });
  expect(weeks.totals.points.every(({ values }) => values.units?.value === null)).toBe(true);
  expect(totalsOf(weeks)).toEqual([157, '0.551']);
  const half = await ask({ interval: 'all', from: '2026-01-01', to: '2026-01-15' });
  expect(totalsOf(half)).toEqual([null, null]);
  expect(half.notes.map(({ code }) => code)).toContain('period_only');
});

test('a quarter beside its months is not added to them, and each month is still known', async () => {
  const { client, ask } = await furnished();
  await client.imports.run(
    { fileName: 'quarter.csv', exportedAt: '2026-06-02T00:00:00Z' },
    distrokid([['2026-Q1', 'One', 'Spotify', 'SE', 190, '0.6']]),
  );
  const overlapping = { value: null, reason: 'overlapping_periods' };
  const quarters = await ask({ interval: 'quarter' });
  expect(quarters.totals.points[0]?.values).toMatchObject({ units: overlapping, earnings: overlapping });
  expect(quarters.totals.points[1]?.values).toMatchObject({ units: { value: 5 } });
  expect((await ask({ interval: 'all' })).totals.totals).toMatchObject({ units: overlapping });
  const months = await ask();
  expect(months.totals.points.slice(0, 2).map(({ values }) => values.units?.value)).toEqual([157, 100]);
});

test('a corrected report is what holds, and an earlier moment answers with the first one', async () => {
  const { client, ask } = await furnished();
  const before = new Date().toISOString();
  const corrected = sales.map(
    (sale): Sale => (sale[0] === '2026-04' ? ([...sale.slice(0, 4), 6, '0.02'] as Sale) : sale),
  );
  await client.imports.run({ fileName: 'corrected.csv', exportedAt: '2026-07-01T00:00:00Z' }, distrokid(corrected));
  expect(totalsOf(await ask())).toEqual([263, '0.82']);
  expect(totalsOf(await ask({ asOf: before }))).toEqual([262, '0.81']);
});

test('sales of two distributors are not added, unless they are grouped by source', async () => {
  const { client, ask } = await furnished();
  const believe =
    'Reporting month,Sales Month,Platform,Country / Region,Label Name,Artist Name,Release title,Track title,UPC,ISRC,Sales Type,Quantity,Client Payment Currency,Unit Price,Net Revenue\n' +
    '2026-03-01,2026-01-01,Spotify,SE,L,Anna,One,One,00123,,Stream,20,EUR,0.003,0.06\n';
  await client.imports.run({ fileName: 'believe.csv' }, believe);
  const mixed = await ask({ interval: 'all' });
  expect(mixed.totals.totals).toMatchObject({ units: { value: null, reason: 'mixed_sources' } });
  const bySource = await ask({ interval: 'all', groupBy: ['source'] });
  expect(bySource.groups.map(({ group, totals }) => [group.source, totals.units?.value])).toEqual([
    ['believe', 20],
    ['distrokid', 262],
  ]);
  expect(totalsOf(await ask({ source: 'believe' }))).toEqual([20, '0.06']);
  await client.fxRates.import({ csv: 'Date,USD\n2026-01-30,1.2\n' });
  expect(totalsOf(await ask({ source: 'believe', reportCurrency: 'USD' }))).toEqual([20, '0.072']);
});

test('streams stand beside sales, each in its own days, and the file has both', async () => {
  const { client, ask, artistId, tracks } = await furnished();
  const content = timelineCsv([['2026-01-01', 400]]);
  await client.imports.run({ fileName: 'Anna-audience-timeline.csv', artistId }, content);
  const both = await ask({ metrics: ['streams', 'units'], subjects: [{ kind: 'artist', id: artistId }] });
  expect(both.totals.points[0]?.values).toMatchObject({ streams: { value: 400 }, units: { value: 157 } });
  expect(both.totals.totals).toMatchObject({ streams: { value: 400 }, units: { value: 262 } });
  const { csv } = await client.metrics.exportSeries({
    metrics: ['units', 'earnings'],
    subjects: [{ kind: 'track', id: tracks.get('Two') ?? '' }],
    from: '2026-02-01',
    to: '2026-02-28',
    interval: 'month',
    groupBy: ['store'],
  });
  expect(csv).toContain('2026-02,2026-02-01,2026-02-28,Spotify,10,-0.05,USD,28,');
});

test('another organization sees none of it', async () => {
  const { tracks } = await furnished();
  const other = await organization();
  const subjects: SeriesInput['subjects'] = [{ kind: 'organization', id: other.id }];
  const series = await other.client.metrics.series({ metrics: ['units'], subjects, ...year });
  expect(series.totals.totals.units?.value).toBeNull();
  const theirs: SeriesInput['subjects'] = [{ kind: 'track', id: tracks.get('One') ?? '' }];
  await expect(other.client.metrics.series({ metrics: ['units'], subjects: theirs, ...year })).rejects.toThrow();
});
