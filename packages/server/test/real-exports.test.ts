import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestServer } from './support.ts';

const folder = process.env.REAL_DATA_DIR;
/** Real exports are not part of the repository; without the folder these tests are named as skipped. */
const withRealData = test.skipIf(folder === undefined);
const file = (name: string) => join(folder ?? '', name);

const { organization } = await openTestServer();

withRealData('the campaigns export gives the account its stated totals, reach included and not summed', async () => {
  const { client } = await organization();
  const name = 'meta-ads-manager/gwwc_campaigns.csv';
  const result = await client.imports.run({ fileName: name }, await openAsBlob(file(name)));
  expect(result).toMatchObject({
    status: 'completed',
    rows: { read: 8, refused: 0 },
    created: { adAccounts: 1, campaigns: 7 },
  });
  const [account] = (await client.reports.overview()).accounts;
  expect(account?.periods).toMatchObject([
    {
      from: '2021-11-15',
      to: '2022-01-31',
      currency: 'USD',
      values: { spend: { value: '15978.28' }, impressions: { value: 770_113 }, reach: { value: 393_476 } },
    },
  ]);
});

withRealData('ad sets and text breakdowns of the same account leave its totals and campaigns as they are', async () => {
  const { client } = await organization();
  for (const name of ['gwwc_campaigns.csv', 'gwwc_adsets.csv', 'gwwc_adset_text_age_gender.csv']) {
    const result = await client.imports.run(
      { fileName: `account/${name}` },
      await openAsBlob(file(`meta-ads-manager/${name}`)),
    );
    expect(result).toMatchObject({ status: 'completed', rows: { refused: 0 } });
  }
  const overview = await client.reports.overview();
  expect(overview.accounts).toMatchObject([{ campaigns: 7, periods: [{ values: { spend: { value: '15978.28' } } }] }]);
  const spends = await Promise.all(
    overview.campaigns.map(
      async ({ id }) => (await client.reports.campaign({ campaignId: id })).totals?.values.spend?.value,
    ),
  );
  const cents = spends.map((spend) => Math.round(Number(spend) * 100)).reduce((sum, value) => sum + value, 0);
  expect(cents).toBe(1_597_828);
});

withRealData('all days of the audience timeline come back equal', async () => {
  const { client } = await organization();
  const name = 'spotify-for-artists/artist-small-audience-timeline.csv';
  const text = (await readFile(file(name), 'utf8')).replace('\uFEFF', '').trim();
  const expected = text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(','))
    .map(([date, listeners, streams, followers]) => [date, Number(listeners), Number(streams), Number(followers)]);
  const result = await client.imports.run({ fileName: name }, await openAsBlob(file(name)));
  const subject = result.subjects[0];
  const daily = await client.metrics.daily({ subjectKind: 'artist', subjectId: subject?.id ?? '' });
  const known = daily.days.map(({ date, values }) => [
    date,
    values.listeners?.value,
    values.streams?.value,
    values.followers?.value,
  ]);
  expect(known).toEqual(expected);
  expect(known).toHaveLength(783);
  expect(daily.missing).toEqual([]);
});

withRealData('an export without dates and currency waits, and is taken when both are given', async () => {
  const { client } = await organization();
  const name = 'meta-ads-manager/KAG_conversion_data.csv';
  const waiting = await client.imports.run({ fileName: name }, await openAsBlob(file(name)));
  expect(waiting).toMatchObject({ status: 'waiting', question: { code: 'needs_period' }, rows: { changed: 0 } });
  expect((await client.campaigns.list()).items).toEqual([]);
});
