import { NotFoundError } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();

test('a track is created, read and listed by its artist', async () => {
  const { client } = await organization();
  const [one, two] = [await client.artists.create({ name: 'One' }), await client.artists.create({ name: 'Two' })];
  const track = await client.tracks.create({
    artistId: one.id,
    title: 'Sample Song',
    album: 'Sample Album',
    releaseDate: '2026-03-06',
    durationMs: 201_000,
  });
  await client.tracks.create({ artistId: two.id, title: 'Another' });
  expect(await client.tracks.get({ id: track.id })).toEqual(track);
  expect((await client.tracks.list({ artistId: one.id })).items).toEqual([track]);
});

test('an ISRC in lower case with hyphens is accepted and normalised', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Song', isrc: 'isrc qm-abc-26-00001' });
  expect(track.isrc).toBe('QMABC2600001');
});

test('a malformed ISRC is refused with what an ISRC looks like', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const error = await errorOf(client.tracks.create({ artistId: artist.id, title: 'Song', isrc: 'QM-ABC-26-1' }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'isrc' }] } });
});

test('an ISRC that another track of the organization has is a conflict naming the field', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const input = { artistId: artist.id, title: 'Song', isrc: 'QMABC2600001' };
  await client.tracks.create(input);
  expect(await errorOf(client.tracks.create(input))).toMatchObject({ code: 'conflict', details: { field: 'isrc' } });
});

test('a track of another organization is as absent as one that never was', async () => {
  const [mine, other] = [await organization(), await organization()];
  const artist = await other.client.artists.create({ name: 'One' });
  const track = await other.client.tracks.create({ artistId: artist.id, title: 'Song' });
  const foreign = await errorOf(mine.client.tracks.get({ id: track.id }));
  const absent = await errorOf(mine.client.tracks.get({ id: '01930000-0000-7000-8000-000000000000' }));
  expect(foreign).toBeInstanceOf(NotFoundError);
  expect(foreign.message).toBe(absent.message);
});

test('a track cannot be put under the artist of another organization', async () => {
  const [mine, other] = [await organization(), await organization()];
  const artist = await other.client.artists.create({ name: 'One' });
  expect(await errorOf(mine.client.tracks.create({ artistId: artist.id, title: 'Song' }))).toBeInstanceOf(
    NotFoundError,
  );
  expect((await mine.client.tracks.list()).items).toEqual([]);
});

const spotifyId = '4Km5HrUvYTaSUfiSGPJeQR';
const absentId = '01930000-0000-7000-8000-000000000000';

async function withArtist(name = 'One') {
  const made = await organization();
  const artist = await made.client.artists.create({ name });
  return {
    ...made,
    artist,
    add: (title: string, more = {}) => made.client.tracks.create({ artistId: artist.id, title, ...more }),
  };
}

test('every field of a track is kept, and the credit is the artist’s name unless it is given', async () => {
  const { client, add } = await withArtist();
  const fields = {
    artist: 'One feat. Two',
    album: 'Album',
    isrc: 'QMABC2600001',
    spotifyId,
    appleMusicId: '1440857786',
    releaseDate: '2026-03-06',
    durationMs: 201_000,
    explicit: true,
    artworkUrl: 'https://example.com/cover.jpg',
    label: 'Night Label',
    genres: ['Indie', 'Pop'],
  };
  const track = await add('Song', { ...fields, upc: '0 36000 29145-2', genres: ['Indie', 'Pop', 'Indie'] });
  expect(track).toMatchObject({ ...fields, upc: '036000291452', sharesIsrc: false, deletedAt: null });
  expect(await client.tracks.get({ id: track.id })).toEqual(track);
  expect(await add('Other')).toMatchObject({ artist: 'One', explicit: null, genres: [], label: null });
});

test.each([
  ['a UPC with a wrong check digit', { upc: '036000291453' }, 'upc'],
  ['artwork that is not https', { artworkUrl: 'http://example.com/a.jpg' }, 'artworkUrl'],
  ['a title with half of a character', { title: 'a\ud800b' }, 'title'],
  ['a title with NUL', { title: 'a\0b' }, 'title'],
  ['a duration of nothing', { durationMs: 0 }, 'durationMs'],
  ['an album’s link', { link: `https://open.spotify.com/album/${spotifyId}` }, 'link'],
  ['a playlist’s link', { link: `https://open.spotify.com/playlist/${spotifyId}` }, 'link'],
  ['a link and another id', { link: `spotify:track:${spotifyId}`, spotifyId: '1Km5HrUvYTaSUfiSGPJeQR' }, 'link'],
])('%s is refused, and the error points to the field', async (_, input, path) => {
  const { add } = await withArtist();
  expect(await errorOf(add('Song', input))).toMatchObject({ code: 'invalid_input', details: { fields: [{ path }] } });
});

test('a pasted link gives the id, of Spotify and of Apple Music, of tracks and of artists', async () => {
  const { client, add } = await withArtist();
  const link = `https://open.spotify.com/intl-de/track/${spotifyId}?si=abc`;
  const track = await add('Song', { link });
  expect(track).toMatchObject({ spotifyId, appleMusicId: null });
  const apple = 'https://music.apple.com/de/album/song/1440857781?i=1440857786';
  const updated = await client.tracks.update({ id: track.id, version: track.version, link: apple });
  expect(updated).toMatchObject({ spotifyId, appleMusicId: '1440857786' });
  const artist = await client.artists.create({ name: 'Two', link: `spotify:artist:${spotifyId}` });
  expect(artist).toMatchObject({ spotifyId });
  expect(await errorOf(add('Again', { link }))).toMatchObject({ code: 'conflict', details: { field: 'spotifyId' } });
});

test('several tracks have one ISRC where all but one say so', async () => {
  const { client, add } = await withArtist();
  const isrc = 'QMABC2600001';
  const single = await add('Song', { isrc });
  expect((await errorOf(add('Song', { isrc }))).message).toMatch(/sharesIsrc/);
  const onAlbum = await add('Song', { isrc, album: 'Album', sharesIsrc: true });
  const { items } = await client.tracks.list({ isrc: 'qm-abc-26-00001' });
  expect(items.map(({ id }) => id)).toEqual([onAlbum.id, single.id]);
});

test('an update sets what is given, leaves the rest, and null takes a value away', async () => {
  const { client, add } = await withArtist();
  const track = await add('Song', { album: 'Album', label: 'Label', genres: ['Pop'], artist: 'One & Two' });
  const updated = await client.tracks.update({ id: track.id, version: 1, title: 'Song II', album: null, artist: null });
  expect(updated).toMatchObject({
    title: 'Song II',
    album: null,
    label: 'Label',
    genres: ['Pop'],
    artist: 'One',
    version: 2,
  });
  const entry = await vi.waitFor(
    async () => {
      const { items } = await client.audit.list({ resourceId: track.id, action: 'tracks.update' });
      expect(items).toHaveLength(1);
      return items[0];
    },
    { timeout: 20_000 },
  );
  expect(entry?.changes.map(({ field }) => field).sort()).toEqual(['album', 'artist', 'title']);
});

test('a stale update is refused with the row as it is now', async () => {
  const { client, add } = await withArtist();
  const track = await add('Song');
  const current = await client.tracks.update({ id: track.id, version: 1, title: 'First' });
  const error = await errorOf(client.tracks.update({ id: track.id, version: 1, title: 'Second' }));
  expect(error).toMatchObject({ code: 'stale_version', status: 409, details: { current } });
});

test('a track moved to another artist is credited with it, unless the credit was given', async () => {
  const { client, add } = await withArtist();
  const two = await client.artists.create({ name: 'Two' });
  const [plain, credited] = [await add('Plain'), await add('Credited', { artist: 'One & Guest' })];
  const move = (id: string) => client.tracks.update({ id, version: 1, artistId: two.id });
  expect(await move(plain.id)).toMatchObject({ artistId: two.id, artist: 'Two' });
  expect(await move(credited.id)).toMatchObject({ artistId: two.id, artist: 'One & Guest' });
  const astray = client.tracks.update({ id: plain.id, version: 2, artistId: absentId });
  expect(await errorOf(astray)).toBeInstanceOf(NotFoundError);
});

test('a deleted track is only among the deleted ones, and comes back as it was', async () => {
  const { client, add } = await withArtist();
  const track = await add('Song', { isrc: 'QMABC2600001' });
  const deleted = await client.tracks.delete({ id: track.id });
  expect(deleted.deletedAt).not.toBeNull();
  expect(await errorOf(client.tracks.get({ id: track.id }))).toBeInstanceOf(NotFoundError);
  expect((await client.tracks.list()).items).toEqual([]);
  expect((await client.tracks.list({ deleted: true })).items).toEqual([deleted]);
  expect(await errorOf(client.tracks.delete({ id: track.id }))).toBeInstanceOf(NotFoundError);
  expect(await client.tracks.restore({ id: track.id })).toMatchObject({ title: 'Song', deletedAt: null });
  await client.tracks.delete({ id: track.id });
  await add('Newer', { isrc: 'QMABC2600001' });
  expect(await errorOf(client.tracks.restore({ id: track.id }))).toMatchObject({ details: { field: 'isrc' } });
});

test('a track does not come back before its artist', async () => {
  const { client, artist, add } = await withArtist();
  const track = await add('Song');
  await client.artists.delete({ id: artist.id });
  expect(await errorOf(client.tracks.restore({ id: track.id }))).toMatchObject({ details: { field: 'artistId' } });
  await client.artists.restore({ id: artist.id });
  expect(await client.tracks.get({ id: track.id })).toMatchObject({ deletedAt: null });
});

test('pages of every sort follow each other without gap or repeat, also where keys are equal', async () => {
  const { client, add } = await withArtist();
  const songs: [string, string | undefined][] = [
    ['Éa', '2026-01-01'],
    ['eb', '2026-01-01'],
    ['same', undefined],
    ['Same', '2025-01-01'],
    ['SAME', undefined],
    ['zz', '2027-01-01'],
  ];
  for (const [title, releaseDate] of songs) await add(title, releaseDate === undefined ? {} : { releaseDate });
  const titles = async (sort: 'newest' | 'title' | 'releaseDate') =>
    (await client.tracks.list({ sort, limit: 1 }).toArray({ limit: 100 })).map(({ title }) => title);
  expect(await titles('newest')).toEqual(['zz', 'SAME', 'Same', 'same', 'eb', 'Éa']);
  expect(await titles('title')).toEqual(['Éa', 'eb', 'same', 'Same', 'SAME', 'zz']);
  expect(await titles('releaseDate')).toEqual(['zz', 'eb', 'Éa', 'Same', 'SAME', 'same']);
  const { nextCursor } = await client.tracks.list({ sort: 'title', limit: 1 });
  const other = client.tracks.list({ sort: 'newest', limit: 1, cursor: nextCursor ?? '' });
  expect(await errorOf(other)).toMatchObject({ code: 'invalid_cursor' });
});

test('tracks are filtered by release date and by a part of title or artist', async () => {
  const { client, add } = await withArtist('Sigur Rós');
  await add('Hoppípolla', { releaseDate: '2026-01-05' });
  await add('Svefn 100%', { releaseDate: '2026-02-05' });
  const titles = async (filter: object) => (await client.tracks.list(filter)).items.map(({ title }) => title);
  expect(await titles({ releasedFrom: '2026-01-05', releasedTo: '2026-01-31' })).toEqual(['Hoppípolla']);
  expect(await titles({ text: 'HOPPI' })).toEqual(['Hoppípolla']);
  expect(await titles({ text: '100%' })).toEqual(['Svefn 100%']);
  expect(await titles({ text: '_' })).toEqual([]);
  expect(await titles({ text: 'sigur ros' })).toHaveLength(2);
});

test('a search forgives typing errors and answers the best first', async () => {
  const { client, add } = await withArtist('Luna Ray');
  for (const title of ['Velvet Rain (Live)', 'Velvet Rain', 'Elsewhere']) await add(title);
  const { items } = await client.tracks.search({ text: 'vevlet rain' });
  expect(items.map(({ track }) => track.title)).toEqual(['Velvet Rain', 'Velvet Rain (Live)']);
});

test('two spellings of one character are one name, and other scripts and emoji are kept', async () => {
  const { add } = await withArtist();
  expect((await add('Cafe\u0301')).title).toBe('Café');
  for (const title of ['\u202bשלום\u202c', '🎸👩‍🎤🔥', '佐藤', 'ﬁ']) expect((await add(title)).title).toBe(title);
});
