import { expect, test } from 'vitest';
import { csv, parseBytes } from './formats/parse-bytes.testing.ts';
import { type SummedFact, sumRows } from './sum-rows.ts';

const header = 'Reporting starts,Reporting ends,Campaign name,Results,Result indicator,Reach,Amount spent (USD)';
const days = '2026-01-01,2026-01-31';

async function sum(...rows: string[]): Promise<SummedFact | undefined> {
  const { facts } = await parseBytes(csv(header, ...rows.map((row) => `${days},${row}`)));
  let summed: SummedFact | undefined;
  for (const fact of facts) summed = sumRows(summed, fact);
  return summed;
}

test('rows that a file does not tell apart add what can be added, and leave reach unknown', async () => {
  const summed = await sum('A,5,actions:link_click,10,1.50', 'A,3,actions:link_click,10,2');
  expect(summed).toMatchObject({
    rows: 2,
    fact: { values: { results: 8, reach: null, spend: '3.5' }, labels: { resultIndicator: 'actions:link_click' } },
    reasons: { reach: 'ambiguous_rows' },
  });
});

test('results of different kinds are not added, wherever the rows between them have none', async () => {
  const summed = await sum('A,5,actions:link_click,10,1', 'A,,,10,1', 'A,3,actions:lead,10,1', 'A,4,actions:lead,10,1');
  expect(summed).toMatchObject({
    rows: 4,
    fact: { values: { results: null, spend: '4' } },
    reasons: { results: 'mixed_results' },
  });
  expect(summed?.fact.labels).not.toHaveProperty('resultIndicator');
});

test('results of one kind are added over rows that have none', async () => {
  const summed = await sum('A,,,10,1', 'A,5,actions:link_click,10,1', 'A,3,actions:link_click,10,1');
  expect(summed?.fact).toMatchObject({ values: { results: 8 }, labels: { resultIndicator: 'actions:link_click' } });
});

test('totals that a file states above its rows and below them are one', async () => {
  const summed = await sum(',,,18,3.5', 'Total,,,18,3.5');
  expect(summed).toMatchObject({ rows: 2, fact: { isTotal: true, values: { reach: 18, spend: '3.5' } }, reasons: {} });
});
