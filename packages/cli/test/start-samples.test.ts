import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, temporaryFolder, untilUnused } from './installation.ts';
import { type Ended, reportOf, songtrackpro } from './run-songtrackpro.ts';

let folder: string;
let dataDir: string;
let first: Ended;

beforeAll(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder, 'data');
  first = await songtrackpro(['start', '--exit', '--data', dataDir]).ended;
});
afterEach(() => untilUnused(folder));
afterAll(() => removeFolder(folder));

test('a first start imports the samples, prints the report, and ends with 0', () => {
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toContain('imported  Sample Artist-audience-timeline.csv: 397 rows, 397 facts new or restated');
});

test('the report begins with the overview: account totals with separators, and the days of each timeline', () => {
  const report = reportOf(first.stdout);
  expect(report).toMatch(/^OVERVIEW {3}Demo label/);
  expect(report).toContain('spend 1,868.38 EUR   impressions 332,355   reach 128,137');
  expect(report).toContain('397 days   131,342 streams   3 days unknown in 1 gap');
});

test('each campaign has its metrics, streams and spend as curves on one axis, and a table of weeks', () => {
  const [, ...campaigns] = reportOf(first.stdout).split(/^CAMPAIGN {3}/m);
  expect(campaigns.map((text) => text.split('\n')[0])).toEqual([
    'Pre-release – Teaser clips',
    'Release week – Video views',
    'Streaming – Smart link visits',
  ]);
  for (const campaign of campaigns) {
    expect(campaign).toMatch(/Amount spent +[\d,]+\.\d\d EUR\n/);
    const streams = /^ {2}streams {2}([▁-█·]+) /m.exec(campaign)?.[1] ?? '';
    const spend = /^ {2}spend {4}([▁-█·]+) /m.exec(campaign)?.[1] ?? '';
    expect(streams).toContain('█');
    expect(spend).toHaveLength(streams.length);
    expect(campaign).toMatch(/week from +spend EUR +impressions +link clicks +streams\n +\d{4}-\d\d-\d\d /);
  }
});

test('days without a number are marked in the curve and named under what is missing', () => {
  const campaign =
    reportOf(first.stdout)
      .split(/^CAMPAIGN {3}/m)
      .at(-1) ?? '';
  expect(campaign).toMatch(/^ {2}streams {2}[▁-█]{22}···[▁-█]{13} /m);
  expect(campaign).toContain('2,577 (4 of 7 days)');
  expect(campaign).toContain('Streams of Sample Artist: 3 days are unknown (2025-11-29 to 2025-12-01).');
});

test('progress goes to standard error, the report to standard output', () => {
  expect(first.stderr).toContain('Creating the PostgreSQL cluster (first start only)');
  expect(first.stderr).toMatch(/Ready: http:\/\/127\.0\.0\.1:\d+ \(embedded PostgreSQL, embedded document store\)/);
  expect(first.stderr).not.toContain('OVERVIEW');
  expect(first.stdout).not.toContain('Ready');
});

test('nothing is left running, and keys are readable by their owner alone', async () => {
  expect(await processesOf(folder)).toEqual([]);
  const keys = join(dataDir, 'keys.json');
  expect((await stat(keys)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(keys, 'utf8'))).toEqual({ demo: expect.stringMatching(/^stp_dev_/) });
});

test('a second start reuses the data: nothing is imported again and the report is the same', async () => {
  const second = await songtrackpro(['start', '--exit', '--data', dataDir]).ended;
  expect(second.code).toBe(0);
  expect(second.stdout.match(/already imported, nothing to do/g)).toHaveLength(4);
  expect(second.stderr).not.toContain('Creating');
  expect(reportOf(second.stdout)).toBe(reportOf(first.stdout));
});
