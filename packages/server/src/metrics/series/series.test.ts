import { InvalidInputError, NotFoundError, type SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { breakdownCsv, campaignsCsv, timelineCsv } from '../../../test/exports.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../../test/support.ts';

let now = new Date('2026-02-10T08:00:00.000Z');
const { organization, person } = await openTestServer({ clock: () => now });

type SeriesInput = Parameters<SongTrackPro['metrics']['series']>[0];
const january = { from: '2026-01-01', to: '2026-01-31' };

const dayRows = (name: string, spends: readonly (readonly [day: string, spend: string, impressions?: number])[]) =>
  spends.map(([day, spend, impressions = 100]) => ({ name, day, spend, impressions, reach: 50 }));

async function importCsv({ client }: TestOrganization, fileName: string, csv: string, artistId?: string) {
  const result = await client.imports.run({ fileName, artistId }, csv);
  expect(result).toMatchObject({ status: 'completed', rows: { refused: 0 } });
}

async function campaignNamed({ client }: TestOrganization, name: string): Promise<string> {
  const found = (await client.campaigns.list()).items.find((campaign) => campaign.name === name);
  return found?.id ?? '';
}

async function oneCampaign(spends: readonly (readonly [string, string, number?])[]) {
  const owner = await organization();
  await importCsv(owner, 'campaigns.csv', campaignsCsv(dayRows('One', spends)));
  const campaignId = await campaignNamed(owner, 'One');
  const subjects: SeriesInput['subjects'] = [{ kind: 'campaign', id: campaignId }];
  return { ...owner, campaignId, subjects };
}

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

const ages = (rows: readonly (readonly [day: string, age: string, spend: string, reach?: number])[]) =>
  breakdownCsv(
    'Age',
    rows.map(([day, member, spend, reach = 10]) => ({ name: 'One', day, member, spend, reach })),
  );

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

test('a range is compared with the one before, the same of last year, or any other', async () => {
  const { client, subjects } = await oneCampaign([
    ['2025-01-03', '4'],
    ['2026-01-01', '2'],
    ['2026-01-02', '0'],
    ['2026-01-03', '3'],
  ]);
  const ask = async (compare: SeriesInput['compare'], day = '2026-01-03') => {
    const input: SeriesInput = { metrics: ['spend'], subjects, from: day, to: day, compare };
    const { comparison } = await client.metrics.series(input);
    return [comparison?.range.from, comparison?.changes.spend];
  };
  expect(await ask('previous_period')).toEqual(['2026-01-02', { change: null, reason: 'from_zero', difference: '3' }]);
  expect(await ask('previous_year')).toEqual(['2025-01-03', { change: -0.25, reason: null, difference: '-1' }]);
  expect(await ask({ from: '2026-01-01', to: '2026-01-01' })).toEqual([
    '2026-01-01',
    { change: 0.5, reason: null, difference: '1' },
  ]);
  expect(await ask('previous_year', '2026-01-01')).toEqual([
    '2025-01-01',
    { change: null, reason: 'unavailable', difference: null },
  ]);
});

test('money of two currencies is added in a report currency alone, with the rates and their days', async () => {
  const owner = await organization();
  await importCsv(owner, 'usd.csv', campaignsCsv(dayRows('One', [['2026-01-03', '10.40']])));
  const pounds = campaignsCsv(dayRows('Two', [['2026-01-02', '8.30']])).replace('(USD)', '(GBP)');
  await importCsv(owner, 'gbp.csv', pounds);
  const ask = (reportCurrency?: string) =>
    owner.client.metrics.series({
      metrics: ['spend', 'impressions', 'cpm'],
      subjects: [{ kind: 'organization', id: owner.id }],
      from: '2026-01-02',
      to: '2026-01-03',
      interval: 'all',
      reportCurrency,
    });
  expect(await ask()).toMatchObject({
    currency: null,
    totals: {
      totals: {
        spend: { value: null, reason: 'mixed_currencies' },
        cpm: { value: null, reason: 'mixed_currencies' },
        impressions: { value: 200 },
      },
    },
  });
  const missing = await errorOf(ask('EUR'));
  expect(missing).toBeInstanceOf(InvalidInputError);
  expect(missing).toMatchObject({ code: 'fx_rate_missing' });
  await owner.client.fxRates.import({ csv: 'Date,USD,GBP\n2026-01-02,1.04,0.83\n' });
  expect(await ask('EUR')).toMatchObject({
    currency: 'EUR',
    totals: { totals: { spend: { value: '20' }, cpm: { value: 100_000_000 } } },
    rates: [
      { from: 'GBP', to: 'EUR', date: '2026-01-02' },
      { from: 'USD', to: 'EUR', date: '2026-01-02' },
    ],
  });
  expect((await ask('USD')).totals.totals.spend?.value).toBe('20.8');
});

test('a rate that is more than a week older than the fact isn’t used', async () => {
  const { client, subjects } = await oneCampaign([['2026-01-10', '10']]);
  await client.fxRates.import({ csv: 'Date,USD\n2026-01-02,1.04\n' });
  const input: SeriesInput = { metrics: ['spend'], subjects, ...january, interval: 'all', reportCurrency: 'EUR' };
  expect(await errorOf(client.metrics.series(input))).toMatchObject({
    code: 'fx_rate_missing',
    details: { currency: 'USD', date: '2026-01-10' },
  });
});

test('a question as of an earlier day is answered as it was then', async () => {
  now = new Date('2026-02-10T08:00:00.000Z');
  const owner = await oneCampaign([['2026-01-01', '1']]);
  now = new Date('2026-02-20T08:00:00.000Z');
  const newer = dayRows('One', [
    ['2026-01-01', '1.5'],
    ['2026-01-05', '2'],
  ]);
  await importCsv(owner, 'newer.csv', campaignsCsv(newer));
  const ask = async (asOf?: string) => {
    const input: SeriesInput = { metrics: ['spend'], subjects: owner.subjects, ...january, interval: 'all', asOf };
    return (await owner.client.metrics.series(input)).totals.totals.spend?.value;
  };
  expect([await ask(), await ask('2026-02-15'), await ask('2026-02-01')]).toEqual(['3.5', '1', null]);
  now = new Date('2026-02-10T08:00:00.000Z');
});

test('the CSV has a row for each bucket and group, and text that a spreadsheet would run is escaped', async () => {
  const owner = await oneCampaign([['2026-01-01', '1.25']]);
  await importCsv(owner, 'ages.csv', ages([['2026-01-01', '=1+1', '1.25']]));
  const { csv, fileName } = await owner.client.metrics.exportSeries({
    metrics: ['spend', 'reach'],
    subjects: owner.subjects,
    from: '2026-01-01',
    to: '2026-01-02',
    groupBy: ['campaign', 'age'],
  });
  expect(fileName).toBe('series-2026-01-01-2026-01-02-day.csv');
  expect(csv.split('\r\n')).toEqual([
    'bucket,from,to,campaignName,campaign,age,spend,reach,currency,days,state',
    `2026-01-01,2026-01-01,2026-01-01,One,${owner.campaignId},"'=1+1",1.25,10,USD,1,provisional`,
    `2026-01-02,2026-01-02,2026-01-02,One,${owner.campaignId},"'=1+1",,,USD,0,`,
    '',
  ]);
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
  ] satisfies Partial<SeriesInput>[])
    expect(await refused(input)).toBeInstanceOf(InvalidInputError);
});
