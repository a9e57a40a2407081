import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ParseOptions } from './dialect.ts';
import type { FormatId } from './format.ts';
import { csv, inChunks, parseBytes } from './parse-bytes.testing.ts';
import { unpack } from './unpack.ts';

interface Sample {
  format: FormatId;
  fileName?: string;
  options?: ParseOptions;
  rows: string[][];
}

const period = { periodStart: '2026-01-01', periodEnd: '2026-01-28' };
const track = 'spotify:track:4Km5HrUvYTaSUfiSGPJeQR';
const split = (line: string) => line.split('|');

/** An export of each generation that is known, with accents, a quotation mark, a separator and a line break in its cells. */
const samples: Sample[] = [
  {
    format: 'spotify_audience_timeline',
    fileName: 'A-audience-timeline.csv',
    rows: ['date|listeners|streams|followers', '2024-02-29|10|20|5', '2024-03-01|0|0|6'].map(split),
  },
  {
    format: 'spotify_audience_timeline',
    fileName: 'A-audience-timeline.csv',
    rows: [
      'date|listeners|monthly listeners|monthly active listeners|super listeners|streams|playlist adds|saves|followers',
      '2026-09-01|10|300|80|7|20|2|1|5',
    ].map(split),
  },
  { format: 'spotify_song_timeline', fileName: 'Été-timeline.csv', rows: ['date|streams', '2026-01-01|7'].map(split) },
  {
    format: 'spotify_songs',
    options: period,
    rows: ['song|listeners|streams|saves|release_date', 'Été, "live"|10|20|3|2025-01-01'].map(split),
  },
  {
    format: 'spotify_playlists',
    options: period,
    rows: ['title|author|listeners|streams|date_added', 'Année\n2026|Café|10|20|n/a'].map(split),
  },
  {
    format: 'spotify_charts',
    fileName: 'regional-us-daily-2026-01-31.csv',
    rows: [
      'Position|Track Name|Artist|Streams|URL',
      '1|Été, 2|X|1371493|https://open.spotify.com/track/4Km5HrUvYTaSUfiSGPJeQR',
    ].map(split),
  },
  {
    format: 'spotify_charts',
    fileName: 'regional-us-daily-2026-01-31.csv',
    rows: [
      'rank|uri|artist_names|track_name|source|peak_rank|previous_rank|days_on_chart|streams',
      `1|${track}|X|Été, 2|Label|1|1|20|1371493`,
    ].map(split),
  },
  {
    format: 'spotify_charts',
    options: { periodStart: '2026-01-02', periodEnd: '2026-01-08', country: 'us' },
    rows: [
      'rank|uri|artist_names|track_name|source|peak_rank|previous_rank|weeks_on_chart|streams',
      `1|${track}|X|Été, 2|Label|1|1|20|1371493`,
    ].map(split),
  },
  {
    format: 'meta_ads_manager',
    rows: [
      'Reporting Starts|Reporting Ends|Campaign Name|Reach|Impressions|Amount Spent (USD)|Link Clicks|Clicks (All)',
      '2017-01-01|2017-01-31|Été, "A"|8|9|1.25|2|3',
    ].map(split),
  },
  {
    format: 'meta_ads_manager',
    rows: [
      'Reporting starts|Reporting ends|Campaign name|Ad Set Name|Ad name|Age|Gender|Day|Attribution setting|Reach|Impressions|Amount spent (EUR)',
      '2026-01-01|2026-01-01|A|B|C\nover two lines|25-34|female|2026-01-01|7-day click|8|9|1.25',
    ].map(split),
  },
  {
    format: 'distrokid',
    rows: [
      'Date Inserted|Reporting Date|Sale Month|Store|Artist|Title|ISRC|UPC|Quantity|Team Percentage|Source Type|Country of Sale|Songwriter Royalties Withheld (USD)|Earnings (USD)|Recoup (USD)',
      '2026-03-01|2026-03-01|2026-01|Spotify|Année|Été, 2|USUM70600055|00123|20|100|Song|US|0|0.058213450|0',
      '2026-03-01|2026-03-01|2026-01|Spotify|Année|Été, 2|USUM70600055|00123|0|100|Song|DE|0|-0.01|0',
    ].map(split),
  },
  {
    format: 'distrokid',
    rows: [
      'Reporting Date|Sale Month|Store|Artist|Title|ISRC|UPC|Quantity|Team Percentage|Song/Album|Country of Sale|Songwriter Royalties Withheld|Earnings (USD)',
      '2024-03-01|2024-01|Spotify|X|Été|USUM70600055|00123|20|100|Song|US|0|0.058213450',
    ].map(split),
  },
  {
    format: 'tunecore',
    rows: [
      'Sales Period|Posted Date|Store Name|Country Of Sale|Artist|Release Type|Release Title|Song Title|Label|UPC|Optional UPC|TC Song ID|Optional ISRC|Sales Type|# Units Sold|Per Unit Price|Net Sales|Net Sales Currency|Exchange Rate|Total Earned|Currency',
      '2026-01-01|2026-03-01|Spotify|US|X|Single|Été|Été|L|00123||USUM70600055||Streaming|20|0.003|0.06|EUR|1|0.058213450|USD',
    ].map(split),
  },
  {
    format: 'symphonic',
    rows: [
      'Reporting Period|Activity Period|Label|Track Title|ISRC Code|Digital Service Provider|Territory|Sale or Void|Count|Royalty ($US)',
      'March 2026|January 2026|L|Été|USUM70600055|Spotify|US|Sale|20|0.058213450',
      'March 2026|January 2026|L|Été|USUM70600055|Spotify|US|Void|-2|-0.01',
    ].map(split),
  },
  {
    format: 'believe',
    rows: [
      'Reporting month|Sales Month|Platform|Country / Region|Label Name|Artist Name|Release title|Track title|UPC|ISRC|Sales Type|Quantity|Client Payment Currency|Unit Price|Net Revenue',
      '2026-03-01|2026-01-01|Spotify|US|L|X|Été|Été|00123|USUM70600055|Stream|20|EUR|0.0029|0.058213450',
    ].map(split),
  },
  {
    format: 'mapped_table',
    options: {
      columns: {
        When: { as: 'day' },
        Song: { as: 'track', part: 'title' },
        By: { as: 'track', part: 'artist' },
        Spins: { as: 'metric', metric: 'plays' },
      },
    },
    rows: ['When|Song|By|Spins', '2026-01-01|Été, "2"|X|12'].map(split),
  },
];

const writers: Record<string, (rows: string[][]) => string> = {
  'as the source writes it': (rows) => table(rows, ',', '\n'),
  'with a byte order mark': (rows) => `\ufeff${table(rows, ',', '\n')}`,
  'with CRLF': (rows) => table(rows, ',', '\r\n'),
  'with CR': (rows) => table(rows, ',', '\r'),
  'with semicolons': (rows) => table(rows, ';', '\r\n'),
  'with sep=; above it': (rows) => `sep=;\r\n${table(rows, ';', '\r\n')}`,
  'with tabs': (rows) => table(rows, '\t', '\n'),
  'with bars': (rows) => table(rows, '|', '\n'),
  'with a title above it': (rows) => `Report of January\n\n${table(rows, ',', '\n')}`,
  'without its last line end': (rows) => table(rows, ',', '\n').trimEnd(),
  'with empty cells below': (rows) => `${table(rows, ',', '\n')}${','.repeat((rows[0]?.length ?? 1) - 1)}\n`,
};

const encoders: Record<string, (text: string) => Uint8Array> = {
  'UTF-16 LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 LE without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16 BE without a mark': (text) => Buffer.from(text, 'utf16le').swap16(),
  'UTF-16 BE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  // The letters of the samples are the same in Latin 1.
  'Windows-1252': (text) => Buffer.from(text, 'latin1'),
};

const packers: Record<string, (bytes: Buffer) => Uint8Array> = {
  gzip: (bytes) => gzipSync(bytes),
  zip: (bytes) => zipOf([['export.csv', bytes]]),
};

function table(rows: string[][], delimiter: string, end: string): string {
  const cell = (text: string) => (/[",;|\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(delimiter)}${end}`).join('');
}

/** A zip archive as programs write them that don't know the sizes before they begin. */
function zipOf(files: [name: string, bytes: Buffer][]): Buffer {
  const parts = files.flatMap(([name, bytes]) => {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x08074b50, 0);
    return [head, Buffer.from(name), deflateRawSync(bytes), sizes];
  });
  const list = Buffer.alloc(46);
  list.writeUInt32LE(0x02014b50, 0);
  return Buffer.concat([...parts, list]);
}

const read = async (content: string | Uint8Array, { fileName, options }: Sample) => {
  const { format, facts, errors } = await parseBytes(content, fileName, options, 61);
  return { id: format.id, facts: facts.map(({ line: _, ...fact }) => fact), errors };
};

async function unpacked(bytes: Uint8Array): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpack(inChunks(bytes, 61))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.each(samples.map((sample, index) => [`${sample.format} (${index + 1})`, sample] as const))(
  '%s',
  (_, sample) => {
    const plain = table(sample.rows, ',', '\n');

    test('is read', async () => {
      const { id, facts, errors } = await read(plain, sample);
      expect([id, errors]).toEqual([sample.format, []]);
      expect(facts).toHaveLength(sample.rows.length - 1);
      for (const { values } of facts) expect(Object.keys(values).length).toBeGreaterThan(0);
    });

    test.each(Object.entries(writers))('gives the same facts %s', async (_name, write) => {
      expect(await read(write(sample.rows), sample)).toEqual(await read(plain, sample));
    });

    test.each(Object.entries(encoders))('gives the same facts in %s', async (_name, encode) => {
      expect(await read(encode(plain), sample)).toEqual(await read(plain, sample));
    });

    test.each(Object.entries(packers))('is the same bytes after %s', async (_name, pack) => {
      expect(String(await unpacked(pack(Buffer.from(plain))))).toBe(plain);
    });
  },
);

test('an archive that holds its file as it is is read, unless it is cut off or has another file', async () => {
  const entry = (name: string, bytes: Buffer) => {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(name.length, 26);
    return Buffer.concat([head, Buffer.from(name), bytes]);
  };
  const list = Buffer.alloc(46);
  list.writeUInt32LE(0x02014b50, 0);
  const text = Buffer.from('date,streams\n2026-01-01,1\n'.repeat(50));
  expect(await unpacked(Buffer.concat([entry('a.csv', text), list]))).toEqual(text);
  expect(await unpacked(Buffer.concat([entry('a.csv', text), entry('__MACOSX/._a.csv', text), list]))).toEqual(text);
  await expect(unpacked(Buffer.concat([entry('a.csv', text), entry('b.csv', text), list]))).rejects.toThrow(
    'several files',
  );
  await expect(unpacked(entry('a.csv', text).subarray(0, 400))).rejects.toMatchObject({ code: 'truncated_file' });
});

test('of an archive only a whole one with one text in it is read', async () => {
  const text = Buffer.from('date,streams\n2026-01-01,1\n'.repeat(500));
  const notes = Buffer.from('notes');
  expect(
    await unpacked(
      zipOf([
        ['a.csv', text],
        ['__MACOSX/._a.csv', notes],
      ]),
    ),
  ).toEqual(text);
  await expect(
    unpacked(
      zipOf([
        ['a.csv', text],
        ['b.csv', text],
      ]),
    ),
  ).rejects.toThrow('several files');
  await expect(unpacked(zipOf([['xl/workbook.xml', text]]))).rejects.toThrow('save the sheet as CSV');
  await expect(unpacked(zipOf([['[Content_Types].xml', text]]))).rejects.toThrow('save the sheet as CSV');
  for (const whole of [gzipSync(text), zipOf([['a.csv', text]]).subarray(0, 90)]) {
    await expect(unpacked(whole.subarray(0, -9))).rejects.toMatchObject({ code: 'truncated_file' });
  }
  const damaged = gzipSync(text);
  damaged.fill(0xff, 12, 24);
  await expect(unpacked(damaged)).rejects.toMatchObject({ code: 'binary_file' });
});

test.each([
  ['1,234.56', '12,345', 'English'],
  ['1.234,56', '12.345', 'German'],
  ['1 234,56', '12 345', 'French, with spaces'],
  ['1\u00a0234,56', '12\u00a0345', 'French, with no-break spaces'],
  ['1\u202f234,56', '12\u202f345', 'French, with narrow no-break spaces'],
  ["1'234.56", "12'345", 'Swiss'],
  ['€1,234.56', '12,345', 'a currency sign before'],
  ['1.234,56 €', '12.345', 'a currency sign behind'],
  ['1,234.56 EUR', '12,345', 'a code behind'],
  ['kr 1.234,56', '12.345', 'a sign of several currencies before'],
])('the amount %s beside the count %s is read in the style %s', async (spend, impressions) => {
  const header = ['Berichtsstart', 'Berichtsende', 'Kampagnenname', 'Impressionen', 'Ausgegebener Betrag (EUR)'];
  const rows = [header, ['01.01.2026', '31.01.2026', 'A', impressions, spend]];
  const { facts, errors } = await parseBytes(table(rows, ';', '\n'));
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([{ currency: 'EUR', values: { spend: '1234.56', impressions: 12_345 } }]);
});

test('an amount in brackets is below zero, and one of another currency is refused', async () => {
  const header = 'Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent (USD)';
  const row = (spend: string) => `2026-01-01,2026-01-31,A,5,${spend}`;
  const { facts, errors } = await parseBytes(`${[header, row('(4.10)'), row('$5.25'), row('€5.25')].join('\n')}\n`);
  expect(facts.map(({ values }) => values.spend)).toEqual(['-4.1', '5.25']);
  expect(errors).toMatchObject([{ code: 'bad_number', message: 'An amount in EUR, where amounts are in USD.' }]);
});

test.each([
  ['Amount spent (€)', 'EUR'],
  ['Amount spent (£)', 'GBP'],
  ['Valor usado (R$)', 'BRL'],
  ['Amount spent ( eur )', 'EUR'],
  ['Montant dépensé (EUR)', 'EUR'],
])('the header %s says %s', async (header, currency) => {
  const { facts } = await parseBytes(`Day,Campaign name,${header},Impressions\n2026-01-01,A,1.5,2\n`);
  expect(facts).toMatchObject([{ currency, values: { spend: '1.5' } }]);
});

test.each([
  '31 Jan 2026',
  'January 31, 2026',
  '31. Januar 2026',
  '31. Jan. 2026',
  '31 janv. 2026',
  '31 de enero de 2026',
  '31 ene 2026',
  '31 de jan. de 2026',
  '31 gennaio 2026',
  '31 januari 2026',
  '31 stycznia 2026',
  '31 sty 2026',
  '31 jan. 2026',
])('the day %s is read in its language', async (day) => {
  const { facts, errors } = await parseBytes(`date,listeners,streams,followers\n"${day}",1,2,3\n`, 'A.csv');
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([{ date: '2026-01-31' }]);
});

test('a table without a header is refused as that', async () => {
  const rows = 'S,M,2023-01-01T00:00:00.000Z,Title,25.0000\nS,M,2023-01-01T00:00:00.000Z,Title,25.0000\n';
  await expect(parseBytes(rows)).rejects.toThrow('This table has no header');
});

test('a weekly chart is asked for its week, and a single day is no answer', async () => {
  const text = `rank,uri,artist_names,track_name,source,peak_rank,previous_rank,weeks_on_chart,streams\n1,${track},X,A,L,1,1,2,900\n`;
  const name = 'regional-us-weekly-2026-01-08.csv';
  await expect(parseBytes(text, name)).rejects.toThrow('needs_period');
  const day = { periodStart: '2026-01-08', periodEnd: '2026-01-08' };
  await expect(parseBytes(text, name, day)).rejects.toThrow('needs_period');
  const { facts } = await parseBytes(text, name, { periodStart: '2026-01-02', periodEnd: '2026-01-08' });
  expect(facts).toMatchObject([
    { granularity: 'period', date: '2026-01-02', periodEnd: '2026-01-08', breakdown: { country: 'us' } },
  ]);
});

test('UTF-16 without a mark is known by its header, whatever is written below it', async () => {
  const name = '\u6b4c\u66f2'.repeat(200);
  const text = csv('Day,Campaign name,Impressions,Amount spent (EUR)', `2026-01-01,${name},5,1.5`);
  const { facts } = await parseBytes(Buffer.from(text, 'utf16le'));
  expect(facts).toMatchObject([{ subject: { name }, values: { impressions: 5, spend: '1.5' } }]);
});

test('bars in names part no cells', async () => {
  const row = (name: string) => `2026-01-01,${name},5,1.5`;
  const header = 'Day,Campaign name,Impressions,Amount spent (EUR)';
  const { facts, errors } = await parseBytes(csv(header, row('A | B | C | D | E'), row('F | G | H | I | J')));
  expect(errors).toEqual([]);
  expect(facts.map(({ subject }) => 'name' in subject && subject.name)).toEqual([
    'A | B | C | D | E',
    'F | G | H | I | J',
  ]);
});
