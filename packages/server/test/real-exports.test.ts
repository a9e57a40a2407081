import { openAsBlob } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDecimals, roundDecimal, subtractDecimals, sumDecimals } from '@songtrackpro/contracts';
import type { SongTrackPro } from '@songtrackpro/sdk';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { openTestServer } from './support.ts';

const folder = process.env.REAL_DATA_DIR;
/** Real exports are not part of the repository; without the folder these tests are named as skipped. */
const withRealData = test.skipIf(folder === undefined);
const file = (name: string) => join(folder ?? '', name);
const ads = 'meta-ads-manager';

const { organization } = await openTestServer();

type SeriesInput = Parameters<SongTrackPro['metrics']['series']>[0];
type Row = Record<string, string>;

async function readRows(name: string): Promise<Row[]> {
  return parse(await readFile(file(name)), { bom: true, columns: true });
}

async function readExpected(name: string) {
  return JSON.parse(await readFile(file(`${ads}/${name}`), 'utf8'));
}

const csvFiles = async () => (await readdir(file(ads)).catch(() => [])).filter((name) => name.endsWith('.csv')).sort();

/** Exports of one account: each says its period and its currency. */
const exportsOfAccount: string[] = [];
for (const name of folder === undefined ? [] : await csvFiles()) {
  const [first] = await readRows(`${ads}/${name}`);
  if (first && 'Reporting starts' in first && 'Amount spent (USD)' in first) exportsOfAccount.push(name);
}

const levels = [
  ['campaign', 'Campaign name'],
  ['adSet', 'Ad Set Name'],
  ['ad', 'Ad name'],
] as const;
const breakdowns = [
  ['text', 'Text'],
  ['age', 'Age'],
  ['gender', 'Gender'],
] as const;
/** What the account is known to have had, by metric: the column, and the key of what is expected. */
const known = [
  ['spend', 'Amount spent (USD)', 'spend_usd'],
  ['impressions', 'Impressions', 'impressions'],
  ['results', 'Results', 'results'],
  ['linkClicks', 'Link clicks', 'link_clicks'],
  ['clicks', 'Clicks (all)', 'clicks_all'],
] as const;

/** Of one call. */
const mostDimensions = 4;

const cents = (value: string | number) => roundDecimal(String(value), 2);

async function imported(name: string) {
  const { client, id } = await organization();
  const result = await client.imports.run({ fileName: `account/${name}` }, await openAsBlob(file(`${ads}/${name}`)));
  const rows = await readRows(`${ads}/${name}`);
  const [{ 'Reporting starts': from = '', 'Reporting ends': to = '' } = {}] = rows;
  const ask = (input: Partial<SeriesInput>) =>
    client.metrics.series({
      metrics: ['spend'],
      subjects: [{ kind: 'organization', id }],
      from,
      to,
      interval: 'all',
      ...input,
    });
  return { client, result, rows, from, to, ask };
}

/** The sum of a column by the members of other columns. */
function sumsBy(rows: readonly Row[], column: string, by: readonly string[]): Map<string, string> {
  const sums = new Map<string, string>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((one) => row[one]));
    const cell = row[column] ?? '';
    if (cell !== '') sums.set(key, addDecimals(sums.get(key) ?? '0', cell));
  }
  return sums;
}

describe.skipIf(folder === undefined).each(exportsOfAccount)('%s', (name) => {
  test('gives the totals of the account that its columns carry, to the cent, at every level', async () => {
    const expected = await readExpected('gwwc_expected.json');
    const { result, rows, ask } = await imported(name);
    expect(result).toMatchObject({ status: 'completed', rows: { read: rows.length, refused: 0 } });
    const has = ([, column]: readonly [string, string, ...unknown[]]) => column in (rows[0] ?? {});
    const carried = known.filter(has);
    expect(carried.length).toBeGreaterThan(2);
    const metrics: SeriesInput['metrics'] = [...carried.map(([metric]) => metric), 'reach'];
    const named = levels.filter(has);
    const [coarsest, finest] = [named[0], named.at(-1)];
    if (!coarsest || !finest) throw new Error('the export names nobody');
    const brokenDown = breakdowns.filter(has);
    const choices = brokenDown.length === 0 ? [[]] : [...brokenDown.map((one) => [one]), brokenDown];
    const parts = rows.filter((row) => levels.some(([, column]) => (row[column] ?? '') !== ''));
    for (const choice of choices) {
      const whole = await ask({ metrics, groupBy: [finest, ...choice].map(([dimension]) => dimension) });
      // A group of the coarsest level is the sum of its parts: what is asked for besides keeps it to the facts of this file.
      const dimensions = [coarsest, finest, ...choice].map(([dimension]) => dimension);
      const coarse = dimensions.length > mostDimensions ? whole : await ask({ metrics, groupBy: dimensions });
      for (const [metric, column, key] of carried) {
        for (const { groups, totals } of [whole, coarse]) {
          const values = groups.flatMap((group) => group.totals[metric]?.value ?? []);
          const by = [...named, ...choice].map(([, one]) => one);
          expect(values.map(String).toSorted()).toEqual([...sumsBy(parts, column, by).values()].toSorted());
          expect(cents(sumDecimals(values))).toBe(cents(expected[key]));
          expect(cents(totals.totals[metric]?.value ?? '')).toBe(cents(expected[key]));
        }
        const byCoarsest = Map.groupBy(coarse.groups, ({ group }) => coarse.names[group[coarsest[0]] ?? ''] ?? '');
        const sums = [...byCoarsest.values()].flatMap((groups) => {
          const values = groups.flatMap((group) => group.totals[metric]?.value ?? []);
          return values.length === 0 ? [] : sumDecimals(values);
        });
        if (coarsest[0] === 'campaign' && coarse !== whole) {
          expect(sums.toSorted()).toEqual([...sumsBy(parts, column, [coarsest[1]]).values()].toSorted());
        }
      }
      expect([null, expected.account_reach_deduplicated]).toContain(whole.totals.totals.reach?.value);
    }
  });

  test('states its totals row as a fact of the account, and how far its rows differ from it', async () => {
    const { client, result, rows, from, to } = await imported(name);
    const [total, ...more] = rows.filter((row) => levels.every(([, column]) => (row[column] ?? '') === ''));
    expect(more).toEqual([]);
    const { accounts } = await client.reports.overview();
    if (!total) {
      // Nothing is made up for an account of which the file states nothing.
      expect(result.totals).toEqual([]);
      expect(accounts).toMatchObject([{ periods: [] }]);
      return;
    }
    const others = rows.filter((row) => row !== total);
    const compared = known.flatMap(([metric, column]) => {
      const stated = total[column] ?? '';
      if (stated === '') return [];
      const sum = sumDecimals(others.flatMap((row) => row[column] || []));
      return [
        { metric, from, to, stated: sumDecimals([stated]), rows: sum, difference: subtractDecimals(sum, stated) },
      ];
    });
    expect(compared.length).toBeGreaterThan(1);
    const byMetric = (a: { metric: string }, b: { metric: string }) => (a.metric < b.metric ? -1 : 1);
    expect(result.totals.toSorted(byMetric)).toMatchObject(compared.toSorted(byMetric));
    const reach = Number(total.Reach);
    expect(reach).toBe((await readExpected('gwwc_expected.json')).account_reach_deduplicated);
    expect(accounts).toMatchObject([
      {
        id: result.totals[0]?.adAccountId,
        periods: [
          { from, to, currency: 'USD', values: { spend: { value: compared[0]?.stated }, reach: { value: reach } } },
        ],
      },
    ]);
  });
});

withRealData('all exports of one account together leave its totals and campaigns as they are', async () => {
  const expected = await readExpected('gwwc_expected.json');
  const { client } = await organization();
  for (const name of exportsOfAccount) {
    const content = await openAsBlob(file(`${ads}/${name}`));
    const result = await client.imports.run({ fileName: `account/${name}` }, content);
    expect(result).toMatchObject({ status: 'completed', rows: { refused: 0 } });
  }
  const { accounts, campaigns } = await client.reports.overview();
  const spend = { value: cents(expected.spend_usd) };
  expect(accounts).toMatchObject([{ campaigns: 7, periods: [{ values: { spend } }] }]);
  const spends: (string | number)[] = [];
  for (const { id } of campaigns) {
    const { totals } = await client.reports.campaign({ campaignId: id });
    spends.push(totals?.values.spend?.value ?? 0);
  }
  expect(sumDecimals(spends)).toBe(spend.value);
});

withRealData('the export without dates and currency is refused, and exact by a mapping with both given', async () => {
  const expected = await readExpected('KAG_expected.json');
  const { client } = await organization();
  const name = `${ads}/KAG_conversion_data.csv`;
  const content = await openAsBlob(file(name));
  const days = { periodStart: '2017-08-17', periodEnd: '2017-08-30' };
  for (const [given, code] of [
    [{}, 'needs_period'],
    [{ currency: 'USD' }, 'needs_period'],
    [days, 'needs_currency'],
  ] as const) {
    const waiting = await client.imports.run({ fileName: name, ...given }, content);
    expect(waiting).toMatchObject({ status: 'waiting', question: { code }, rows: { changed: 0 } });
  }
  expect((await client.campaigns.list()).items).toEqual([]);
  const columns: NonNullable<Parameters<typeof client.imports.run>[0]['columns']> = {
    xyz_campaign_id: { as: 'externalId', of: 'campaign' },
    Approved_Conversion: { as: 'metric', metric: 'purchases' },
  };
  const taken = await client.imports.run({ fileName: name, ...days, currency: 'USD', columns }, content);
  expect(taken).toMatchObject({ status: 'completed', rows: { read: expected.rows, refused: 0, facts: expected.rows } });
  const { items } = await client.campaigns.list();
  expect(items.map((one) => one.name).toSorted()).toEqual(Object.keys(expected.by_campaign).toSorted());
  const metrics = ['spend', 'impressions', 'clicks', 'conversions', 'purchases'] as const;
  const keys = ['spent', 'impressions', 'clicks', 'total', 'approved'];
  const sums = new Map<string, string[]>();
  for (const { id, name: campaign } of items) {
    const { totals } = await client.metrics.series({
      metrics: [...metrics],
      subjects: [{ kind: 'campaign', id }],
      from: days.periodStart,
      to: days.periodEnd,
      interval: 'all',
      groupBy: ['ad', 'age'],
    });
    for (const [index, metric] of metrics.entries()) {
      const value = totals.totals[metric]?.value ?? '';
      expect(cents(value)).toBe(cents(expected.by_campaign[campaign][keys[index] ?? '']));
      sums.set(metric, [...(sums.get(metric) ?? []), String(value)]);
    }
  }
  const wholes = metrics.map((metric) => cents(sumDecimals(sums.get(metric) ?? [])));
  const { spent, impressions, clicks, total_conversion, approved_conversion } = expected;
  expect(wholes).toEqual([spent, impressions, clicks, total_conversion, approved_conversion].map(cents));
});

withRealData('all days of the audience timeline come back equal', async () => {
  const { client } = await organization();
  const name = 'spotify-for-artists/artist-small-audience-timeline.csv';
  const stated = (await readRows(name)).map(({ date, listeners, streams, followers }) => [
    date,
    ...[listeners, streams, followers].map(Number),
  ]);
  const result = await client.imports.run({ fileName: name }, await openAsBlob(file(name)));
  const { days, missing } = await client.metrics.daily({
    subjectKind: 'artist',
    subjectId: result.subjects[0]?.id ?? '',
  });
  const answered = days.map(({ date, values: { listeners, streams, followers } }) => [
    date,
    listeners?.value,
    streams?.value,
    followers?.value,
  ]);
  expect(answered).toEqual(stated);
  expect(answered).toHaveLength(783);
  expect(missing).toEqual([]);
});
