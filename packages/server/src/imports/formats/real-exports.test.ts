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
