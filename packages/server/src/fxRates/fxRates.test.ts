import { ConflictError, InvalidInputError, PermissionError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization, person } = await openTestServer();

const history = 'Date,USD,JPY,\n2026-01-05,1.0412,N/A,\n2026-01-02,1.0400,161.5,\n';

test('a file of the central bank is taken, and the same file again changes nothing', async () => {
  const { client } = await organization();
  expect(await client.fxRates.import({ csv: history })).toEqual({
    created: 3,
    replaced: 0,
    unchanged: 0,
    currencies: ['JPY', 'USD'],
    from: '2026-01-02',
    to: '2026-01-05',
  });
  expect(await client.fxRates.import({ csv: `\uFEFF${history.replaceAll('\n', '\r\n')}` })).toMatchObject({
    created: 0,
    unchanged: 3,
  });
  const rates = [];
  for await (const { date, currency, rate } of client.fxRates.list({ limit: 1 })) rates.push([date, currency, rate]);
  expect(rates).toEqual([
    ['2026-01-05', 'USD', '1.0412'],
    ['2026-01-02', 'JPY', '161.5'],
    ['2026-01-02', 'USD', '1.04'],
  ]);
  expect((await client.fxRates.list({ currency: 'USD', to: '2026-01-03' })).items).toHaveLength(1);
});

test('the file of one day is taken with its own way to write a date', async () => {
  const { client } = await organization();
  await client.fxRates.import({ csv: 'Date, USD, JPY, \n02 January 2026, 1.0400, 161.50, \n' });
  expect((await client.fxRates.list()).items.map(({ date }) => date)).toEqual(['2026-01-02', '2026-01-02']);
});

test('another rate of a known day is refused, and taken when asked to replace', async () => {
  const { client } = await organization();
  await client.fxRates.import({ csv: history });
  const other = 'Date,USD\n2026-01-06,1.05\n2026-01-05,1.2\n';
  const error = await errorOf(client.fxRates.import({ csv: other }));
  expect(error).toBeInstanceOf(ConflictError);
  expect(error).toMatchObject({ details: { different: 1, rates: [{ date: '2026-01-05', stored: '1.0412' }] } });
  expect((await client.fxRates.list({ from: '2026-01-06' })).items).toEqual([]);
  expect(await client.fxRates.import({ csv: other, replace: true })).toMatchObject({ created: 1, replaced: 1 });
  expect((await client.fxRates.list({ from: '2026-01-05', to: '2026-01-05' })).items).toMatchObject([{ rate: '1.2' }]);
});

test.each([
  ['no column for the date', 'Day,USD\n2026-01-02,1\n'],
  ['no currency', 'Date\n2026-01-02\n'],
  ['a currency twice', 'Date,USD,USD\n2026-01-02,1,1\n'],
  ['a formula', 'Date,USD\n2026-01-02,=1+1\n'],
  ['a decimal comma', 'Date,USD\n2026-01-02,"1,04"\n'],
  ['a rate of zero', 'Date,USD\n2026-01-02,0\n'],
  ['a day that is none', 'Date,USD\n2026-02-30,1\n'],
  ['a day twice', 'Date,USD\n2026-01-02,1\n2026-01-02,1\n'],
  ['no rates', 'Date,USD\n2026-01-02,N/A\n'],
])('a file with %s is refused as a whole', async (_, csv) => {
  const { client } = await organization();
  const error = await errorOf(
    client.fxRates.import({ csv: `${csv}2026-01-05,1.01\n`.replace('N/A\n2026-01-05,1.01', 'N/A') }),
  );
  expect(error).toBeInstanceOf(InvalidInputError);
  expect((await client.fxRates.list()).items).toEqual([]);
});

test('rates are read by every member and imported by those who may write numbers', async () => {
  const owner = await organization();
  await owner.client.fxRates.import({ csv: history });
  const { client } = await person({ organization: owner, role: 'analyst' });
  expect((await client.fxRates.list()).items).toHaveLength(3);
  expect(await errorOf(client.fxRates.import({ csv: history }))).toBeInstanceOf(PermissionError);
});
