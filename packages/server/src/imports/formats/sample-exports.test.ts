import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sumDecimals } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { type ParsedBytes, parseBytes } from './parse-bytes.testing.ts';
import type { ParsedFact } from './parsed-row.ts';

const folder = path.join(import.meta.dirname, '..', '..', '..', '..', '..', 'examples', 'samples');

async function parseSample(ending: string): Promise<ParsedBytes> {
  const name = (await readdir(folder)).find((one) => one.includes(ending)) ?? ending;
  return parseBytes(await readFile(path.join(folder, name)), name);
}

const sum = (facts: readonly ParsedFact[], metric: 'spend' | 'impressions' | 'results' | 'linkClicks' | 'reach') =>
  sumDecimals(facts.flatMap(({ values }) => values[metric] ?? []));
const kindOf = ({ subject }: ParsedFact) => subject.kind;

test('every sample is read without a refused row or a warning', async () => {
  for (const name of await readdir(folder)) {
    const { errors, facts } = await parseSample(name);
    expect(errors).toEqual([]);
    expect(facts.flatMap(({ warnings }) => warnings)).toEqual([]);
  }
});

test('the days of each campaign add up to its period, to the cent', async () => {
  const [period, daily] = [await parseSample('Campaigns-Oct'), await parseSample('Campaigns-by-day')];
  const campaigns = period.facts.filter((fact) => kindOf(fact) === 'campaign');
  expect(campaigns).toHaveLength(3);
  for (const campaign of campaigns) {
    const name = 'name' in campaign.subject ? campaign.subject.name : '';
    const days = daily.facts.filter(({ subject }) => 'name' in subject && subject.name === name);
    expect(days.every(({ granularity }) => granularity === 'day')).toBe(true);
    for (const metric of ['spend', 'impressions', 'results', 'linkClicks'] as const) {
      expect(sum(days, metric)).toBe(sum([campaign], metric));
    }
    expect(Number(sum(days, 'reach'))).toBeGreaterThan(Number(campaign.values.reach));
  }
});

test('campaigns and ad sets agree with the totals row, whose reach is less than their sum', async () => {
  for (const [sample, kind] of [
    ['Campaigns-Oct', 'campaign'],
    ['Ad-sets', 'adSet'],
  ] as const) {
    const { facts } = await parseSample(sample);
    const totals = facts.filter((fact) => kindOf(fact) === 'adAccount');
    const parts = facts.filter((fact) => kindOf(fact) === kind);
    expect(totals).toHaveLength(1);
    for (const metric of ['spend', 'impressions', 'linkClicks'] as const) {
      expect(sum(parts, metric)).toBe(sum(totals, metric));
    }
    expect(Number(sum(parts, 'reach'))).toBeGreaterThan(Number(sum(totals, 'reach')));
  }
});

test('the timeline names its artist and lacks three days', async () => {
  const { facts, format } = await parseSample('audience-timeline');
  expect(format.subjectHint).toBe('Sample Artist');
  expect(facts).toHaveLength(397);
  expect(facts.map(({ date }) => date)).toEqual(facts.map(({ date }) => date).toSorted());
});
