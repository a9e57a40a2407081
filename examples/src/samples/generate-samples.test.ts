import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { daysBetween } from './calendar.ts';
import { deliverAds, sumDeliveries } from './deliver-ads.ts';
import { generateSamples } from './generate-samples.ts';
import { seededRandom } from './seeded-random.ts';
import { campaigns, gap, reporting, seed, timeline } from './story.ts';
import { writeCents } from './write-csv.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'samples');

test('the committed samples are what the generator makes', async () => {
  const made = generateSamples();
  expect((await readdir(folder)).toSorted()).toEqual(made.map(({ name }) => name).toSorted());
  for (const { name, content } of made) {
    expect(String(await readFile(path.join(folder, name))) === content, `${name} differs: run the samples script`).toBe(
      true,
    );
  }
});

test('the samples stay small', () => {
  const bytes = generateSamples().reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  expect(bytes).toBeLessThan(150_000);
});

test('the campaigns run inside the reporting period and the gap lies inside the campaigns', () => {
  const days = daysBetween(reporting.first, reporting.last);
  for (const { first, last } of campaigns) expect(days).toEqual(expect.arrayContaining([first, last]));
  expect(campaigns.some(({ first, last }) => first <= gap.first && gap.last <= last)).toBe(true);
});

test('the timeline has a row for every day but those of the gap', () => {
  const [, ...rows] = generateSamples()[0]?.content.trim().split('\n') ?? [];
  const missing = new Set(daysBetween(gap.first, gap.last));
  const expected = daysBetween(timeline.first, timeline.last).filter((day) => !missing.has(day));
  expect(rows.map((row) => row.split(',')[0])).toEqual(expected);
});

test('amounts are written from whole cents', () => {
  expect([0, 5, 10, 123, 1200].map(writeCents)).toEqual(['0', '0.05', '0.1', '1.23', '12']);
});

test('every day of every ad set has results and fewer clicks than impressions', () => {
  const days = deliverAds(seededRandom(seed));
  expect(days.every(({ clicks, impressions, results }) => results > 0 && clicks < impressions)).toBe(true);
  expect(sumDeliveries(days).spend).toBe(days.reduce((sum, { spend }) => sum + spend, 0));
});
