import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { dailyExport, reportedCampaign, reportedRange } from '../../../../test/reported-campaign.ts';
import { openTestServer } from '../../../../test/support.ts';
import { missingLetter } from './legible.ts';
import { unpackWoff } from './unpack-woff.ts';

const { organization } = await openTestServer();

/** The text of each page, as a reader of PDFs finds it. */
async function pagesOf(base64: string): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(Buffer.from(base64, 'base64')), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  await task.destroy();
  return pages;
}

async function builtCampaign(name: string) {
  const { client } = await organization();
  const { campaignId } = await reportedCampaign({ client }, name);
  await client.goals.create({ campaignId, type: 'reach', target: 54_321 });
  const { id } = await client.reports.build({ campaignId, ...reportedRange });
  return { client, campaignId, id };
}

test('the figures of the report stand in its PDF, with days that are unknown, goals, sources and page numbers', async () => {
  const { client, id } = await builtCampaign('Release');
  const { content, sha256, fileName, mediaType } = await client.reports.export({ id, format: 'pdf' });
  expect({ fileName, mediaType }).toEqual({
    fileName: 'report-Release-2026-01-05-2026-01-08-v1.pdf',
    mediaType: 'application/pdf',
  });
  expect(createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex')).toBe(sha256);
  const pages = await pagesOf(content);
  const text = pages.join('\n');
  for (const figure of [
    'Release',
    '2026-01-05 to 2026-01-08',
    '6.60 USD',
    '22.00 USD',
    '1,600',
    '6.60 (3 of 4 days)',
    '1,600 (2 of 4 days)',
    '1 day is unknown (2026-01-07)',
    '2 days are unknown (2026-01-06 to 2026-01-07)',
    '54,321',
    'Release.csv',
    'timeline.csv',
    `Page 1 of ${pages.length}`,
  ])
    expect(text).toContain(figure);
  expect(text).not.toContain(missingLetter);
});

test('the same version is the same file, byte for byte', async () => {
  const { client, id } = await builtCampaign('Release');
  const [one, two] = [
    await client.reports.export({ id, format: 'pdf' }),
    await client.reports.export({ id, format: 'pdf' }),
  ];
  expect(one.content).toBe(two.content);
});

test.each([
  ['accents', 'Björk & Žluťoučký kůň – Tiếng Việt'],
  ['Cyrillic and Greek letters', 'Ёлки Україна Ωμέγα'],
])('names with %s are read back as they are', async (_, name) => {
  const { client, id } = await builtCampaign(name);
  const { content } = await client.reports.export({ id, format: 'pdf' });
  const text = (await pagesOf(content)).join('\n');
  expect(text).toContain(name);
  expect(text).not.toContain(missingLetter);
});

test('letters that the font lacks are marked and said, and never drawn as others', async () => {
  const { client, id } = await builtCampaign('Song 新しい学校 عربي 👩‍👩‍👧');
  const { content } = await client.reports.export({ id, format: 'pdf' });
  const text = (await pagesOf(content)).join('\n');
  expect(text).toContain(`Song ${missingLetter.repeat(5)} ${missingLetter.repeat(4)} ${missingLetter.repeat(3)}`);
  expect(text).toContain('stands for a letter that this document’s font does not have');
  const { content: json } = await client.reports.export({ id, format: 'json' });
  expect(json).toContain('新しい学校 عربي 👩‍👩‍👧');
});

test('a long report goes on over pages, each with its number and the head of its table', async () => {
  const { client } = await organization();
  await client.imports.run({ fileName: 'daily.csv' }, dailyExport('Long', ['1', '2', '3', '4']));
  const [campaign] = (await client.campaigns.list()).items;
  const { id } = await client.reports.build({ campaignId: campaign?.id ?? '', from: '2024-01-01', to: '2026-06-30' });
  const { content } = await client.reports.export({ id, format: 'pdf' });
  const pages = await pagesOf(content);
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, text] of pages.entries()) expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
  expect(pages.filter((text) => text.includes('Impressions')).length).toBeGreaterThan(2);
});

test('the CSV has a row for the whole and each day, and no cell that a spreadsheet would run', async () => {
  const { client, id } = await builtCampaign('=cmd|calc');
  const { content, fileName } = await client.reports.export({ id, format: 'csv' });
  expect(fileName).toBe('report-cmd-calc-2026-01-05-2026-01-08-v1.csv');
  const [head = '', ...rows] = content.trimEnd().split('\r\n');
  const column = head.split(',').indexOf('spend');
  expect(rows.map((row) => [row.split(',')[0], row.split(',')[2], row.split(',')[column]])).toEqual([
    ['total', '2026-01-05', '6.6'],
    ['day', '2026-01-05', '1.1'],
    ['day', '2026-01-06', '2.2'],
    ['day', '2026-01-07', ''],
    ['day', '2026-01-08', '3.3'],
  ]);
  for (const cell of content.split(/[\r\n,]+/)) expect(cell).not.toMatch(/^[=+@\t]/);
});

test('the JSON is the report as the API answers it', async () => {
  const { client, id } = await builtCampaign(`Release ${randomUUID()}`);
  const { content } = await client.reports.export({ id, format: 'json' });
  expect(JSON.parse(content)).toEqual(await client.reports.get({ id }));
});

test('a font that is unpacked has every letter and width of the packed one', async () => {
  const require = createRequire(import.meta.url);
  const woff = await readFile(require.resolve('roboto-fontface/fonts/roboto/Roboto-Regular.woff'));
  const [packed, unpacked] = [woff, unpackWoff(woff)].map((bytes) => create(bytes) as Font);
  expect(unpacked?.characterSet).toEqual(packed?.characterSet);
  const widths = (font: Font | undefined) =>
    font?.layout('Žluťoučký Ёлки 1,234.56').positions.map(({ xAdvance }) => xAdvance);
  expect(widths(unpacked)).toEqual(widths(packed));
});
