import { expect, test } from 'vitest';
import { parseBytes } from './parse-bytes.testing.ts';

const header = 'Sale Month,Store,Artist,Title,Quantity,Country of Sale,Earnings (USD)'.replaceAll(',', '\t');
const sale = (...titles: string[]) =>
  [header, ...titles.map((title) => `2026-01\tSpotify\tX\t${title}\t17\tUS\t0.25`)].join('\n').concat('\n');
const titlesOf = async (text: string) => {
  const { facts, errors } = await parseBytes(text);
  expect(errors).toEqual([]);
  return facts.map(({ subject }) => ('name' in subject ? subject.name : null));
};

test.each([
  ['a mark within a title', 'Mix (12" edit)'],
  ['marks around its first word', '"Heroes" (Live)'],
  ['marks around all of it', '"Heroes"'],
  ['a mark at its start alone', '"Heroes'],
  ['a mark at its end alone', 'Mix 12"'],
  ['nothing but a mark', '"'],
])('in a tab file that quotes nothing, %s is text', async (_, title) => {
  expect(await titlesOf(sale('Plain', title, 'Last'))).toEqual(['Plain', title, 'Last']);
});

test('a mark far into a tab file whose head has none is text', async () => {
  const plain = Array.from({ length: 3000 }, (_, index) => `Song ${index}`);
  const titles = [...plain, 'Mix (12" edit)', '"Heroes" (Live)'];
  expect(sale(...plain).length).toBeGreaterThan(65_536);
  expect(await titlesOf(sale(...titles))).toEqual(titles);
});

test('what a spreadsheet saves as text with tabs is taken out of its quotation marks', async () => {
  expect(await titlesOf(sale('"Hello, again"', '"Mix (12"" edit)"', '"over\ntwo lines"'))).toEqual([
    'Hello, again',
    'Mix (12" edit)',
    'over\ntwo lines',
  ]);
});

test('beside marks that are text, a cell that only a spreadsheet would write is still taken out of its own', async () => {
  expect(await titlesOf(sale('Mix 12"', '"Mix (12"" edit)"', '"Heroes"'))).toEqual([
    'Mix 12"',
    'Mix (12" edit)',
    '"Heroes"',
  ]);
});

test('rows of quoted cells below an unquoted header are quoted', async () => {
  const text = sale('A').replace(/^2026.*$/m, (row) => row.replace(/[^\t]+/g, '"$&"'));
  const { facts, errors } = await parseBytes(text);
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([{ subject: { name: 'A' }, values: { units: 17, earnings: '0.25' } }]);
});

test('a comma within marks proves nothing: a mark far behind it is still text', async () => {
  const plain = Array.from({ length: 3000 }, (_, index) => `Song ${index}`);
  const titles = await titlesOf(sale('"Hello, again"', ...plain, 'Mix (12" edit)'));
  expect([titles.at(0), titles.at(-1)]).toEqual(['Hello, again', 'Mix (12" edit)']);
});

test('a row that breaks off does not make the marks of a file hold its cells', async () => {
  const { facts, errors } = await parseBytes(`${sale('Plain', 'Mix 12"')}2026-01\tSpotify\tX\tLoop 7"\n`);
  expect(facts).toHaveLength(2);
  expect(errors).toMatchObject([{ code: 'missing_cells' }]);
});

test('a text of several lines in the last cell is one cell, with the marks in it', async () => {
  const rows = [
    'Day\tCampaign name\tImpressions\tBody',
    '2026-01-01\tA\t7\t"One\nsays ""hi"" and\ngoes"',
    '2026-01-02\tA\t8\tTwo',
  ];
  const { facts, errors } = await parseBytes(`${rows.join('\n')}\n`, 'x.tsv', { columns: { Day: { as: 'day' } } });
  expect(errors).toEqual([]);
  expect(facts.map(({ breakdown }) => breakdown.text)).toEqual(['One\nsays "hi" and\ngoes', 'Two']);
});

test('a tab file all of whose cells are quoted is read as its header is', async () => {
  const quoted = sale('Mix (12"" edit)').replace(/[^\t\n]+/g, '"$&"');
  expect(await titlesOf(quoted)).toEqual(['Mix (12" edit)']);
});
