import { expect, test } from 'vitest';
import { headBytes } from './dialect.ts';
import { csv, parseBytes } from './parse-bytes.testing.ts';
import { recognise } from './recognise-format.ts';

const meta = csv(
  'Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions',
  '2026-01-01,2026-01-31,Été – Ads,12.50,7',
);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const code = (text: string | Uint8Array, name = 'export.csv') => {
  const answer = recognise(typeof text === 'string' ? bytesOf(text) : text, name);
  return answer.ok ? answer.format.id : answer.code;
};

test('an empty file, a byte order mark alone and blank lines are empty', () => {
  expect(code('')).toBe('empty_file');
  expect(code('\ufeff')).toBe('empty_file');
  expect(code('\r\n \r\n')).toBe('empty_file');
});

test('a header without rows says so', () => {
  expect(code('date,listeners,streams,followers\n')).toBe('header_only');
  expect(code('date,listeners,streams,followers')).toBe('header_only');
  expect(code(csv('Reporting starts,Reporting ends,Campaign name,Reach', ',,,'))).toBe('header_only');
});

test('binary files are named for what they are', () => {
  const workbook = recognise(Buffer.from('504b030414000600', 'hex'), 'export.xlsx');
  expect(workbook).toMatchObject({
    ok: false,
    code: 'binary_file',
    message: expect.stringContaining('save the sheet as CSV'),
  });
  expect(code(Buffer.from('25504446312e370a', 'hex'))).toBe('binary_file');
  expect(code(Buffer.from('date,streams\n2026-01-01,\0\n'))).toBe('binary_file');
  expect(code(Buffer.from([0x64, 0x01, 0x02, 0xff, 0xfe, 0x00]))).toBe('binary_file');
});

test.each([
  ['UTF-16 little endian with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(meta, 'utf16le')])],
  ['UTF-16 little endian without a mark', Buffer.from(meta, 'utf16le')],
  ['UTF-16 big endian', Buffer.from(`\ufeff${meta}`, 'utf16le').swap16()],
  ['Windows-1252', Buffer.from(meta.replace('–', '\x96'), 'latin1')],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${meta}`)],
  ['UTF-8 with CRLF', Buffer.from(meta.replaceAll('\n', '\r\n'))],
  ['UTF-8 with CR alone', Buffer.from(meta.replaceAll('\n', '\r'))],
])('reads %s', async (_, bytes) => {
  const { facts, errors } = await parseBytes(bytes, 'export.csv', {}, 7);
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([{ subject: { name: 'Été – Ads' }, values: { spend: '12.5', impressions: 7 } }]);
});

test.each([';', '\t'])('finds the delimiter %j', async (delimiter) => {
  const { facts, dialect } = await parseBytes(meta.replaceAll(',', delimiter).replace('12.50', '"12,50"'));
  expect(dialect).toMatchObject({ delimiter, decimalSeparator: ',' });
  expect(facts[0]?.values.spend).toBe('12.5');
});

test('a title with commas above a table with semicolons does not decide its delimiter', async () => {
  const rows = [
    'Report, January, of a label, all campaigns, in euros',
    '',
    'Jour;Nom de la campagne;Montant dépensé (EUR)',
  ];
  const { facts, dialect } = await parseBytes(csv(...rows, '2026-01-07;A;1,50', '2026-01-08;A;2,50'));
  expect(dialect).toMatchObject({ delimiter: ';', skipLines: 2 });
  expect(facts.map(({ values }) => values.spend)).toEqual(['1.5', '2.5']);
});

test('commas within the numbers of a table with semicolons do not decide its delimiter', async () => {
  const { facts } = await parseBytes(
    csv(
      'Jour;Montant dépensé (EUR);Valeur de conversion des achats (EUR)',
      '2026-01-07;1,50;3,25',
      '2026-01-08;2,50;4,25',
    ),
  );
  expect(facts.map(({ values }) => values.purchaseValue)).toEqual(['3.25', '4.25']);
});

test('a first line sep=; names the delimiter and is no header', async () => {
  const { facts } = await parseBytes(`sep=;\r\n${meta.replaceAll(',', ';').replaceAll('\n', '\r\n')}`);
  expect(facts).toMatchObject([{ line: 3, values: { impressions: 7 } }]);
});

test('one header twice is harmless while its cells agree', async () => {
  const header = 'Campaign name,Reporting starts,Reporting ends,Campaign name,Impressions';
  const same = await parseBytes(csv(header, 'A,2026-01-01,2026-01-31,A,7'));
  expect(same.facts).toMatchObject([{ subject: { name: 'A' } }]);
  expect(code(csv(header, 'A,2026-01-01,2026-01-31,B,7'))).toBe('duplicate_header');
});

test('columns of one name that differ only far into the file refuse the whole file', async () => {
  const rows = Array.from({ length: 4000 }, () => 'A,2026-01-01,2026-01-31,A,7');
  const text = csv(
    'Campaign name,Reporting starts,Reporting ends,Campaign name,Impressions',
    ...rows,
    'A,2026-01-01,2026-01-31,B,7',
  );
  expect(text.length).toBeGreaterThan(headBytes);
  await expect(parseBytes(text)).rejects.toMatchObject({ code: 'duplicate_header', line: 4002 });
});

test('an unknown table is refused with what was recognised in it', () => {
  expect(recognise(bytesOf(csv('date,temperature,wind', '2026-01-01,3,4')), 'weather.csv')).toMatchObject({
    ok: false,
    code: 'unknown_format',
    recognised: ['date'],
    message: expect.stringContaining('temperature'),
  });
  // Exports of other ad platforms share some headers.
  expect(code(csv('Campaign,Impr.,Cost', 'A,1,2'))).toBe('unknown_format');
  expect(code(csv('Campaign name,Cost,Impressions,Clicks,Reach,Results', 'A,1,2,3,4,5'))).toBe('unknown_format');
  expect(code(csv('Campaign name,Spend,Impressions,Day', 'A,1,2,2026-01-01'))).toBe('unknown_format');
  expect(code('just a sentence of text, nothing more')).toBe('unknown_format');
});

test.each([
  [
    'city,country,listeners,streams',
    'Berlin,DE,5,10',
    ['period', 'name'],
    'Missing: a day or a period; whom it is about',
  ],
  ['source,streams', 'radio,10', ['period', 'name'], 'Understood of it: source, streams.'],
  ['release,listeners,streams,saves,release_date', 'A,1,2,3,2024-01-01', ['period', 'name'], 'which has song as well'],
  ['Sale Month,Store,Title,Plays,Earnings', '2026-01,S,A,1,1', [], 'which has quantity as well'],
])('the table %s is refused with what is missing', (header, row, missing, said) => {
  const answer = recognise(bytesOf(csv(header, row)), 'x.csv');
  expect(answer).toMatchObject({ ok: false, code: 'unknown_format' });
  expect(!answer.ok && answer.message).toContain(said);
  expect(!answer.ok && answer.missing).toEqual(missing);
});

test('a table below a title is refused with its own columns', () => {
  const answer = recognise(bytesOf(csv('Account ID,,,', '12,,,', 'Partner,Track,Units,Revenue', 'S,A,1,2')), 'x.csv');
  expect(!answer.ok && answer.header).toEqual(['Partner', 'Track', 'Units', 'Revenue']);
});

test('ads without dates or currency are refused with what is missing, and read when both are said', async () => {
  const text = csv('ad_id,campaign_id,age,Impressions,Clicks,Spent', '7001,916,30-34,7350,1,1.429999948');
  const answer = recognise(bytesOf(text), 'ads.csv');
  expect(answer).toMatchObject({ ok: false, code: 'needs_period', missing: ['period', 'currency'] });
  const period = { periodStart: '2026-01-01', periodEnd: '2026-01-31' };
  expect(recognise(bytesOf(text), 'ads.csv', period)).toMatchObject({ code: 'needs_currency', missing: ['currency'] });

  const reversed = { periodStart: '2026-02-01', periodEnd: '2026-01-31' };
  expect(recognise(bytesOf(text), 'ads.csv', reversed)).toMatchObject({ code: 'needs_period' });
  const { facts } = await parseBytes(text, 'ads.csv', { ...period, currency: 'USD', zone: 'Europe/Berlin' });
  expect(facts).toMatchObject([
    {
      subject: { kind: 'ad', name: '7001', externalId: '7001', campaign: { externalId: '916' } },
      date: '2026-01-01',
      periodEnd: '2026-01-31',
      currency: 'USD',
      zone: 'Europe/Berlin',
      breakdown: { age: '30-34' },
      values: { spend: '1.429999948', impressions: 7350, clicks: 1 },
    },
  ]);
});

test('a saved mapping says what unknown columns mean', async () => {
  const { facts } = await parseBytes(csv('When,Who,Paid (USD),Impressions', '2026-01-01,A,3,4'), 'x.csv', {
    columns: {
      When: { as: 'day' },
      Who: { as: 'name', of: 'campaign' },
      'Paid (USD)': { as: 'metric', metric: 'spend', currency: 'USD' },
    },
  });
  expect(facts).toMatchObject([
    { date: '2026-01-01', subject: { name: 'A' }, currency: 'USD', values: { spend: '3' } },
  ]);
});

test('two currencies in the headers, or against what was said, are refused', () => {
  const two = csv('Day,Campaign name,Amount spent (USD),Purchases conversion value (EUR)', '2026-01-01,A,1,2');
  expect(code(two)).toBe('two_currencies');
  const twice = csv('Day,Campaign name,Amount spent (USD),Amount spent (EUR)', '2026-01-01,A,1,2');
  expect(code(twice)).toBe('two_currencies');
  expect(recognise(bytesOf(meta), 'x.csv', { currency: 'EUR' })).toMatchObject({ code: 'two_currencies' });
});

test('a currency column that changes refuses the file, its blanks in the totals row do not', async () => {
  const header = 'Day,Campaign name,Currency,Amount spent';
  const { facts } = await parseBytes(csv(header, '2026-01-01,A,EUR,1', '2026-01-02,A,,2'));
  expect(facts.map(({ currency }) => currency)).toEqual(['EUR', 'EUR']);
  await expect(parseBytes(csv(header, '2026-01-01,A,EUR,1', '2026-01-02,A,USD,2'))).rejects.toMatchObject({
    code: 'two_currencies',
    line: 3,
  });
});

test('rows whose quotation marks are broken are no lack of rows', async () => {
  const text = csv('Campaign ID,Day,Impressions,Amount spent (EUR)', '="120200000000000001",2026-01-01,5,1');
  await expect(parseBytes(text)).rejects.toMatchObject({ code: 'broken_quotes', line: 2 });
});
