import { expect, test } from 'vitest';
import { openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const period = { from: '2026-01-01', to: '2026-01-31' };
const days = `${period.from},${period.to}`;

const pivot = [
  'Reporting starts,Reporting ends,Campaign name,Age,Gender,Impressions,Amount spent (USD)',
  `${days},All,All,All,100,10`,
  `${days},One,All,All,100,10`,
  `${days},One,All,female,60,6`,
  `${days},One,All,male,40,4`,
  `${days},One,18-24,All,70,7`,
  `${days},One,25-34,All,30,3`,
  `${days},One,18-24,female,50,5`,
  `${days},One,18-24,male,20,2`,
  `${days},One,25-34,female,10,1`,
  `${days},One,25-34,male,20,2`,
];

test('sums over groups equal the total on a pivot with subtotals, and its totals agree with its rows', async () => {
  const { client } = await organization();
  const result = await client.imports.run({ fileName: 'pivot.csv' }, `${pivot.join('\n')}\n`);
  expect(result).toMatchObject({ status: 'completed', rows: { refused: 0, facts: 10 }, created: { campaigns: 1 } });
  expect(result.totals.map(({ metric, stated, rows, difference }) => [metric, stated, rows, difference])).toEqual([
    ['impressions', '100', '100', '0'],
    ['spend', '10', '10', '0'],
  ]);
  const [campaign] = (await client.campaigns.list()).items;
  const subjects = [{ kind: 'campaign' as const, id: campaign?.id ?? '' }];
  const ask = { metrics: ['impressions' as const], subjects, interval: 'all' as const, ...period };
  for (const groupBy of [['age'], ['gender'], ['age', 'gender']] as ('age' | 'gender')[][]) {
    const { groups, totals, notes } = await client.metrics.series({ ...ask, groupBy });
    const sums = groups.map(({ totals: own }) => Number(own.impressions?.value));
    expect(sums).toHaveLength(2 * groupBy.length);
    expect(sums.reduce((a, b) => a + b)).toBe(100);
    expect(totals.totals.impressions?.value).toBe(100);
    expect(notes.map(({ code }) => code)).not.toContain('groups_differ');
  }
});
