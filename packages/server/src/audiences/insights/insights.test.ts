import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { organization } = await openTestServer();

const cell = (key: Record<string, string>, share: string | null, size: number | null = null) => ({ key, share, size });

async function newAudience() {
  const { client } = await organization();
  const { id } = await client.audiences.create({ name: 'Listeners' });
  return { client, id };
}

test('shares of a breakdown sum to 1 exactly, each breakdown by itself', async () => {
  const { client, id } = await newAudience();
  const cells = [
    cell({ gender: 'female' }, '0.1', 1000),
    cell({ gender: 'male' }, '0.2', 2000),
    cell({ gender: 'other' }, '0.7', 7000),
    cell({ age: '18-24', gender: 'female' }, '0.05', 500),
  ];
  const insight = { date: '2026-03-01', dimension: 'demographics' as const, source: 'meta', cells };
  expect(await client.audiences.recordInsights({ id, insights: [insight] })).toEqual({ recorded: 1, hiddenCells: 0 });
  const { items } = await client.audiences.insights({ id });
  expect(items).toMatchObject([
    {
      date: '2026-03-01',
      breakdowns: [
        { properties: ['gender'], total: '1', missing: '0', missingReason: null },
        { properties: ['age', 'gender'], total: '0.05', missing: '0.95', missingReason: 'not_stated' },
      ],
    },
  ]);
});

test('what a source says again of a day and dimension replaces what it said before', async () => {
  const { client, id } = await newAudience();
  const say = (source: string, share: string) =>
    client.audiences.recordInsights({
      id,
      insights: [{ date: '2026-03-01', dimension: 'locations', source, cells: [cell({ country: 'DE' }, share, 900)] }],
    });
  await say('meta', '0.4');
  await say('spotify', '0.3');
  await say('meta', '0.5');
  const { items } = await client.audiences.insights({ id });
  expect(items.map(({ source, breakdowns }) => [source, breakdowns[0]?.total])).toEqual([
    ['spotify', '0.3'],
    ['meta', '0.5'],
  ]);
});

test('insights are read by range, dimension and source, and paged without gap or repeat', async () => {
  const { client, id } = await newAudience();
  const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2033-01-01'];
  const insights = days.flatMap((date) =>
    (['demographics', 'interests', 'behaviors', 'locations'] as const).map((dimension) => ({
      date,
      dimension,
      source: 'meta',
      cells: [cell({ what: 'x' }, '0.5', 500)],
    })),
  );
  await client.audiences.recordInsights({ id, insights });
  const all = await client.audiences.insights({ id, limit: 3 }).toArray({ limit: 100 });
  expect(all.map(({ date }) => date)).toEqual(days.toReversed().flatMap((date) => [date, date, date, date]));
  expect(new Set(all.map(({ date, dimension }) => `${date} ${dimension}`)).size).toBe(20);
  const range = { id, from: '2026-02-28', to: '2026-03-01', dimension: 'interests' as const };
  expect((await client.audiences.insights(range)).items.map(({ date }) => date)).toEqual(['2026-03-01', '2026-02-28']);
  expect((await client.audiences.insights({ id, source: 'other' })).items).toEqual([]);
});

test('interests overlap, so their shares have no sum that lacks anything', async () => {
  const { client, id } = await newAudience();
  const cells = [cell({ interest: 'Rock' }, '0.8', 800), cell({ interest: 'Pop' }, '0.7', 700)];
  await client.audiences.recordInsights({
    id,
    insights: [{ date: '2026-03-01', dimension: 'interests', source: 'meta', cells }],
  });
  const [insight] = (await client.audiences.insights({ id })).items;
  expect(insight?.breakdowns).toMatchObject([{ total: '1.5', missing: null, missingReason: 'overlapping' }]);
});

test('a cell of fewer than 100 people is not stored, nor the one that would give it away', async () => {
  const { client, id } = await newAudience();
  const cells = [
    cell({ country: 'DE' }, '0.6', 6000),
    cell({ country: 'AT' }, '0.3905', 3905),
    cell({ country: 'LI' }, '0.0095', 95),
  ];
  const insights = [{ date: '2026-03-01', dimension: 'locations' as const, source: 'meta', cells }];
  expect(await client.audiences.recordInsights({ id, insights })).toMatchObject({ hiddenCells: 2 });
  const [insight] = (await client.audiences.insights({ id })).items;
  expect(insight?.breakdowns).toEqual([
    {
      properties: ['country'],
      cells: [
        { key: { country: 'DE' }, share: '0.6', size: 6000, hidden: false },
        { key: { country: 'AT' }, share: null, size: null, hidden: true },
        { key: { country: 'LI' }, share: null, size: null, hidden: true },
      ],
      total: '0.6',
      missing: '0.4',
      missingReason: 'hidden',
    },
  ]);
});

test('where only shares are stated, the size of the audience tells which cells are small', async () => {
  const { client, id } = await newAudience();
  const cells = [cell({ interest: 'Rock' }, '0.5'), cell({ interest: 'Polka' }, '0.05')];
  const insights = [{ date: '2026-03-01', dimension: 'interests' as const, source: 'meta', cells }];
  expect(await client.audiences.recordInsights({ id, insights })).toMatchObject({ hiddenCells: 0 });
  await client.audiences.estimate({ id, version: 1, lower: 900, upper: 1000, source: 'meta' });
  expect(await client.audiences.recordInsights({ id, insights })).toMatchObject({ hiddenCells: 1 });
});

test.each([
  ['shares of more than the whole', [cell({ g: 'a' }, '0.9', 900), cell({ g: 'b' }, '0.2', 200)], 'insights.0.cells'],
  [
    'a cell twice',
    [cell({ a: '1', b: '2' }, '0.1', 500), cell({ b: '2', a: '1' }, '0.1', 500)],
    'insights.0.cells.1.key',
  ],
  ['a share above 1', [cell({ g: 'a' }, '1.2', 900)], 'insights.0.cells.0.share'],
  ['a cell without a name', [cell({}, '0.2', 900)], 'insights.0.cells.0.key'],
])('%s are refused with the place', async (_, cells, path) => {
  const { client, id } = await newAudience();
  const insights = [{ date: '2026-03-01', dimension: 'demographics' as const, source: 'meta', cells }];
  const error = await errorOf(client.audiences.recordInsights({ id, insights }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path }] } });
});

test('shares that rounding took a little beyond the whole are kept', async () => {
  const { client, id } = await newAudience();
  const cells = ['a', 'b', 'c'].map((g) => cell({ g }, '0.334', 334));
  const insights = [{ date: '2026-03-01', dimension: 'demographics' as const, source: 'meta', cells }];
  await client.audiences.recordInsights({ id, insights });
  const [insight] = (await client.audiences.insights({ id })).items;
  expect(insight?.breakdowns[0]).toMatchObject({ total: '1.002', missing: '0' });
});
