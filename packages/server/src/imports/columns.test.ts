import { expect, test } from 'vitest';
import { openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const file = (...lines: string[]) => `${lines.join('\n')}\n`;

test('an import lists what became of each column of its file', async () => {
  const { client } = await organization();
  const result = await client.imports.run(
    { fileName: 'campaigns.csv' },
    file(
      'Day,Campaign name,Amount spent (USD),"CPM (cost per 1,000 impressions) (USD)",Impressions,Mood,Reach',
      '2026-01-01,One,5,2,2500,good,9',
    ),
  );
  expect(result.columns).toEqual({
    read: ['Day', 'Campaign name', 'Amount spent (USD)', 'Impressions', 'Reach'],
    calculated: ['CPM (cost per 1,000 impressions) (USD)'],
    passedOver: ['Mood'],
  });
  expect(result.notes).toEqual([]);
  expect(await client.imports.get({ id: result.id })).toEqual(result);
  const refused = await client.imports.run({ fileName: 'other.csv' }, file('first,second', '1,2'));
  expect(refused).toMatchObject({ status: 'refused', columns: null, notes: [] });
});

test('rows that were summed while a column was not understood are told, with the column', async () => {
  const { client } = await organization();
  const rows = ['2026-01-01,One,5,calm,9', '2026-01-01,One,6,wild,9', '2026-01-02,One,7,calm,9'];
  const header = 'Day,Campaign name,Impressions,Mood,Reach';
  const unread = await client.imports.run(
    { fileName: 'a.csv' },
    file(`${header},Link clicks`, ...rows.map((row) => `${row},1`)),
  );
  expect(unread).toMatchObject({ status: 'completed', rows: { read: 3, facts: 2 } });
  expect(unread.notes).toEqual([{ code: 'rows_summed', message: expect.stringContaining('“Mood”') }]);
  expect(unread.notes[0]?.message).toMatch(/^1 row was added/);
  const told = await client.imports.run(
    { fileName: 'a.csv', columns: { Mood: { as: 'breakdown', key: 'mood' } } },
    file(`${header},Link clicks`, ...rows.map((row) => `${row},1`)),
  );
  expect(told).toMatchObject({ rows: { facts: 3 }, notes: [], columns: { passedOver: [] } });
});

test('two headers of one meaning whose cells differ are told, and are no matter where they agree', async () => {
  const { client } = await organization();
  const header = 'Day,Campaign name,Amount spent (USD),Spent,Impressions';
  const agreeing = await client.imports.run({ fileName: 'a.csv' }, file(header, '2026-01-01,One,5,5.00,9'));
  expect(agreeing).toMatchObject({ notes: [], columns: { passedOver: ['Spent'] } });
  const differing = await client.imports.run(
    { fileName: 'b.csv', dryRun: true },
    file(header, '2026-01-01,One,5,5.00,9', '2026-01-02,One,6,7,9', '2026-01-03,One,6,8,9'),
  );
  const said = await client.imports.run(
    { fileName: 'c.csv', dryRun: true, columns: { Spent: { as: 'metric', metric: 'spend', currency: 'USD' } } },
    file(header, '2026-01-01,One,5,5.00,9', '2026-01-02,One,6,7,9'),
  );
  expect(said.columns?.passedOver).toEqual(['Amount spent (USD)']);
  expect(differing.notes).toEqual([
    { code: 'columns_differ', message: expect.stringMatching(/“Amount spent \(USD\)” and “Spent” .+ on line 3 /) },
  ]);
});
