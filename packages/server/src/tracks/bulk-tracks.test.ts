import { expect, test } from 'vitest';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const absentId = '01930000-0000-7000-8000-000000000000';
const most = 10_000;

async function withArtist() {
  const { client } = await organization();
  const { id: artistId } = await client.artists.create({ name: 'A' });
  return { client, artistId };
}

test('ten thousand tracks are created, changed and deleted in a call each, and the list shows them in order', async () => {
  const { client, artistId } = await withArtist();
  const tracks = Array.from({ length: most }, (_, n) => ({ artistId, title: `T${n}` }));
  const { created } = await client.tracks.createMany({ tracks });
  expect(created).toHaveLength(most);
  const { items } = await client.tracks.list({ limit: 2 });
  expect(items.map(({ title }) => title)).toEqual([`T${most - 1}`, `T${most - 2}`]);
  const changes = created.map((id) => ({ id, version: 1, label: 'L' }));
  expect(await client.tracks.updateMany({ tracks: changes })).toMatchObject({ refused: [] });
  expect(await client.tracks.get({ id: created[most - 1] ?? '' })).toMatchObject({ label: 'L', version: 2 });
  const { changed } = await client.tracks.deleteMany({ ids: created });
  expect(changed).toHaveLength(most);
  expect((await client.tracks.list()).items).toEqual([]);
});

test('one row more than ten thousand is refused', async () => {
  const { client } = await withArtist();
  const ids = Array.from({ length: most + 1 }, (_, n) => absentId.slice(0, -5) + String(n).padStart(5, '0'));
  const error = await errorOf(client.tracks.deleteMany({ ids }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'ids' }] } });
});

test('tracks that are gone or were changed meanwhile are named, and the others are changed', async () => {
  const { client, artistId } = await withArtist();
  const [fresh, stale] = [
    await client.tracks.create({ artistId, title: 'Fresh' }),
    await client.tracks.create({ artistId, title: 'Stale' }),
  ];
  await client.tracks.update({ id: stale.id, version: 1, title: 'Changed' });
  const tracks = [fresh.id, stale.id, absentId].map((id) => ({ id, version: 1, genres: ['Pop'] }));
  expect(await client.tracks.updateMany({ tracks })).toEqual({
    changed: [fresh.id],
    refused: [
      { index: 1, code: 'stale_version', version: 2 },
      { index: 2, code: 'not_found', version: null },
    ],
  });
  expect(await client.tracks.get({ id: stale.id })).toMatchObject({ title: 'Changed', genres: [] });
});

test('an ISRC that is taken refuses the whole call, created or changed', async () => {
  const { client, artistId } = await withArtist();
  const isrc = 'QMABC2600001';
  const taken = await client.tracks.create({ artistId, title: 'Taken', isrc });
  const other = await client.tracks.create({ artistId, title: 'Other' });
  const rows = [
    { artistId, title: 'New' },
    { artistId, title: 'Same', isrc },
  ];
  expect(await errorOf(client.tracks.createMany({ tracks: rows }))).toMatchObject({ code: 'conflict' });
  const change = client.tracks.updateMany({ tracks: [{ id: other.id, version: 1, isrc }] });
  expect(await errorOf(change)).toMatchObject({ details: { field: 'isrc' } });
  expect((await client.tracks.list()).items.map(({ id }) => id)).toEqual([other.id, taken.id]);
});

test('a call in which every row is refused changes nothing and says so', async () => {
  const { client } = await withArtist();
  const refused = [{ index: 0, code: 'not_found', version: null }];
  expect(await client.tracks.deleteMany({ ids: [absentId] })).toEqual({ changed: [], refused });
  const track = { id: absentId, version: 1, title: 'x' };
  expect(await client.tracks.updateMany({ tracks: [track] })).toEqual({ changed: [], refused });
});

test('tracks of an unknown artist are refused', async () => {
  const { client } = await withArtist();
  const error = await errorOf(client.tracks.createMany({ tracks: [{ artistId: absentId, title: 'x' }] }));
  expect(error).toMatchObject({ code: 'not_found', details: { entity: 'artist' } });
});
