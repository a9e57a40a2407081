import { ConflictError, InvalidInputError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const spotifyId = '4Km5HrUvYTaSUfiSGPJeQR';

test('an artist is created and listed with its version and times', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: '  Velvet Rain ', spotifyId });
  expect(artist).toMatchObject({ name: 'Velvet Rain', spotifyId, origin: 'manual', version: 1 });
  const page = await client.artists.list();
  expect(page).toEqual({ items: [artist], nextCursor: null });
});

test('pages of a list follow each other without gap or repeat, newest first', async () => {
  const { client } = await organization();
  const names = Array.from({ length: 7 }, (_, index) => `Artist ${index}`);
  for (const name of names) await client.artists.create({ name });
  const first = await client.artists.list({ limit: 3 });
  expect(first.items.map(({ name }) => name)).toEqual(['Artist 6', 'Artist 5', 'Artist 4']);
  expect(first.nextCursor).not.toBeNull();
  const all = await client.artists.list({ limit: 3 }).toArray({ limit: 100 });
  expect(all.map(({ name }) => name)).toEqual(names.toReversed());
});

test('a cursor of another list, of another organization or made up is refused', async () => {
  const [mine, other] = [await organization(), await organization()];
  for (const { client } of [mine, other]) for (const name of ['a', 'b']) await client.artists.create({ name });
  const foreign = (await other.client.artists.list({ limit: 1 })).nextCursor ?? '';
  const own = (await mine.client.artists.list({ limit: 1 })).nextCursor ?? '';
  const [position = ''] = own.split('.');
  for (const call of [
    () => mine.client.artists.list({ limit: 1, cursor: foreign }),
    () => mine.client.artists.list({ limit: 1, cursor: `${position}.AAAA` }),
    () => mine.client.artists.list({ limit: 1, cursor: 'nonsense' }),
    () => mine.client.tracks.list({ limit: 1, cursor: own }),
  ]) {
    expect(await errorOf(call())).toMatchObject({ code: 'invalid_cursor', status: 400 });
  }
});

test('a Spotify id that another artist of the organization has is a conflict naming the field', async () => {
  const { client } = await organization();
  await client.artists.create({ name: 'First', spotifyId });
  const error = await errorOf(client.artists.create({ name: 'Second', spotifyId }));
  expect(error).toBeInstanceOf(ConflictError);
  expect(error).toMatchObject({ code: 'conflict', details: { field: 'spotifyId' } });
});

test('two organizations may have the same artist without learning of each other', async () => {
  const [a, b] = [await organization(), await organization()];
  await a.client.artists.create({ name: 'Shared', spotifyId });
  await b.client.artists.create({ name: 'Shared', spotifyId });
  expect((await b.client.artists.list()).items).toHaveLength(1);
});

test.each([
  ['an empty name', { name: '   ' }, 'name'],
  ['a name with NUL', { name: 'a\0b' }, 'name'],
  ['a name of more than 300 characters', { name: 'x'.repeat(301) }, 'name'],
  ['a Spotify id of the wrong shape', { name: 'a', spotifyId: 'spotify:artist:1' }, 'spotifyId'],
])('%s is refused, and the error points to the field', async (_, input, path) => {
  const { client } = await organization();
  const error = await errorOf(client.artists.create(input));
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path }] } });
});

test('names keep every script and emoji, and combining characters are composed', async () => {
  const { client } = await organization();
  for (const name of ['שלום עולם', 'Zoë étoile', '🎸🔥', '佐藤']) {
    expect((await client.artists.create({ name })).name).toBe(name);
  }
  expect((await client.artists.create({ name: 'Zoe\u0308' })).name).toBe('Zo\u00eb');
});

test('an update sets what is given, and a stale one is refused with the row as it is now', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'First', spotifyId });
  const { id } = artist;
  expect(await client.artists.get({ id })).toEqual(artist);
  const link = 'https://music.apple.com/gb/artist/first/159260351';
  const current = await client.artists.update({ id, version: 1, name: 'Second', spotifyId: null, link });
  expect(current).toMatchObject({ name: 'Second', spotifyId: null, appleMusicId: '159260351', version: 2 });
  const error = await errorOf(client.artists.update({ id, version: 1, name: 'Third' }));
  expect(error).toMatchObject({ code: 'stale_version', details: { current } });
});

test('tracks credited with the artist’s name follow a new one', async () => {
  const { client } = await organization();
  const { id } = await client.artists.create({ name: 'Old' });
  const track = await client.tracks.create({ artistId: id, title: 'Song' });
  await client.artists.update({ id, version: 1, name: 'New' });
  expect(await client.tracks.get({ id: track.id })).toMatchObject({ artist: 'New' });
});

test('an artist goes with the tracks and comes back with them, but not with those deleted before', async () => {
  const { client } = await organization();
  const { id } = await client.artists.create({ name: 'A' });
  const [kept, gone] = [
    await client.tracks.create({ artistId: id, title: 'Kept' }),
    await client.tracks.create({ artistId: id, title: 'Gone' }),
  ];
  await client.tracks.delete({ id: gone.id });
  const deleted = await client.artists.delete({ id });
  expect((await client.artists.list()).items).toEqual([]);
  expect((await client.artists.list({ deleted: true })).items).toEqual([deleted]);
  expect((await client.tracks.list()).items).toEqual([]);
  expect(await client.artists.restore({ id })).toMatchObject({ name: 'A', deletedAt: null });
  expect((await client.tracks.list()).items.map((track) => track.id)).toEqual([kept.id]);
  expect(await errorOf(client.artists.get({ id: gone.id }))).toMatchObject({ code: 'not_found' });
});

test('artists are found by a part of the name and sorted by it', async () => {
  const { client } = await organization();
  for (const name of ['Zoë', 'ábc', 'Abd', 'Sigur Rós']) await client.artists.create({ name });
  const names = async (input: Parameters<typeof client.artists.list>[0]) =>
    (await client.artists.list({ ...input, limit: 1 }).toArray({ limit: 10 })).map(({ name }) => name);
  expect(await names({ sort: 'name' })).toEqual(['ábc', 'Abd', 'Sigur Rós', 'Zoë']);
  expect(await names({ text: 'ROS' })).toEqual(['Sigur Rós']);
});
