import { expect, test } from 'vitest';
import { csv, parseBytes } from './parse-bytes.testing.ts';
import { recognise } from './recognise-format.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const isrc = 'USRC17607839';
const sold = { subject: { kind: 'track', name: 'A', artist: 'X', isrc }, date: '2026-01-01', periodEnd: '2026-01-31' };

test.each([
  [
    'distrokid',
    'all quoted, of today',
    csv(
      '"Date Inserted","Reporting Date","Sale Month","Store","Artist","Title","ISRC","UPC","Quantity","Team Percentage","Source Type","Country of Sale","Songwriter Royalties Withheld (USD)","Earnings (USD)","Recoup (USD)"',
      `"2026-03-10","2026-03-01","2026-01","Spotify","X","A","${isrc}","123","17","100","Song","US","0","0.064512345678","0"`,
    ),
  ],
  [
    'distrokid',
    'of 2023, separated by tabs',
    csv(
      'Reporting Date,Sale Month,Store,Artist,Title,ISRC,UPC,Quantity,Team Percentage,Song/Album,Country of Sale,Songwriter Royalties Withheld,Earnings (USD)',
      '2026-03-01,2026-01,Spotify,X,A,US-RC1-76-07839,123,17,100,Song,US,,0.064512345678',
    ).replaceAll(',', '\t'),
  ],
  [
    'tunecore',
    'with the ISRC as its song id',
    csv(
      'Sales Period,Posted Date,Store Name,Country Of Sale,Artist,Release Type,Release Title,Song Title,Label,UPC,Optional UPC,TC Song ID,Optional ISRC,Sales Type,# Units Sold,Per Unit Price,Net Sales,Net Sales Currency,Exchange Rate,Total Earned,Currency',
      `2026-01-01,2026-03-01,Spotify,US,X,Single,R,A,L,123,,${isrc},,Stream,17,0.004,0.0645,USD,1.0,0.064512345678,USD`,
    ),
  ],
  [
    'symphonic',
    'with a byte order mark',
    `\ufeff${csv(
      'Reporting Period,Label,Artist,Track Title,ISRC Code,Digital Service Provider,Activity Period,Territory,Sale or Void,Count,Royalty ($US)',
      `March 2026,L,X,A,${isrc},Spotify,January 2026,US,Sale,17,0.064512345678`,
    )}`,
  ],
  [
    'believe',
    'separated by semicolons, with decimal commas',
    csv(
      'Reporting month;Sales Month;Platform;Country / Region;Label Name;Artist Name;Release title;Track title;UPC;ISRC;Release Catalog nb;Release type;Sales Type;Quantity;Client Payment Currency;Unit Price;Mechanical Fee;Gross Revenue;Client share rate;Net Revenue',
      `01/03/2026;01/2026;Spotify;US;L;X;R;A;123;${isrc};;Single;Stream;17;USD;0,0045;0;0,0765;85%;0,064512345678`,
    ),
  ],
])('a sales report of %s %s is read to the last digit', async (id, _, text) => {
  const { facts, errors, format } = await parseBytes(text);
  expect(errors).toEqual([]);
  expect(format.id).toBe(id);
  expect(facts).toMatchObject([
    {
      ...sold,
      source: id,
      currency: 'USD',
      breakdown: { store: 'Spotify', country: 'US' },
      values: { units: 17, earnings: '0.064512345678' },
    },
  ]);
});

const distrokid = 'Reporting Date,Sale Month,Store,Artist,Title,ISRC,Quantity,Country of Sale,Earnings (USD)';

test('negative royalties are legal, negative streams are not', async () => {
  const rows = [`2026-03-01,2026-01,S,X,A,${isrc},17,US,-0.25`, `2026-03-01,2026-01,S,X,A,${isrc},-17,US,0.25`];
  const { facts, errors } = await parseBytes(csv(distrokid, ...rows));
  expect(facts).toMatchObject([{ values: { units: 17, earnings: '-0.25' }, warnings: ['negative_money'] }]);
  expect(errors).toMatchObject([{ line: 3, column: 'Quantity', code: 'negative_value' }]);
});

test('a refund with units and earnings below zero is taken, so that both add up', async () => {
  const row = (units: string, earnings: string) => `2026-03-01,2026-01,S,X,A,${isrc},${units},US,${earnings}`;
  const { facts, errors } = await parseBytes(
    csv(distrokid, row('17', '0.25'), row('-1', '-0.02'), row('-1', ''), row('-1', '0'), row('-1.5', '-0.02')),
  );
  expect(facts.map(({ values }) => [values.units, values.earnings])).toEqual([
    [17, '0.25'],
    [-1, '-0.02'],
  ]);
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [4, 'negative_value'],
    [5, 'negative_value'],
    [6, 'fractional_count'],
  ]);
});

test('a void row takes its units back', async () => {
  const header =
    'Reporting Period,Track Title,ISRC Code,Digital Service Provider,Territory,Sale or Void,Count,Royalty ($US)';
  const rows = [`2026-01,A,${isrc},S,US,Void,-3,-0.01`, `2026-01,A,${isrc},S,US,Void,3,-0.01`];
  const { facts } = await parseBytes(csv(header, ...rows));
  expect(facts.map(({ values }) => values.units)).toEqual([-3, -3]);
});

test('earnings without a currency are asked for, two currencies refused', async () => {
  const header = 'Sale Month,Store,Artist,Title,Quantity,Earnings';
  expect(recognise(bytesOf(csv(header, '2026-01,S,X,A,1,1')), 'x.csv')).toMatchObject({ code: 'needs_currency' });
  const two = 'Sales Period,Store Name,Song Title,Artist,# Units Sold,Total Earned,Currency';
  const rows = ['2026-01,S,A,X,1,1,USD', '2026-01,S,A,X,1,1,EUR'];
  await expect(parseBytes(csv(two, ...rows))).rejects.toMatchObject({ code: 'two_currencies', line: 3 });
});

test('months written as days with slashes are the months that begin or end on them', async () => {
  const row = (month: string) => `2026-03-01,${month},S,X,A,${isrc},17,US,0.25`;
  const dayFirst = await parseBytes(csv(distrokid, row('01/02/2026'), row('01/03/2026')));
  expect(dayFirst.facts.map(({ date }) => date)).toEqual(['2026-02-01', '2026-03-01']);
  const monthFirst = await parseBytes(csv(distrokid, row('2/1/2026'), row('3/1/2026')));
  expect(monthFirst.facts.map(({ date }) => date)).toEqual(['2026-02-01', '2026-03-01']);
  const ofDays = await parseBytes(csv(distrokid, row('01/02/2026'), row('01/13/2026')));
  expect(ofDays.errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'bad_date'],
    [3, 'bad_date'],
  ]);
  const decided = await parseBytes(csv(distrokid, row('01/02/2026'), row('31/03/2026')));
  expect(decided.facts.map(({ date }) => date)).toEqual(['2026-02-01', '2026-03-01']);
});

test('amounts far below a cent may be written with an exponent', async () => {
  const row = (earnings: string) => `2026-03-01,2026-01,S,X,A,${isrc},17,US,${earnings}`;
  const { facts, errors } = await parseBytes(
    csv(distrokid, row('1.23E-05'), row('-4e-7'), row('9.876543e-06'), row('1.2E+06'), row('1e-0')),
  );
  expect(facts.map(({ values }) => values.earnings)).toEqual(['0.0000123', '-0.0000004', '0.000009876543']);
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [5, 'bad_number'],
    [6, 'bad_number'],
  ]);
});

test('the header of Believe with its subscription types is read, with semicolons, decimal commas and first days of months', async () => {
  const header =
    '"Reporting month";"Sales Month";"Platform";"Country / Region";"Label Name";"Artist Name";"Release title";"Track title";"UPC";"ISRC";"Release Catalog nb";"Streaming Subscription Type";"Release type";"Sales Type";"Quantity";"Client Payment Currency";"Unit Price";"Mechanical Fee";"Gross Revenue";"Client share rate";"Net Revenue"';
  const row = (month: string, units: string, net: string) =>
    `"01/03/2026";"${month}";"Spotify";"FR";"L";"X";"R";"A";"001";"${isrc}";"C";"Premium";"Music Release";"Stream";"${units}";"EUR";"0,0029";"0";"3,48";"0,85";"${net}"`;
  const { format, facts, errors } = await parseBytes(
    csv(header, row('01/01/2026', '1200', '2,958213450'), row('01/02/2026', '-3', '-2,958')),
  );
  expect([format.id, errors]).toEqual(['believe', []]);
  expect(facts).toMatchObject([
    { date: '2026-01-01', currency: 'EUR', values: { units: 1200, earnings: '2.95821345' } },
    { date: '2026-02-01', currency: 'EUR', values: { units: -3, earnings: '-2.958' } },
  ]);
});

test('a whole release that was sold is told by the title of the release', async () => {
  const header =
    'Sales Period,Store Name,Artist,Release Type,Release Title,Song Title,TC Song ID,# Units Sold,Total Earned,Currency';
  const { facts, errors } = await parseBytes(
    csv(header, `2026-01,S,X,Album,Whole,Song,${isrc},5,0.05,USD`, '2026-01,S,X,Album,Whole,,,1,7,USD'),
  );
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([
    { subject: { name: 'Song', isrc }, values: { earnings: '0.05' } },
    { subject: { name: 'Whole' }, values: { units: 1, earnings: '7' } },
  ]);
});

test('days of sales with a time of midnight are read by a mapping', async () => {
  const columns = {
    'Sales Date': { as: 'day' },
    'Track Name': { as: 'track', part: 'title' },
    'Artist Name': { as: 'track', part: 'artist' },
    Isrc: { as: 'track', part: 'isrc' },
    'Partner Name': { as: 'breakdown', key: 'store' },
    'Delivery Country': { as: 'breakdown', key: 'country' },
    Quantity: { as: 'metric', metric: 'units' },
    Subtotal: { as: 'metric', metric: 'earnings', currency: 'USD' },
  } as const;
  const header =
    'Report Date\tSales Date\tQuantity\tPrice\tSubtotal\tIsrc\tBarcode\tArtist Name\tTrack Name\tPartner Name\tDelivery Country';
  const row = (day: string) =>
    `11/15/2023 12:00:00 AM\t${day} 12:00:00 AM\t3\t0.002\t0.006\t${isrc}\t1\tX\tA\tSpotify\tUS`;
  const { facts, errors } = await parseBytes(csv(header, row('10/1/2023'), row('10/15/2023')), 'sales.txt', {
    columns,
  });
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([
    { date: '2023-10-01', currency: 'USD', values: { units: 3, earnings: '0.006' } },
    { date: '2023-10-15' },
  ]);
});
