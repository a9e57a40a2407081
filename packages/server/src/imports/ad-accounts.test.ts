import { expect, test } from 'vitest';
import { openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const days = '2026-01-01,2026-01-31';
const exported = (currency: string, spend: number) =>
  `Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent (${currency})\n${days},,900,${spend}\n${days},Launch,900,${spend}\n`;
const withoutAmounts = `Reporting starts,Reporting ends,Campaign name,Impressions,Link clicks\n${days},Launch,900,4\n`;

test('exports of one folder in two currencies are of two ad accounts, and neither restates the other', async () => {
  const { client } = await organization();
  const run = (fileName: string, text: string) => client.imports.run({ fileName: `My ads/${fileName}` }, text);
  await run('none.csv', withoutAmounts);
  const euros = await run('eur.csv', exported('EUR', 10));
  const dollars = await run('usd.csv', exported('USD', 20));
  const again = await run('usd again.csv', exported('USD', 25));
  expect([euros, dollars, again].map(({ created }) => [created.adAccounts, created.campaigns])).toEqual([
    [0, 0],
    [1, 1],
    [0, 0],
  ]);
  const overview = await client.campaigns.list();
  expect(overview.items.map(({ name }) => name)).toEqual(['Launch', 'Launch']);
  const spends = await Promise.all(
    overview.items.map(({ id }) =>
      client.metrics.series({
        metrics: ['spend'],
        subjects: [{ kind: 'campaign', id }],
        interval: 'all',
        from: '2026-01-01',
        to: '2026-01-31',
      }),
    ),
  );
  expect(spends.map(({ totals }) => Number(totals.totals.spend?.value)).toSorted((a, b) => a - b)).toEqual([10, 25]);
});

test('the totals row of a file that names one ad account is of that account', async () => {
  const { client } = await organization();
  const result = await client.imports.run(
    { fileName: 'My ads/account.csv' },
    `Account name,Campaign name,Reporting starts,Reporting ends,Impressions,Amount spent (EUR)\n,,${days},12,3\nThe Label,Launch,${days},12,3\n`,
  );
  expect(result).toMatchObject({ status: 'completed', created: { adAccounts: 1, campaigns: 1 } });
  expect(result.subjects.map(({ kind, name }) => [kind, name])).toEqual([
    ['adAccount', 'The Label'],
    ['campaign', 'Launch'],
  ]);
  expect(result.totals.map(({ metric, difference }) => [metric, difference])).toEqual([
    ['impressions', '0'],
    ['spend', '0'],
  ]);
});
