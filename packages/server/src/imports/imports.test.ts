import { NotFoundError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignsCsv, timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);

test('a timeline becomes the days of an artist named after the file', async () => {
  const { client } = await organization();
  const result = await client.imports.run(
    { fileName: 'Velvet Rain-audience-timeline.csv' },
    timelineCsv([
      ['2026-01-01', 5],
      ['2026-01-02', 7],
    ]),
  );
  expect(result).toMatchObject({
    status: 'completed',
    format: 'spotify_audience_timeline',
    rows: { read: 2, refused: 0, facts: 2, changed: 2 },
    firstDate: '2026-01-01',
    lastDate: '2026-01-02',
    created: { artists: 1 },
    subjects: [{ kind: 'artist', name: 'Velvet Rain' }],
  });
  const [artist] = (await client.artists.list()).items;
  expect(artist).toMatchObject({ name: 'Velvet Rain', origin: 'import' });
  const daily = await client.metrics.daily({ subjectKind: 'artist', subjectId: artist?.id ?? '' });
  expect(daily.days.map(({ date, values }) => [date, values.streams?.value])).toEqual([
    ['2026-01-01', 5],
    ['2026-01-02', 7],
  ]);
});

test('a timeline goes to the artist given, and a second file of the name joins the first artist', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'Given' });
  const given = await client.imports.run(
    { fileName: 'x-audience-timeline.csv', artistId: artist.id },
    timelineCsv([[day(0), 1]]),
  );
  expect(given.subjects).toEqual([{ kind: 'artist', id: artist.id, name: 'Given' }]);
  const again = await client.imports.run({ fileName: 'Given/audience-timeline.csv' }, timelineCsv([[day(1), 1]]));
  expect(again).toMatchObject({ created: { artists: 0 }, subjects: [{ id: artist.id }] });
});

test('a timeline that nothing names waits for its artist', async () => {
  const { client } = await organization();
  const result = await client.imports.run({ fileName: 'audience-timeline.csv' }, timelineCsv([[day(0), 1]]));
  expect(result).toMatchObject({ status: 'waiting', question: { code: 'needs_artist', option: 'artistId' } });
  expect((await client.artists.list()).items).toEqual([]);
});

test('a song timeline waits for its track and is taken when it is given', async () => {
  const { client } = await organization();
  const file = 'date,streams\n2026-01-01,8\n';
  const waiting = await client.imports.run({ fileName: 'Sample Song-timeline.csv' }, file);
  expect(waiting).toMatchObject({ status: 'waiting', question: { code: 'needs_track' } });
  const artist = await client.artists.create({ name: 'One' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Sample Song' });
  const taken = await client.imports.run({ fileName: 'Sample Song-timeline.csv', trackId: track.id }, file);
  expect(taken).toMatchObject({ status: 'completed', subjects: [{ kind: 'track', id: track.id }] });
});

test('a timeline of a track that is given is the song’s, though it tells more than streams', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Sample Song' });
  const file = 'date,listeners,streams,saves\n2026-01-01,4,8,1\n';
  const taken = await client.imports.run({ fileName: 'Sample Song-timeline.csv', trackId: track.id }, file);
  expect(taken).toMatchObject({
    status: 'completed',
    format: 'spotify_song_timeline',
    subjects: [{ kind: 'track', id: track.id }],
    created: { artists: 0 },
  });
});

test('the same bytes again are a no-op that names the first import', async () => {
  const { client } = await organization();
  const file = timelineCsv([[day(0), 1]]);
  const first = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, file);
  const second = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, file);
  expect(second).toMatchObject({ status: 'completed', duplicateOf: first.id, rows: { changed: 0 } });
});

test('campaign rows make campaigns of the ad account, and the nameless row is a fact of the account alone', async () => {
  const { client } = await organization();
  const result = await client.imports.run(
    { fileName: 'Sample Account/campaigns.csv' },
    campaignsCsv([
      { name: '', spend: '30.30', impressions: 3000, reach: 900 },
      { name: 'One', spend: '10.10', impressions: 1000, reach: 500 },
      { name: 'Two', spend: '20.20', impressions: 2000, reach: 600 },
    ]),
  );
  expect(result).toMatchObject({ status: 'completed', created: { adAccounts: 1, campaigns: 2 } });
  const overview = await client.reports.overview();
  expect(overview.accounts).toMatchObject([{ name: 'Sample Account', campaigns: 2 }]);
  const [period] = overview.accounts[0]?.periods ?? [];
  expect(period?.values).toMatchObject({ spend: { value: '30.3' }, reach: { value: 900 } });
  const campaigns = (await client.campaigns.list()).items;
  expect(campaigns.map(({ name, origin, status }) => [name, origin, status])).toEqual([
    ['Two', 'import', null],
    ['One', 'import', null],
  ]);
});

test('an import that names its artist links known campaigns without one, and leaves other links alone', async () => {
  const { client } = await organization();
  const [first, second] = [
    await client.artists.create({ name: 'First' }),
    await client.artists.create({ name: 'Second' }),
  ];
  const file = (spend: string) =>
    campaignsCsv(['One', 'Two'].map((name) => ({ name, spend, impressions: 1, reach: 1 })));
  await client.imports.run({ fileName: 'campaigns.csv' }, file('1'));
  const [two] = (await client.campaigns.list()).items;
  await client.campaigns.update({ id: two?.id ?? '', version: 1, artistId: second.id });
  await client.imports.run({ fileName: 'campaigns.csv', artistId: first.id }, file('2'));
  const links = (await client.campaigns.list()).items.map(({ name, artistId }) => [name, artistId]);
  expect(links).toEqual([
    ['Two', second.id],
    ['One', first.id],
  ]);
});

test('rows that the file does not tell apart are summed, and their reach is unknown', async () => {
  const { client } = await organization();
  const result = await client.imports.run(
    { fileName: 'campaigns.csv' },
    campaignsCsv([
      { name: 'Twin', spend: '0.1000000000000001', impressions: 10, reach: 5 },
      { name: 'Other', spend: '1', impressions: 1, reach: 1 },
      { name: 'Twin', spend: '0.2', impressions: 20, reach: 6 },
    ]),
  );
  expect(result.rows).toMatchObject({ read: 3, facts: 2, changed: 2 });
  const twin = (await client.campaigns.list()).items.find(({ name }) => name === 'Twin');
  const report = await client.reports.campaign({ campaignId: twin?.id ?? '' });
  expect(report.totals?.values).toMatchObject({
    spend: { value: '0.3000000000000001' },
    impressions: { value: 30 },
    reach: { value: null, reason: 'ambiguous_rows' },
  });
  expect(report.quality.map(({ code }) => code)).toContain('rows_summed');
});

test('two facts whose fingerprints are equal by chance count as two', async () => {
  const { client } = await organization();
  // The first 48 bits of SHA-1 agree for these two keys; found among a million rows.
  const rows = [
    ['Killed in round 0 530', '2022-04-03', 1],
    ['Killed in round 0 820', '2022-10-22', 2],
  ].map(([name, day, impressions]) => `${day},${day},${name},${day},1.00,${impressions}`);
  const head = 'Reporting starts,Reporting ends,Campaign name,Day,Amount spent (EUR),Impressions';
  const done = await client.imports.run({ fileName: 'equal by chance.csv' }, `${[head, ...rows].join('\n')}\n`);
  expect(done).toMatchObject({ status: 'completed', rows: { read: 2, refused: 0, facts: 2, changed: 2 } });
  for (const { id, name } of (await client.campaigns.list()).items) {
    const { days } = await client.metrics.daily({ subjectKind: 'campaign', subjectId: id });
    expect(days.map(({ values }) => values.impressions?.value)).toEqual([name.endsWith('530') ? 1 : 2]);
  }
});

test('good rows go in and bad rows are reported with line, column and reason', async () => {
  const { client } = await organization();
  const file =
    'date,listeners,streams,followers\n2026-01-01,1,5,9\n2026-01-02,1,-3,9\n2026-13-01,1,2,9\n2026-01-03,1,4,9\n';
  const result = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, file);
  expect(result).toMatchObject({ status: 'completed', rows: { read: 4, refused: 2, facts: 2 } });
  expect(result.errors).toMatchObject([
    { line: 3, column: 'streams', code: 'negative_value' },
    { line: 4, column: 'date', code: 'bad_date' },
  ]);
});

test.each([
  ['an empty file', '', 'empty_file'],
  ['a file with only a header', 'date,listeners,streams,followers\n', 'header_only'],
  ['a binary file', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'binary_file'],
  ['a table of another kind', 'first,second\n1,2\n', 'unknown_format'],
  ['a table whose every row is bad', 'date,listeners,streams,followers\nx,1,1,1\n', 'no_usable_rows'],
])('%s is refused with its reason and leaves nothing behind', async (_, content, code) => {
  const { client } = await organization();
  const result = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, content);
  expect(result).toMatchObject({ status: 'refused', fault: { code } });
  expect(result.fault?.message).not.toBe('');
  expect((await client.artists.list()).items).toEqual([]);
  expect((await client.reports.overview()).timelines).toEqual([]);
});

test('a file that breaks off inside a cell is refused as a whole', async () => {
  const { client } = await organization();
  const whole = campaignsCsv([{ name: 'One', spend: '1', impressions: 1, reach: 1 }]);
  const result = await client.imports.run({ fileName: 'campaigns.csv' }, `${whole}2026-01-01,2026-01-31,"Tw`);
  expect(result.status).toBe('refused');
  expect((await client.campaigns.list()).items).toEqual([]);
});

test('a repetition of known numbers in another file changes nothing', async () => {
  const { client } = await organization();
  await client.imports.run(
    { fileName: 'A-audience-timeline.csv' },
    timelineCsv([
      [day(0), 1],
      [day(1), 2],
    ]),
  );
  const again = await client.imports.run(
    { fileName: 'A-audience-timeline.csv' },
    `${timelineCsv([
      [day(0), 1],
      [day(1), 2],
    ])}\n`,
  );
  expect(again).toMatchObject({ status: 'completed', duplicateOf: null, rows: { facts: 2, changed: 0 } });
});

test('an import of another organization can be neither read nor filled', async () => {
  const [mine, other] = [await organization(), await organization()];
  const ticket = await other.client.imports.create({ fileName: 'A-audience-timeline.csv' });
  expect(await errorOf(mine.client.imports.get({ id: ticket.id }))).toBeInstanceOf(NotFoundError);
  expect(await errorOf(mine.client.imports.sendContent(ticket.id, timelineCsv([[day(0), 1]])))).toBeInstanceOf(
    NotFoundError,
  );
  expect(await other.client.imports.get({ id: ticket.id })).toMatchObject({
    status: 'awaiting_content',
    receivedBytes: 0,
  });
});

test('two imports that name the same campaigns at once make each campaign once', async () => {
  const { client } = await organization();
  const names = Array.from({ length: 20 }, (_, index) => `Campaign ${index}`);
  const file = (spend: string) => campaignsCsv(names.map((name) => ({ name, spend, impressions: 1, reach: 1 })));
  const results = await Promise.all(
    ['1', '2', '3'].map((spend) => client.imports.run({ fileName: 'campaigns.csv' }, file(spend))),
  );
  expect(results.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  expect(await client.campaigns.list().toArray({ limit: 200 })).toHaveLength(20);
});

test('a totals row that says something else than its rows stays as it is, and the import says by how much', async () => {
  const { client } = await organization();
  const file = campaignsCsv([
    { name: '', spend: '10.00', impressions: 100, reach: 60 },
    { name: 'One', spend: '6.005', impressions: 70, reach: 50 },
    { name: 'Two', spend: '3.99', impressions: 30, reach: 40 },
  ]);
  const { id, totals } = await client.imports.run({ fileName: 'campaigns.csv' }, file);
  const [account] = (await client.reports.overview()).accounts;
  const row = { adAccountId: account?.id, from: '2026-01-01', to: '2026-01-31' };
  expect(totals.toSorted((a, b) => (a.metric < b.metric ? -1 : 1))).toEqual([
    { ...row, metric: 'impressions', currency: null, stated: '100', rows: '100', difference: '0' },
    { ...row, metric: 'spend', currency: 'USD', stated: '10', rows: '9.995', difference: '-0.005' },
  ]);
  expect(account?.periods).toMatchObject([{ values: { spend: { value: '10' }, reach: { value: 60 } } }]);
  // Whoever reads the account's fact finds the import by its origin.
  const importId = account?.periods[0]?.provenance.importId ?? '';
  expect(importId).toBe(id);
  expect((await client.imports.get({ id: importId })).totals).toEqual(totals);
});
