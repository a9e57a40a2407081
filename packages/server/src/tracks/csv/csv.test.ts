import type { TrackCsvRow } from '@songtrackpro/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';
import { markFormula, toCsvLine, unmarkFormula } from './formula-cell.ts';

const { organization, person } = await openTestServer();

const statuses = (rows: readonly TrackCsvRow[]) => rows.map(({ line, status }) => [line, status]);
const header = 'title,artist,album,isrc,release_date,duration_ms,explicit,genres';

test('rows become tracks of artists found by name or made, and the same file again changes nothing', async () => {
  const { client } = await organization();
  const known = await client.artists.create({ name: 'Known' });
  const csv = `${header}\nOne,Known,Album,qm-abc-26-00001,2026-03-06,201000,yes,Pop|Indie\n"Two, again",New,,,,,,\n`;
  const first = await client.tracks.importCsv({ csv });
  expect(first).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: 0, createdArtists: 1 });
  expect(statuses(first.rows)).toEqual([
    [2, 'created'],
    [3, 'created'],
  ]);
  const { items } = await client.tracks.list({ sort: 'title' });
  expect(items).toMatchObject([
    {
      title: 'One',
      artistId: known.id,
      isrc: 'QMABC2600001',
      durationMs: 201_000,
      explicit: true,
      genres: ['Pop', 'Indie'],
      origin: 'import',
    },
    { title: 'Two, again', artist: 'New', album: null },
  ]);
  const again = await client.tracks.importCsv({ csv });
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0, createdArtists: 0 });
  expect((await client.tracks.list({ sort: 'title' })).items).toEqual(items);
});

test('good rows go in, and bad ones are named with line, column and reason', async () => {
  const { client } = await organization();
  const rows = [
    'Good,A,,,,,,',
    ',A,,,,,,',
    'No artist,,,,,,,',
    'Bad,A,,12,2026-02-30,1.5,perhaps,',
    '"over\ntwo lines",A,,,,,,',
    'Many,A,,,,,,,,',
    '',
    'Also good,A,,,,,,',
  ];
  const result = await client.tracks.importCsv({ csv: `${header}\r\n${rows.join('\r\n')}` });
  expect(statuses(result.rows)).toEqual([
    [2, 'created'],
    [3, 'refused'],
    [4, 'refused'],
    [5, 'refused'],
    [6, 'created'],
    [8, 'refused'],
    [10, 'created'],
  ]);
  expect(result.rows[1]?.faults).toEqual([{ column: 'title', message: 'must not be empty' }]);
  expect(result.rows[2]?.faults).toEqual([{ column: 'artist', message: 'must not be empty' }]);
  expect(result.rows[3]?.faults.map(({ column }) => column)).toEqual([
    'isrc',
    'release_date',
    'duration_ms',
    'explicit',
  ]);
  expect(result.rows[5]?.faults).toMatchObject([{ column: null, message: 'has 10 cells, and the header has 8' }]);
  expect(result).toMatchObject({ created: 3, refused: 4 });
});

test.each([
  ['an unknown column', 'title,artist,titel\na,b,c\n', /“titel” is not known\. Known are: id, title, artist,/],
  ['a column twice', 'title,artist,Title\na,b,c\n', /title stands in the header twice/],
  ['no column that says which track', 'artist,album\na,b\n', /neither title nor id/],
  ['an empty file', '', /first line must be the header/],
  ['broken quotation marks', 'title,artist\n"a,b\n', /quotation marks are broken/],
])('%s refuses the file as a whole, and says what is known', async (_, csv, message) => {
  const { client } = await organization();
  const error = await errorOf(client.tracks.importCsv({ csv }));
  expect(error).toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'csv', message: expect.stringMatching(message) }] },
  });
  expect((await client.tracks.list()).items).toEqual([]);
});

test('names of columns may be written otherwise, and semicolons and tabs separate cells as well', async () => {
  const { client } = await organization();
  await client.tracks.importCsv({ csv: '\uFEFFTitle;ARTIST;Release Date\nOne;A;2026-01-01\n' });
  await client.tracks.importCsv({ csv: 'title\tartist\tspotifyId\nTwo\tA\t4Km5HrUvYTaSUfiSGPJeQR\n' });
  const { items } = await client.tracks.list({ sort: 'title' });
  expect(items).toMatchObject([{ releaseDate: '2026-01-01' }, { spotifyId: '4Km5HrUvYTaSUfiSGPJeQR' }]);
});

test('a row fills in the track that it is about: by ISRC, by link, or by artist, title and album', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  const spotifyId = '4Km5HrUvYTaSUfiSGPJeQR';
  const add = (title: string, more = {}) => client.tracks.create({ artistId: artist.id, title, ...more });
  const [one, two, three] = [
    await add('One', { isrc: 'QMABC2600001' }),
    await add('Two', { spotifyId }),
    await add('Three'),
  ];
  const rows = [
    'One (Remastered),A,QMABC2600001,,L1',
    `Two,A,,https://open.spotify.com/track/${spotifyId}?si=1,L2`,
    'Three,A,QMABC2600003,,L3',
    'Three,A,QMABC2600004,,L4',
  ];
  const csv = `title,artist,isrc,link,label\n${rows.join('\n')}\n`;
  const result = await client.tracks.importCsv({ csv });
  expect(result.rows.map(({ status, trackId }) => [status, trackId])).toMatchObject([
    ['updated', one.id],
    ['updated', two.id],
    ['updated', three.id],
    ['created', expect.any(String)],
  ]);
  expect(await client.tracks.get({ id: one.id })).toMatchObject({ title: 'One (Remastered)', label: 'L1', version: 2 });
  expect(await client.tracks.get({ id: three.id })).toMatchObject({ isrc: 'QMABC2600003', label: 'L3' });
  expect(await client.tracks.importCsv({ csv })).toMatchObject({ unchanged: 4, created: 0, updated: 0 });
});

test('ids of different tracks in one row refuse it, and a later row of one track is written after the earlier', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  await client.tracks.create({ artistId: artist.id, title: 'One', isrc: 'QMABC2600001' });
  await client.tracks.create({ artistId: artist.id, title: 'Two', appleMusicId: '77' });
  const rows = ['One,A,QMABC2600001,77,', 'New,A,QMABC2600009,,first', 'New,A,QMABC2600009,,second'];
  const { rows: results } = await client.tracks.importCsv({
    csv: `title,artist,isrc,apple_music_id,label\n${rows.join('\n')}`,
  });
  expect(statuses(results)).toEqual([
    [2, 'refused'],
    [3, 'created'],
    [4, 'updated'],
  ]);
  expect(results[0]?.faults).toMatchObject([{ column: 'apple_music_id', message: expect.stringContaining('“Two”') }]);
  expect((await client.tracks.list({ isrc: 'QMABC2600009' })).items).toMatchObject([{ label: 'second' }]);
});

test('what is exported is taken in again without a change, formulas and odd characters included', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: '=cmd()' });
  const isrc = 'QMABC2600001';
  const odd = ['=1+1', "'=quoted", "'tis", 'a "b", c', '-5', '@x', 'שלום', '🎸', 'two\nlines', '+49'];
  for (const title of odd) await client.tracks.create({ artistId: artist.id, title, genres: ['Pop', 'R&B'] });
  await client.tracks.create({ artistId: artist.id, title: 'X', artist: '=cmd() feat. Y', isrc });
  await client.tracks.create({ artistId: artist.id, title: 'X', isrc, sharesIsrc: true, explicit: false, album: '-' });
  const before = (await client.tracks.list()).items;
  const parts: string[] = [];
  for await (const part of client.tracks.exportCsvFile({ limit: 5 })) parts.push(part);
  const csv = parts.join('');
  expect(parts).toHaveLength(3);
  expect(csv.match(/^id,title/gm)).toHaveLength(1);
  for (const line of csv.split('\r\n')) expect(line).not.toMatch(/(^|,)"?[=+\-@]/);
  expect(csv).toContain("'=cmd()");
  expect(await client.tracks.importCsv({ csv })).toMatchObject({ unchanged: before.length, updated: 0, refused: 0 });
  expect((await client.tracks.list()).items).toEqual(before);

  const other = await organization();
  const copy: string[] = [];
  for await (const part of client.tracks.exportCsvFile({ withIds: false })) copy.push(part);
  expect(await other.client.tracks.importCsv({ csv: copy.join('') })).toMatchObject({
    created: before.length,
    refused: 0,
  });
  const titles = async (list: typeof client.tracks) =>
    (await list.list({ sort: 'title' })).items.map(({ title }) => title).sort();
  expect(await titles(other.client.tracks)).toEqual(await titles(client.tracks));
});

test('a marked cell is what it was before, whatever it was, and never begins a formula', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', 'a', '\t', '\r', '\uff1d', '"', ',') });
  fc.assert(
    fc.property(text, (cell) => {
      expect(unmarkFormula(markFormula(cell))).toBe(cell);
      expect(markFormula(cell)).not.toMatch(/^[=+\-@\t\r\uff1d]/);
      expect(toCsvLine([cell])).toMatch(/\r\n$/);
    }),
    { numRuns: rounds.properties },
  );
});

test('a large file is sent part by part, with progress, true line numbers and the first errors', async () => {
  const { client } = await organization();
  const count = 2500;
  const row = (n: number) => (n % 500 === 7 ? `"bad ""one""\n${n}",A,12` : `"Song, ""${n}""\nsecond line",A,`);
  const csv = `title,artist,isrc\r\n${Array.from({ length: count }, (_, n) => row(n)).join('\r\n')}`;
  const seen: number[] = [];
  let lines = 0;
  const result = await client.tracks.importCsvFile(new Blob([csv]), {
    onProgress: ({ readBytes, totalBytes, created, refused }) => seen.push(readBytes / totalBytes, created + refused),
    onRows: (rows) => {
      lines += rows.length;
    },
    idempotencyKey: 'one-file',
  });
  expect(result).toMatchObject({ created: count - 5, refused: 5, createdArtists: 1 });
  expect(result.errors.map(({ line }) => line)).toEqual([7, 507, 1007, 1507, 2007].map((n) => 2 + 2 * n));
  expect(lines).toBe(count);
  expect(seen.slice(-2)).toEqual([1, count]);
  expect(seen.length).toBeGreaterThan(4);
  const again = await client.tracks.importCsvFile(csv);
  expect(again).toMatchObject({ created: 0, unchanged: count - 5, refused: 5 });
});

test('a file that is not UTF-8 is refused before anything of it is sent on', async () => {
  const { client } = await organization();
  const latin = new Uint8Array([...'title,artist\nCaf'].map((one) => one.charCodeAt(0)).concat(0xe9, 0x2c, 0x41));
  expect((await errorOf(client.tracks.importCsvFile(latin))).message).toMatch(/not UTF-8.*Save it/);
  expect((await client.tracks.list()).items).toEqual([]);
});

test('a member restricted to an artist takes in rows of that artist, and none of others', async () => {
  const made = await organization();
  const [mine, other] = [
    await made.client.artists.create({ name: 'Mine' }),
    await made.client.artists.create({ name: 'Other' }),
  ];
  await made.client.tracks.create({ artistId: other.id, title: 'Theirs' });
  const { client } = await person({ organization: made, role: 'manager', artistIds: [mine.id] });
  expect(await client.tracks.importCsv({ csv: 'title,artist\nSong,Mine\n' })).toMatchObject({ created: 1 });
  expect(await errorOf(client.tracks.importCsv({ csv: 'title,artist\nTheirs,Other\n' }))).toMatchObject({
    code: 'restricted',
  });
  expect((await client.tracks.exportCsv()).csv).not.toContain('Theirs');
});

test('without the permission to make artists a row of an unknown one is refused', async () => {
  const { client } = await organization(['tracks:read', 'tracks:write']);
  const { rows } = await client.tracks.importCsv({ csv: 'title,artist\nSong,Nobody\n' });
  expect(rows).toMatchObject([{ status: 'refused', faults: [{ column: 'artist' }] }]);
});
