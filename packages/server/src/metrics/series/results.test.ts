import { expect, test } from 'vitest';
import { importCsv } from '../../../test/measured-campaign.ts';
import { openTestServer } from '../../../test/support.ts';

const { organization } = await openTestServer();

const header =
  '"Reporting starts","Reporting ends","Campaign name",Day,"Attribution setting",Results,"Result indicator","Amount spent (USD)"';
const file = (rows: readonly (readonly [name: string, results: number | '', indicator: string, spend: string])[]) =>
  [
    header,
    ...rows.map(
      ([name, results, indicator, spend]) =>
        `2026-01-01,2026-01-01,"${name}",2026-01-01,"7-day click or 1-day view",${results},${indicator},${spend}`,
    ),
  ]
    .join('\n')
    .concat('\n');

test('results of different kinds are never added, and their cost is not told', async () => {
  const owner = await organization();
  await importCsv(
    owner,
    'campaigns.csv',
    file([
      ['Clicks', 10, 'actions:link_click', '5.00'],
      ['Views', 90, 'actions:video_view', '5.00'],
      ['Nothing', '', '', '1.00'],
    ]),
  );
  const ask = (groupBy?: ['campaign']) =>
    owner.client.metrics.series({
      metrics: ['results', 'costPerResult'],
      subjects: [{ kind: 'organization', id: owner.id }],
      from: '2026-01-01',
      to: '2026-01-01',
      groupBy,
    });
  const mixed = { value: null, reason: 'mixed_results' };
  expect((await ask()).groups[0]?.points[0]?.values).toEqual({ results: mixed, costPerResult: mixed });
  const single = (await ask(['campaign'])).groups.map(({ points }) => points[0]?.values);
  expect(single).toEqual(
    expect.arrayContaining([
      { results: { value: 10, reason: null }, costPerResult: { value: 500_000, reason: null } },
      { results: { value: 90, reason: null }, costPerResult: { value: 55_556, reason: null } },
    ]),
  );
});

test('results of one kind are added, also beside campaigns that have none', async () => {
  const owner = await organization();
  const rows = [
    ['One', 10, 'actions:link_click', '5.00'],
    ['Two', 30, 'actions:link_click', '5.00'],
    ['Three', '', '', '2.00'],
  ] as const;
  await importCsv(owner, 'campaigns.csv', file(rows));
  const series = await owner.client.metrics.series({
    metrics: ['results'],
    subjects: [{ kind: 'organization', id: owner.id }],
    from: '2026-01-01',
    to: '2026-01-01',
  });
  expect(series.groups[0]?.points[0]?.values.results).toEqual({ value: 40, reason: null });
});
