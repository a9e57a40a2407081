import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { campaignsCsv, timelineCsv } from '../../test/exports.ts';
import { openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const fileName = 'A-audience-timeline.csv';
const timeline = timelineCsv([['2026-01-01', 5]]);
const header = 'Reporting starts,Reporting ends,Campaign name,Impressions,Clicks (all),Amount spent (USD)';

/** Characters of code page 1252 that are one byte each. */
const windows1252 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('a cut-off file, an empty one, a header alone, a picture and columns that contradict each other leave nothing', async () => {
  const { client } = await organization();
  const whole = campaignsCsv([{ name: 'One', spend: '1', impressions: 1, reach: 1 }]);
  for (const [content, code] of [
    [`${whole}2026-01-01,2026-01-31,"Tw`, 'truncated_file'],
    ['', 'empty_file'],
    ['\ufeff', 'empty_file'],
    [`${header}\n`, 'header_only'],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'binary_file'],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'truncated_file'],
    [
      'Campaign name,Reporting starts,Reporting ends,Campaign name,Impressions\nA,2026-01-01,2026-01-31,B,7\n',
      'duplicate_header',
    ],
    [
      `${header.replace('Clicks (all)', 'Cost per result (EUR)')},Purchases conversion value (EUR)\n2026-01-01,2026-01-31,A,1,1,1,1\n`,
      'two_currencies',
    ],
  ] as const) {
    expect(await client.imports.run({ fileName: 'campaigns.csv' }, content)).toMatchObject({
      status: 'refused',
      fault: { code },
    });
  }
  expect((await client.campaigns.list()).items).toEqual([]);
  expect((await client.reports.overview()).accounts).toEqual([]);
});

test('UTF-16 in both orders and Windows-1252 are read like UTF-8', async () => {
  const row = '2026-01-01,2026-01-31,Été – Ads,10,1,0.5';
  const text = `${header}\n${row}\n`;
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  for (const content of [
    text,
    new Uint8Array(little),
    new Uint8Array(Buffer.from(little).swap16()),
    windows1252(text.replace('–', '\x96')),
  ]) {
    const { client } = await organization();
    expect(await client.imports.run({ fileName: 'campaigns.csv' }, content)).toMatchObject({ status: 'completed' });
    expect((await client.campaigns.list()).items.map(({ name }) => name)).toEqual(['Été – Ads']);
  }
});

test('a line of many megabytes is refused as such, and nothing of its file is kept', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.create({ fileName });
  const line = `${timeline}"${'x'.repeat(rounds.importRows * 400)}`;
  await owner.client.imports.sendContent(id, line);
  expect(await owner.client.imports.wait(id)).toMatchObject({
    status: 'refused',
    fault: { code: 'record_too_large' },
    rows: { changed: 0 },
  });
});

test('a cell that is a formula is kept as text', async () => {
  const { client } = await organization();
  const text = `${header}\n2026-01-01,2026-01-31,"=cmd|'/c calc'!A1",10,1,0.5\n`;
  expect(await client.imports.run({ fileName: 'campaigns.csv' }, text)).toMatchObject({ status: 'completed' });
  expect((await client.campaigns.list()).items[0]?.name).toBe("=cmd|'/c calc'!A1");
});

test('decimal commas are read where the file proves them', async () => {
  const { client } = await organization();
  const text = `${header.replaceAll(',', ';')}\n2026-01-01;2026-01-31;A;1.000;10;1.234,56\n`;
  expect(await client.imports.run({ fileName: 'campaigns.csv' }, text)).toMatchObject({ status: 'completed' });
  const [campaign] = (await client.campaigns.list()).items;
  const { totals } = await client.reports.campaign({ campaignId: campaign?.id ?? '' });
  expect(totals?.values).toMatchObject({ spend: { value: '1234.56' }, impressions: { value: 1000 } });
});

test('dates that can be read both ways are asked about and taken with the answer', async () => {
  const { client } = await organization();
  const text = 'date,listeners,streams,followers\n03/04/2026,1,5,9\n';
  expect(await client.imports.run({ fileName }, text)).toMatchObject({
    status: 'waiting',
    question: { code: 'needs_date_order', option: 'dateOrder' },
  });
  const taken = await client.imports.run({ fileName, dateOrder: 'day_first' }, text);
  expect(taken).toMatchObject({ status: 'completed', firstDate: '2026-04-03' });
});

test('more clicks than impressions are kept as the platform states them, and flagged', async () => {
  const { client } = await organization();
  const text = `${header}\n2026-01-01,2026-01-31,A,10,11,0.5\n2026-01-01,2026-01-31,,10,11,0.5\n`;
  expect(await client.imports.run({ fileName: 'campaigns.csv' }, text)).toMatchObject({
    rows: { refused: 0, facts: 2 },
  });
  const [campaign] = (await client.campaigns.list()).items;
  const { totals } = await client.reports.campaign({ campaignId: campaign?.id ?? '' });
  expect(totals?.values).toMatchObject({ clicks: { value: 11 }, impressions: { value: 10 } });
  const [account] = (await client.reports.overview()).accounts;
  expect(account?.periods).toMatchObject([{ labels: { warnings: 'clicks_exceed_impressions' } }]);
});

test('a packed export is read like the export, and one that is cut off leaves nothing', async () => {
  const { client } = await organization();
  const packed = gzipSync(campaignsCsv([{ name: 'One', spend: '1', impressions: 1, reach: 1 }]));
  const cut = await client.imports.run({ fileName: 'campaigns.csv.gz' }, new Uint8Array(packed.subarray(0, -12)));
  expect(cut).toMatchObject({ status: 'refused', fault: { code: 'truncated_file' } });
  expect((await client.campaigns.list()).items).toEqual([]);
  const whole = await client.imports.run({ fileName: 'campaigns.csv.gz' }, new Uint8Array(packed));
  expect(whole).toMatchObject({ status: 'completed', rows: { read: 1, changed: 1 } });
});

test('a byte that is not of the encoding, far into the file, leaves nothing of it', async () => {
  const { client } = await organization();
  const rows = Array.from({ length: 4000 }, (_, day) => `2026-01-01,2026-01-31,Campaign ${day},10,1,0.5`);
  const broken = windows1252(`${[header, ...rows].join('\n')}\n2026-01-01,2026-01-31,\xc9t\xe9,10,1,0.5\n`);
  expect(await client.imports.run({ fileName: 'campaigns.csv' }, broken)).toMatchObject({
    status: 'refused',
    fault: { code: 'bad_encoding', message: expect.stringContaining('Save the file as UTF-8') },
    rows: { changed: 0 },
  });
  expect((await client.campaigns.list()).items).toEqual([]);
});

test('streams below zero are refused alone, and royalties below zero are a correction', async () => {
  const { client } = await organization();
  const streams = await client.imports.run(
    { fileName },
    timelineCsv([
      ['2026-01-01', -5],
      ['2026-01-02', 7],
    ]),
  );
  expect(streams).toMatchObject({ status: 'completed', rows: { read: 2, refused: 1, changed: 1 } });
  expect(streams.errors).toMatchObject([{ line: 2, column: 'streams', code: 'negative_value' }]);
  const sold = 'Sale Month,Store,Artist,Title,Quantity,Country of Sale,Earnings (USD)\n';
  const royalties = await client.imports.run(
    { fileName: 'sales.csv' },
    `${sold}2026-01,Spotify,A,One,0,US,-1.234567890123\n2026-01,Spotify,A,One,-3,SE,0\n`,
  );
  expect(royalties).toMatchObject({ status: 'completed', rows: { refused: 1, changed: 1 } });
  expect(royalties.errors).toMatchObject([{ column: 'Quantity', code: 'negative_value' }]);
  const [track] = (await client.tracks.list()).items;
  const { totals } = await client.metrics.series({
    metrics: ['earnings'],
    subjects: [{ kind: 'track', id: track?.id ?? '' }],
    from: '2026-01-01',
    to: '2026-01-31',
  });
  expect(totals.totals.earnings?.value).toBe('-1.234567890123');
});

test('a currency that changes within a column refuses the file, and nothing of it is kept', async () => {
  const { client } = await organization();
  const rows = ['2026-01-01,2026-01-31,A,10,1,USD', '2026-01-01,2026-01-31,B,10,1,EUR'];
  const head = 'Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent,Currency';
  const done = await client.imports.run({ fileName: 'campaigns.csv' }, `${[head, ...rows].join('\n')}\n`);
  expect(done).toMatchObject({ status: 'refused', fault: { code: 'two_currencies' }, rows: { changed: 0 } });
  expect((await client.campaigns.list()).items).toEqual([]);
});
