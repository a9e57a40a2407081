import { InvalidInputError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignsCsv } from '../../../test/exports.ts';
import {
  ages,
  type DaySpend,
  dayRows,
  importCsv,
  measuredCampaign,
  type SeriesInput,
} from '../../../test/measured-campaign.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

let now = new Date('2026-02-10T08:00:00.000Z');
const { organization } = await openTestServer({ clock: () => now });

const january = { from: '2026-01-01', to: '2026-01-31' };
const oneCampaign = async (spends: readonly DaySpend[]) => measuredCampaign(await organization(), spends);

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

test('a call that names no currency is answered in the organization’s, or as stated with the reason where a rate is missing', async () => {
  const { client, subjects } = await oneCampaign([['2026-01-02', '10.40']]);
  const { version } = (await client.organizations.me()).organization;
  const ask = (reportCurrency?: string | null) =>
    client.metrics.series({ metrics: ['spend'], subjects, ...january, interval: 'all', reportCurrency });
  const toldBy = ({ currency, totals, notes }: Awaited<ReturnType<typeof ask>>) => [
    currency,
    totals.totals.spend?.value,
    notes.filter(({ code }) => code.startsWith('report_currency')).map(({ code }) => code),
  ];
  expect(toldBy(await ask())).toEqual(['USD', '10.4', []]);
  await client.organizations.update({ version, settings: { reportCurrency: 'EUR' } });
  const unconverted = await ask();
  expect(toldBy(unconverted)).toEqual(['USD', '10.4', ['report_currency_unused']]);
  expect(unconverted.notes.at(-1)?.message).toContain('no rate of USD for 2026-01-02');
  await client.fxRates.import({ csv: 'Date,USD\n2026-01-02,1.04\n' });
  expect(toldBy(await ask())).toEqual(['EUR', '10', ['report_currency']]);
  expect(toldBy(await ask(null))).toEqual(['USD', '10.4', []]);
  expect(toldBy(await ask('USD'))).toEqual(['USD', '10.4', []]);
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
