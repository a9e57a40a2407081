import { InvalidInputError, NotFoundError, type SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignsCsv, timelineCsv } from '../../../test/exports.ts';
import {
  ages,
  campaignNamed,
  type DaySpend,
  dayRows,
  importCsv,
  measuredCampaign,
  type SeriesInput,
} from '../../../test/measured-campaign.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const now = new Date('2026-02-10T08:00:00.000Z');
const { organization, person } = await openTestServer({ clock: () => now });

const january = { from: '2026-01-01', to: '2026-01-31' };
const oneCampaign = async (spends: readonly DaySpend[]) => measuredCampaign(await organization(), spends);

const valuesOf = (series: Awaited<ReturnType<SongTrackPro['metrics']['series']>>, metric: string, group = 0) =>
  series.groups[group]?.points.map(({ values }) => values[metric]?.value);

test('days stand on their buckets, and a day that nobody stated is null and not zero', async () => {
  const { client, subjects } = await oneCampaign([
    ['2026-01-01', '1.10'],
    ['2026-01-03', '2.20'],
  ]);
  const series = await client.metrics.series({ metrics: ['spend'], subjects, from: '2026-01-01', to: '2026-01-04' });
  expect(series.buckets.map(({ key }) => key)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04']);
  expect(valuesOf(series, 'spend')).toEqual(['1.1', null, '2.2', null]);
  expect(series.groups[0]?.points[1]).toMatchObject({
    days: 0,
    state: null,
    values: { spend: { reason: 'unavailable' } },
  });
  expect(series).toMatchObject({ currency: 'USD', totals: { totals: { spend: { value: '3.3' } } } });
  expect(series.readings).toMatchObject([
    { subject: { name: 'One' }, missing: [{ from: '2026-01-02' }, { from: '2026-01-04' }] },
  ]);
  expect(series.notes.map(({ code }) => code)).toContain('days_missing');
});

test('weeks are those of ISO 8601, and months, quarters and years say whether they are whole', async () => {
  const { client, subjects } = await oneCampaign([
    ['2026-01-01', '1'],
    ['2026-01-04', '2'],
    ['2026-01-05', '4'],
    ['2026-02-01', '8'],
  ]);
  const ask = (interval: SeriesInput['interval']) =>
    client.metrics.series({ metrics: ['spend'], subjects, from: '2026-01-01', to: '2026-02-01', interval });
  const weeks = await ask('week');
  expect(weeks.buckets.slice(0, 2)).toMatchObject([
    { key: '2026-W01', from: '2026-01-01', to: '2026-01-04', whole: false },
    { key: '2026-W02', from: '2026-01-05', to: '2026-01-11', whole: true },
  ]);
  expect(valuesOf(weeks, 'spend')).toEqual(['3', '4', null, null, '8']);
  expect((await ask('month')).buckets).toMatchObject([
    { key: '2026-01', whole: true },
    { key: '2026-02', whole: false },
  ]);
  expect((await ask('quarter')).buckets).toMatchObject([{ key: '2026-Q1' }]);
  expect((await ask('year')).buckets).toMatchObject([{ key: '2026' }]);
  expect(valuesOf(await ask('all'), 'spend')).toEqual(['15']);
});

test('the day on which clocks change has 23 or 25 hours', async () => {
  const { client, subjects } = await oneCampaign([['2026-03-29', '1']]);
  const hours = async (timeZone: string, day: string) => {
    const input: SeriesInput = { metrics: ['spend'], subjects, from: day, to: day, timeZone };
    return (await client.metrics.series(input)).buckets.map(({ startsAt, hours: length }) => [startsAt, length]);
  };
  expect(await hours('Europe/Berlin', '2026-03-29')).toEqual([['2026-03-28T23:00:00.000Z', 23]]);
  expect(await hours('Europe/Berlin', '2026-10-25')).toEqual([['2026-10-24T22:00:00.000Z', 25]]);
  expect(await hours('America/New_York', '2026-03-29')).toEqual([['2026-03-29T04:00:00.000Z', 24]]);
});

test('ratios are ratios of sums, with a reason where the base is zero', async () => {
  const { client, subjects } = await oneCampaign([
    ['2026-01-01', '1', 1000],
    ['2026-01-02', '5', 9000],
    ['2026-01-03', '5', 0],
  ]);
  const series = await client.metrics.series({ metrics: ['cpm'], subjects, from: '2026-01-01', to: '2026-01-03' });
  expect(series.groups[0]?.points.map(({ values }) => values.cpm)).toEqual([
    { value: 1_000_000, reason: null },
    { value: 555_556, reason: null },
    { value: null, reason: 'no_impressions' },
  ]);
  expect(series.totals.totals.cpm?.value).toBe(1_100_000);
});

test('reach is the day’s own, never a sum, and of a period where the source states exactly that period', async () => {
  const owner = await oneCampaign([
    ['2026-01-01', '1'],
    ['2026-01-02', '2'],
  ]);
  const range = { from: '2026-01-01', to: '2026-01-02' };
  const ask = (interval: SeriesInput['interval']) =>
    owner.client.metrics.series({ metrics: ['reach', 'frequency'], subjects: owner.subjects, ...range, interval });
  expect(valuesOf(await ask('day'), 'reach')).toEqual([50, 50]);
  expect((await ask('all')).totals.totals).toMatchObject({
    reach: { value: null, reason: 'not_additive' },
    frequency: { value: null, reason: 'not_additive' },
  });
  await importCsv(owner, 'whole.csv', campaignsCsv([{ name: 'One', spend: '3', impressions: 200, reach: 80 }], range));
  expect((await ask('all')).totals.totals).toMatchObject({ reach: { value: 80 }, frequency: { value: 2.5 } });
});

test('a period answers exactly its period and is never spread over days', async () => {
  const owner = await organization();
  await importCsv(owner, 'c.csv', campaignsCsv([{ name: 'One', spend: '31', impressions: 300, reach: 90 }], january));
  const subjects: SeriesInput['subjects'] = [{ kind: 'campaign', id: await campaignNamed(owner, 'One') }];
  const ask = (interval: SeriesInput['interval'], to = january.to) =>
    owner.client.metrics.series({ metrics: ['spend'], subjects, from: january.from, to, interval });
  expect(valuesOf(await ask('month'), 'spend')).toEqual(['31']);
  const days = await ask('day');
  expect(new Set(valuesOf(days, 'spend'))).toEqual(new Set([null]));
  expect(days.totals.totals.spend?.value).toBe('31');
  const cut = await ask('month', '2026-01-30');
  expect(valuesOf(cut, 'spend')).toEqual([null]);
  expect(cut.notes.map(({ code }) => code)).toContain('period_only');
});

test('spend and streams of a campaign’s track stand on one axis, and divide over the days that know both', async () => {
  const owner = await oneCampaign([
    ['2026-01-01', '1'],
    ['2026-01-02', '1'],
    ['2026-01-03', '4'],
  ]);
  const { client, subjects, campaignId: id } = owner;
  const artist = await client.artists.create({ name: 'A' });
  const ask = () =>
    client.metrics.series({
      metrics: ['spend', 'streams', 'blendedCostPerStream'],
      subjects,
      from: '2026-01-01',
      to: '2026-01-03',
    });
  expect((await ask()).notes.map(({ code }) => code)).toContain('no_streams_linked');
  const timeline = timelineCsv([
    ['2026-01-01', 10],
    ['2026-01-03', 40],
  ]);
  await importCsv(owner, 'x-audience-timeline.csv', timeline, artist.id);
  await client.campaigns.update({ id, version: (await client.campaigns.get({ id })).version, artistId: artist.id });
  const series = await ask();
  expect(valuesOf(series, 'spend')).toEqual(['1', '1', '4']);
  expect(valuesOf(series, 'streams')).toEqual([10, null, 40]);
  expect(valuesOf(series, 'blendedCostPerStream')).toEqual([100_000, null, 100_000]);
  expect(series.totals.totals).toMatchObject({
    spend: { value: '6' },
    streams: { value: 50 },
    blendedCostPerStream: { value: 100_000 },
  });
  expect(series.notes.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['common_days', 'days_missing', 'zone_differs']),
  );
});

test('two campaigns that share an artist don’t count the artist’s streams twice', async () => {
  const owner = await organization();
  const artist = await owner.client.artists.create({ name: 'A' });
  await importCsv(owner, 'x-audience-timeline.csv', timelineCsv([['2026-01-01', 10]]), artist.id);
  const ids = [];
  for (const name of ['One', 'Two']) ids.push((await owner.client.campaigns.create({ name, artistId: artist.id })).id);
  const series = await owner.client.metrics.series({
    metrics: ['streams'],
    subjects: ids.map((id) => ({ kind: 'campaign', id })),
    from: '2026-01-01',
    to: '2026-01-01',
    groupBy: ['campaign'],
  });
  expect(series.groups.map(({ group, totals }) => [group.campaign, totals.streams?.value])).toEqual(
    ids.sort().map((id) => [id, 10]),
  );
  expect(series.totals.totals.streams?.value).toBe(10);
  const alone = { kind: 'organization' as const, id: owner.id };
  const whole = await owner.client.metrics.series({
    metrics: ['streams'],
    subjects: [alone],
    ...january,
    interval: 'all',
  });
  expect(whole.totals.totals.streams?.value).toBe(10);
});

test('groups are kept apart by subject, and named', async () => {
  const owner = await organization();
  const rows = [...dayRows('One', [['2026-01-01', '1']]), ...dayRows('Two', [['2026-01-01', '2.5']])];
  await importCsv(owner, 'campaigns.csv', campaignsCsv(rows));
  const series = await owner.client.metrics.series({
    metrics: ['spend'],
    subjects: [{ kind: 'organization', id: owner.id }],
    ...january,
    interval: 'all',
    groupBy: ['campaign', 'source'],
  });
  const spends = Object.fromEntries(
    series.groups.map(({ group, totals }) => [series.names[group.campaign ?? ''], totals.spend?.value]),
  );
  expect(spends).toEqual({ One: '1', Two: '2.5' });
  expect(series.groups[0]?.group.source).toBe('meta_ads_manager');
  expect(series.totals.totals.spend?.value).toBe('3.5');
});

test('facts are grouped and filtered by the breakdowns that they carry', async () => {
  const owner = await oneCampaign([['2026-01-01', '3']]);
  await importCsv(
    owner,
    'ages.csv',
    ages([
      ['2026-01-01', '18-24', '1'],
      ['2026-01-01', '25-34', '2'],
    ]),
  );
  const ask = (more: Partial<SeriesInput>) =>
    owner.client.metrics.series({
      metrics: ['spend', 'reach'],
      subjects: owner.subjects,
      from: '2026-01-01',
      to: '2026-01-01',
      ...more,
    });
  const grouped = await ask({ groupBy: ['age'] });
  expect(grouped.groups.map(({ group, totals }) => [group.age, totals.spend?.value, totals.reach?.value])).toEqual([
    ['18-24', '1', 10],
    ['25-34', '2', 10],
  ]);
  expect(grouped.totals.totals).toMatchObject({ spend: { value: '3' }, reach: { value: 50 } });
  expect(grouped.notes.map(({ code }) => code)).not.toContain('groups_differ');
  const filtered = await ask({ filters: { age: ['25-34'] } });
  expect(filtered.totals.totals).toMatchObject({ spend: { value: '2' }, reach: { value: 10 } });
  const none = await ask({ groupBy: ['country'] });
  expect(none).toMatchObject({ groups: [], totals: { totals: { spend: { value: '3' } } } });
});

test('groups that don’t make up the whole are shown with the difference', async () => {
  const owner = await oneCampaign([['2026-01-01', '3.5']]);
  await importCsv(owner, 'ages.csv', ages([['2026-01-01', '18-24', '1']]));
  const series = await owner.client.metrics.series({
    metrics: ['spend'],
    subjects: owner.subjects,
    from: '2026-01-01',
    to: '2026-01-01',
    groupBy: ['age'],
  });
  expect(series.notes.find(({ code }) => code === 'groups_differ')?.message).toContain('spend by -2.5');
});

test('a gap is filled with zero where the facts say so, and nowhere else', async () => {
  const owner = await oneCampaign([
    ['2026-01-01', '3'],
    ['2026-01-02', '4'],
  ]);
  await importCsv(
    owner,
    'ages.csv',
    ages([
      ['2026-01-01', '18-24', '3'],
      ['2026-01-02', '18-24', '1'],
      ['2026-01-02', '25-34', '2'],
    ]),
  );
  const series = await owner.client.metrics.series({
    metrics: ['spend'],
    subjects: owner.subjects,
    from: '2026-01-01',
    to: '2026-01-03',
    groupBy: ['age'],
    fill: 'zero',
  });
  expect(valuesOf(series, 'spend', 0)).toEqual(['3', '1', null]);
  expect(valuesOf(series, 'spend', 1)).toEqual(['0', '2', null]);
});

test('a day on which a chart does not list the track is unknown, also where gaps are filled', async () => {
  const owner = await organization();
  const rows = ['2026-01-01,1,A,X,1020', '2026-01-03,2,A,X,990'].map((row) => `${row},5aAx2yezTd8zXrkmtKl66Z,lu`);
  const chart = ['chart_date,chart_position,song,performer,streams,spotify_uri,region', ...rows].join('\n');
  await owner.client.imports.run({ fileName: 'chart.csv', newTracks: 'add' }, chart);
  const [track] = (await owner.client.tracks.list()).items;
  const series = await owner.client.metrics.series({
    metrics: ['streams', 'chartPosition'],
    subjects: [{ kind: 'track', id: track?.id ?? '' }],
    from: '2026-01-01',
    to: '2026-01-03',
    groupBy: ['country'],
    fill: 'zero',
  });
  expect(valuesOf(series, 'streams')).toEqual([1020, null, 990]);
  expect(valuesOf(series, 'chartPosition')).toEqual([1, null, 2]);
});

test('days of a period without any delivery are zero when asked to fill', async () => {
  const owner = await organization();
  await importCsv(owner, 'c.csv', campaignsCsv([{ name: 'One', spend: '0', impressions: 0, reach: 0 }], january));
  const input: SeriesInput = {
    metrics: ['spend', 'reach'],
    subjects: [{ kind: 'campaign', id: await campaignNamed(owner, 'One') }],
    from: '2026-01-30',
    to: '2026-02-01',
  };
  expect(valuesOf(await owner.client.metrics.series(input), 'spend')).toEqual([null, null, null]);
  const filled = await owner.client.metrics.series({ ...input, fill: 'zero' });
  expect(valuesOf(filled, 'spend')).toEqual(['0', '0', null]);
  expect(valuesOf(filled, 'reach')).toEqual([null, null, null]);
});

test('a series of a subject that isn’t one’s own isn’t found, and a member restricted to others finds none', async () => {
  const [owner, other] = [await oneCampaign([['2026-01-01', '1']]), await organization()];
  const artist = await owner.client.artists.create({ name: 'B' });
  const member = await person({ organization: owner, role: 'viewer', artistIds: [artist.id] });
  const input: SeriesInput = { metrics: ['spend'], subjects: owner.subjects, ...january };
  for (const { client } of [other, member])
    expect(await errorOf(client.metrics.series(input))).toBeInstanceOf(NotFoundError);
  const all: SeriesInput = { ...input, subjects: [{ kind: 'organization', id: owner.id }], interval: 'all' };
  expect(await errorOf(other.client.metrics.series(all))).toBeInstanceOf(NotFoundError);
  expect((await member.client.metrics.series(all)).totals.totals.spend?.value).toBe(null);
  expect((await owner.client.metrics.series(all)).totals.totals.spend?.value).toBe('1');
});

test('a range that is too long, and an answer that would be too large, are refused', async () => {
  const { client, subjects } = await oneCampaign([['2026-01-01', '1']]);
  const refused = (input: Partial<SeriesInput>) =>
    errorOf(client.metrics.series({ metrics: ['spend'], subjects, ...january, ...input }));
  for (const input of [
    { from: '2026-02-01' },
    { from: '1990-01-01' },
    { timeZone: 'Europe/Atlantis' },
    { metrics: [] },
    { groupBy: ['a.b'] },
    { filters: { $where: ['1'] } },
    { filters: { campaign: ['One'] } },
  ] satisfies Partial<SeriesInput>[])
    expect(await refused(input)).toBeInstanceOf(InvalidInputError);
});

test('a breakdown that is called like a part of every object is one that no fact carries', async () => {
  const { client, subjects } = await oneCampaign([['2026-01-01', '1']]);
  for (const dimension of ['constructor', 'toString', 'hasOwnProperty']) {
    const input: SeriesInput = { metrics: ['spend'], subjects, ...january, interval: 'all', groupBy: [dimension] };
    expect((await client.metrics.series(input)).groups).toEqual([]);
  }
});

test('a deleted campaign keeps its numbers', async () => {
  const { client, subjects, campaignId: id } = await oneCampaign([['2026-01-01', '1.5']]);
  await client.campaigns.delete({ id });
  const input: SeriesInput = { metrics: ['spend', 'streams'], subjects, ...january, interval: 'all' };
  expect((await client.metrics.series(input)).totals.totals).toMatchObject({
    spend: { value: '1.5' },
    streams: { value: null, reason: 'unavailable' },
  });
});
