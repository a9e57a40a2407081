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

test('names keep every script, combining characters and emoji as they came', async () => {
  const { client } = await organization();
  for (const name of ['שלום עולם', 'Zoë e\u0301toile', '🎸🔥', '佐藤']) {
    expect((await client.artists.create({ name })).name).toBe(name);
  }
});
