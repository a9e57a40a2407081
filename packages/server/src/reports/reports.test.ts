import { expect, test } from 'vitest';
import { campaignsCsv, timelineCsv } from '../../test/exports.ts';
import { openTestServer, type TestOrganization } from '../../test/support.ts';

const { organization } = await openTestServer();
const days = ['2026-01-01', '2026-01-02', '2026-01-03'];
const period = { from: '2026-01-01', to: '2026-01-03' };

const byDay = (spends: string[]) =>
  campaignsCsv(
    spends.map((spend, index) => ({ name: 'One', spend, impressions: 100, reach: 50, day: days[index] ?? '' })),
    period,
  );
const whole = (spend: string) => campaignsCsv([{ name: 'One', spend, impressions: 300, reach: 90 }], period);

async function importAds({ client }: TestOrganization, files: string[], artistId?: string) {
  for (const file of files) await client.imports.run({ fileName: 'campaigns.csv', artistId }, file);
  const [campaign] = (await client.campaigns.list()).items;
  return client.reports.campaign({ campaignId: campaign?.id ?? '' });
}

const codes = ({ quality }: { quality: { code: string }[] }) => quality.map(({ code }) => code);

test('a period fact answers its period and is never spread over days', async () => {
  const owner = await organization();
  const report = await importAds(owner, [whole('30.00')]);
  expect(report.totals).toMatchObject({
    basis: 'period',
    range: period,
    values: { spend: { value: '30' }, reach: { value: 90 } },
  });
  expect(report.daily?.days.map(({ spend }) => spend.value)).toEqual([null, null, null]);
  expect(codes(report)).toEqual(['period_only', 'no_streams_linked']);
});

test('spend and streams of a campaign stand on one axis, unknown days included', async () => {
  const owner = await organization();
  const artist = await owner.client.artists.create({ name: 'A' });
  const timeline = timelineCsv([
    ['2026-01-01', 7],
    ['2026-01-03', 9],
  ]);
  await owner.client.imports.run({ fileName: 'x-audience-timeline.csv', artistId: artist.id }, timeline);
  const report = await importAds(owner, [byDay(['1.10', '2.20', '3.30'])], artist.id);
  expect(report.daily).toMatchObject({
    streamsOf: { kind: 'artist', name: 'A' },
    days: [
      { date: '2026-01-01', spend: { value: '1.1' }, streams: { value: 7 } },
      { date: '2026-01-02', spend: { value: '2.2' }, streams: { value: null, reason: 'unavailable' } },
      { date: '2026-01-03', spend: { value: '3.3' }, streams: { value: 9 } },
    ],
  });
  expect(codes(report)).toEqual(['days_missing', 'clocks_differ']);
});

test('days and the period that they cover are alternatives: the period leads and nothing is added', async () => {
  const owner = await organization();
  const report = await importAds(owner, [byDay(['1.10', '2.20', '3.30']), whole('6.60')]);
  expect(report.totals).toMatchObject({
    basis: 'period',
    values: { spend: { value: '6.6' }, impressions: { value: 300 } },
  });
  expect(codes(report)).not.toContain('days_differ_from_period');
});

test('days that do not add up to the stated period are shown with the difference', async () => {
  const owner = await organization();
  const report = await importAds(owner, [byDay(['1.10', '2.20', '3.31']), whole('6.60')]);
  expect(report.quality.find(({ code }) => code === 'days_differ_from_period')?.message).toContain('0.01 USD');
});

test('without a period fact the days are summed, and reach cannot be', async () => {
  const owner = await organization();
  const report = await importAds(owner, [byDay(['0.1', '0.2', '0.3'])]);
  expect(report.totals).toMatchObject({
    basis: 'days',
    values: { spend: { value: '0.6' }, reach: { value: null, reason: 'not_additive' } },
  });
});

test('overlapping periods are listed as alternatives', async () => {
  const owner = await organization();
  const longer = campaignsCsv([{ name: 'One', spend: '9', impressions: 9, reach: 9 }], {
    from: '2026-01-01',
    to: '2026-01-31',
  });
  const report = await importAds(owner, [whole('6'), longer]);
  expect(report.periods).toHaveLength(2);
  expect(report.totals).toMatchObject({ range: { to: '2026-01-31' }, values: { spend: { value: '9' } } });
  expect(codes(report)).toContain('periods_overlap');
});

test('a totals row that isn’t the sum of its rows, and clicks that outnumber impressions, are told', async () => {
  const { client } = await organization();
  const rows = [
    { name: '', spend: '9.50', impressions: 300, reach: 9 },
    { name: 'One', spend: '4.00', impressions: 100, reach: 5 },
    { name: 'Two', spend: '5.00', impressions: 200, reach: 6 },
  ];
  await client.imports.run({ fileName: 'campaigns.csv' }, campaignsCsv(rows));
  const { quality } = await client.reports.overview();
  expect(quality.find(({ code }) => code === 'totals_row_differs')?.message).toContain('Amount spent +0.5 USD.');
  const [campaign] = (await client.campaigns.list()).items;
  const campaignId = campaign?.id ?? '';
  const of = { subjectKind: 'campaign' as const, subjectId: campaignId, observedAt: '2026-02-02T00:00:00.000Z' };
  const values = { impressions: 10, linkClicks: 11 };
  await client.metrics.push({ facts: [{ ...of, date: '2026-02-01', values }] });
  expect(codes(await client.reports.campaign({ campaignId }))).toContain('clicks_over_impressions');
});

test('an organization without numbers is told how to bring some', async () => {
  const { client } = await organization();
  const overview = await client.reports.overview();
  expect(overview).toMatchObject({ accounts: [], timelines: [], quality: [{ code: 'no_numbers' }] });
  const campaign = await client.campaigns.create({ name: 'Planned' });
  const report = await client.reports.campaign({ campaignId: campaign.id });
  expect(report).toMatchObject({ totals: null, daily: null, quality: [{ code: 'no_numbers' }] });
});

test('the overview answers as of an earlier day', async () => {
  const { client } = await organization();
  await client.imports.run({ fileName: 'A-audience-timeline.csv' }, timelineCsv([['2026-01-01', 7]]));
  expect((await client.reports.overview()).timelines).toMatchObject([{ days: 1, totals: { streams: { value: 7 } } }]);
  expect((await client.reports.overview({ asOf: '2026-01-01' })).timelines).toEqual([]);
});
