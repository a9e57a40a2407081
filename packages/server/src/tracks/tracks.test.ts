import { NotFoundError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
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
