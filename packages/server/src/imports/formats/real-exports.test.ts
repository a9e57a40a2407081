import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compareDecimals, roundDecimal, sumDecimals } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import type { ParseOptions } from './dialect.ts';
import { type ParsedBytes, parseBytes } from './parse-bytes.testing.ts';
import type { ParsedFact } from './parsed-row.ts';

const folder = process.env.REAL_DATA_DIR;

async function read(file: string): Promise<Buffer> {
  return readFile(path.join(folder ?? '', file));
}

async function parseReal(file: string, options?: ParseOptions): Promise<ParsedBytes> {
  return parseBytes(await read(file), path.basename(file), options);
}

function sum(facts: readonly ParsedFact[], metric: keyof ParsedFact['values']): string {
  return sumDecimals(facts.flatMap(({ values }) => values[metric] ?? []));
}

const isTotal = ({ subject }: ParsedFact) => subject.kind === 'adAccount';

test.skipIf(!folder)('the campaigns export agrees with its totals row and with the account', async () => {
  const expected = JSON.parse(String(await read('meta-ads-manager/gwwc_expected.json')));
  const { facts, errors } = await parseReal('meta-ads-manager/gwwc_campaigns.csv');
  const [total, ...more] = facts.filter(isTotal);
  const campaigns = facts.filter((fact) => !isTotal(fact));
  expect(errors).toEqual([]);
  expect(more).toEqual([]);
  expect(total?.values).toMatchObject({
    spend: String(expected.spend_usd),
    impressions: expected.impressions,
    reach: expected.account_reach_deduplicated,
  });
  expect(total).toMatchObject({ currency: 'USD', granularity: 'period', date: '2021-11-15', periodEnd: '2022-01-31' });
  expect(new Set(campaigns.map(({ subject }) => subject.kind))).toEqual(new Set(['campaign']));
  expect(sum(campaigns, 'spend')).toBe(String(expected.spend_usd));
  expect(sum(campaigns, 'impressions')).toBe(String(expected.impressions));
  expect(sum(campaigns, 'results')).toBe(String(expected.results));
  expect(sum(campaigns, 'reach')).toBe(String(expected.sum_of_reach.campaigns));
  expect(sum(campaigns, 'uniqueLinkClicks')).toBe(String(expected.unique_link_clicks.sum_over_campaigns));
});

test.skipIf(!folder)('the ad sets export agrees with the account', async () => {
  const expected = JSON.parse(String(await read('meta-ads-manager/gwwc_expected.json')));
  const { facts, errors } = await parseReal('meta-ads-manager/gwwc_adsets.csv');
  const adSets = facts.filter(({ subject }) => subject.kind === 'adSet');
  expect(errors).toEqual([]);
  expect(facts.filter(isTotal)).toHaveLength(1);
  expect(facts.find(isTotal)?.values).toMatchObject({ reach: expected.account_reach_deduplicated });
  expect(sum(adSets, 'spend')).toBe(String(expected.spend_usd));
  expect(sum(adSets, 'impressions')).toBe(String(expected.impressions));
  expect(sum(adSets, 'results')).toBe(String(expected.results));
  expect(sum(adSets, 'reach')).toBe(String(expected.sum_of_reach.adsets));
});

test.skipIf(!folder)('the breakdown by text, age and gender adds up to the account to the cent', async () => {
  const expected = JSON.parse(String(await read('meta-ads-manager/gwwc_expected.json')));
  const { facts, errors } = await parseReal('meta-ads-manager/gwwc_adset_text_age_gender.csv');
  expect(errors).toEqual([]);
  expect(facts).toHaveLength(3126);
  expect(roundDecimal(sum(facts, 'spend'), 2)).toBe(String(expected.spend_usd));
  expect(sum(facts, 'impressions')).toBe(String(expected.impressions));
  expect(sum(facts, 'linkClicks')).toBe(String(expected.link_clicks));
  expect(sum(facts, 'results')).toBe(String(expected.results));
  expect(sum(facts, 'reach')).toBe(String(expected.sum_of_reach.adset_text_age_gender));
  expect(facts.every(({ breakdown }) => Object.keys(breakdown).join() === 'text,age,gender')).toBe(true);
  expect(new Set(facts.map(({ breakdown }) => breakdown.text)).size).toBe(7);
});

test.skipIf(!folder)('the export without dates and currency is refused, and exact when both are said', async () => {
  const file = 'meta-ads-manager/KAG_conversion_data.csv';
  const expected = JSON.parse(String(await read('meta-ads-manager/KAG_expected.json')));
  await expect(parseReal(file)).rejects.toThrow('needs_period');
  const { facts, errors } = await parseReal(file, {
    periodStart: '2017-08-17',
    periodEnd: '2017-08-30',
    currency: 'USD',
    columns: { xyz_campaign_id: { as: 'externalId', of: 'campaign' } },
  });
  expect(errors).toEqual([]);
  expect(facts).toHaveLength(expected.rows);
  expect(sum(facts, 'impressions')).toBe(String(expected.impressions));
  expect(sum(facts, 'clicks')).toBe(String(expected.clicks));
  expect(sum(facts, 'conversions')).toBe(String(expected.total_conversion));
  expect(roundDecimal(sum(facts, 'spend'), 2)).toBe(String(expected.spent));
  for (const [id, campaign] of Object.entries<Record<string, number>>(expected.by_campaign)) {
    const own = facts.filter(({ subject }) => 'campaign' in subject && subject.campaign?.externalId === id);
    expect(own).toHaveLength(campaign.ads ?? 0);
    expect(compareDecimals(roundDecimal(sum(own, 'spend'), 2), String(campaign.spent))).toBe(0);
  }
});

test.skipIf(!folder)('all 783 days of the audience timeline come back equal', async () => {
  const file = 'spotify-for-artists/artist-small-audience-timeline.csv';
  const { facts, errors, format } = await parseReal(file);
  const lines = String(await read(file))
    .trim()
    .split('\n')
    .slice(1);
  expect(errors).toEqual([]);
  expect(format.subjectHint).toBe('artist-small');
  expect(lines).toHaveLength(783);
  const written = facts.map(({ date, values }) => [date, values.listeners, values.streams, values.followers].join(','));
  expect(written).toEqual(lines);
});

test.skipIf(!folder).each(['TEST', 'TEST2'])(
  'the sales of the DDEX report %s add up to what it states',
  async (name) => {
    const file = `distributor/ddex_DSR_${name}_YouTube_AdSupport-music_2015-Q4_IS_1of1_20160121T150926.tsv`;
    const { facts, errors, format } = await parseReal(file);
    expect([format.id, errors]).toEqual(['ddex_dsr', []]);
    expect(facts).toHaveLength(6);
    expect([sum(facts, 'units'), sum(facts, 'earnings')]).toEqual(['10210', '7']);
    expect(new Set(facts.map(({ currency, breakdown }) => `${currency} ${breakdown.country}`))).toEqual(
      new Set(['USD IS']),
    );
    const dates = facts.map(({ date, periodEnd }) => `${date} ${periodEnd}`);
    expect(dates.toSorted().at(0)).toBe('2015-10-01 2015-10-02');
  },
);

test
  .skipIf(!folder)
  .each([
    'DSR_PADPIDA2014999999Z_PADPIDA2014111801Y_AdSupport_2015-02_AU_1of1_20140617T092522',
    'DSR_PADPIDA2014999999Z_PADPIDA2014111801Y_AdSupport_2015-02_AU_1of1_20150723T092522',
    'DSR_PADPIDA2014999999Z_PADPIDA2014111801Y_AdSupport_2015-02_AU_1of2_20150723T092522',
    'DSR_PADPIDA2014999999Z_PADPIDA2014111801Y_AdSupport_2015-02_AU_2of2_20150723T092522',
    'test_file_parser',
  ])('the DDEX report %s lists tracks and no sales, and nothing of it is refused', async (name) => {
  const { facts, errors, format } = await parseReal(`distributor/ddex_${name}.tsv`);
  expect([format.id, facts, errors]).toEqual(['ddex_dsr', [], []]);
});

test.skipIf(!folder)('the report without a header is refused as that', async () => {
  const file = 'distributor/clicknclear_TEST_RIGHTSHOLDER_STANDARD_Q1_2023.csv';
  await expect(parseReal(file)).rejects.toThrow('This table has no header');
});

test.skipIf(!folder)('charts are read row by row, the day and country from the name or the cells', async () => {
  const raw = await parseReal('spotify-charts/raw_export_regional-us-daily-2017-01-01.csv');
  expect(raw.errors).toEqual([]);
  expect(raw.facts).toHaveLength(200);
  expect(sum(raw.facts, 'streams')).toBe('55139058');
  expect(new Set(raw.facts.map(({ date, breakdown }) => `${date} ${breakdown.country}`))).toEqual(
    new Set(['2017-01-01 us']),
  );
  const many = await parseReal('spotify-charts/lu_daily_2017-01-01_2017-03-06_contiguous.csv');
  expect(many.errors).toEqual([]);
  expect(many.facts).toHaveLength(744);
  expect(sum(many.facts, 'streams')).toBe('1102754');
  expect(new Set(many.facts.map(({ breakdown }) => breakdown.country))).toEqual(new Set(['lu']));
  expect(many.facts.at(0)?.date).toBe('2017-01-01');
  expect(many.facts.at(-1)?.date).toBe('2017-03-06');
});

const period = { periodStart: '2026-10-01', periodEnd: '2026-10-28' };

test.skipIf(!folder)('the all-time list of songs tells streams alone', async () => {
  const file = 'spotify-for-artists/artist-small-songs-all.csv';
  await expect(parseReal(file)).rejects.toThrow('needs_period');
  const { facts, errors } = await parseReal(file, period);
  expect(errors).toEqual([]);
  expect(facts).toHaveLength(29);
  expect(sum(facts, 'streams')).toBe('235444');
  expect(facts.every(({ values }) => Object.keys(values).join() === 'streams')).toBe(true);
});

test.skipIf(!folder).each([
  ['artist-audience-timeline', 'spotify_audience_timeline', 3, { streams: '93', saves: '12', monthlyListeners: '63' }],
  ['songs-period', 'spotify_songs', 2, { streams: '12089', listeners: '4349', saves: '1481' }],
  ['playlists-period', 'spotify_playlists', 2, { streams: '3503', listeners: '2270' }],
  ['track-stream-timeline', 'spotify_song_timeline', 2, { streams: '18' }],
] as const)('%s of Spotify for Artists comes back with its totals', async (name, id, rows, sums) => {
  const { facts, errors, format } = await parseReal(`spotify-for-artists/fixture_${name}.csv`, period);
  expect([format.id, errors]).toEqual([id, []]);
  expect(facts).toHaveLength(rows);
  const metrics = Object.keys(sums) as (keyof (typeof facts)[number]['values'])[];
  expect(Object.fromEntries(metrics.map((metric) => [metric, sum(facts, metric)]))).toEqual(sums);
});
