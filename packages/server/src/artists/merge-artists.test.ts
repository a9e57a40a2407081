import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

let now = new Date('2026-02-01T08:00:00.000Z');
const { organization, person } = await openTestServer({ clock: () => now });

test('a merge gives tracks and campaigns to the artist that stays, and undoing gives them back', async () => {
  const { client } = await organization();
  const spotifyId = '4Km5HrUvYTaSUfiSGPJeQR';
  const [a, b] = [
    await client.artists.create({ name: 'The Band' }),
    await client.artists.create({ name: 'Band', spotifyId }),
  ];
  const track = await client.tracks.create({ artistId: b.id, title: 'Song' });
  const campaign = await client.campaigns.create({ name: 'C', artistId: b.id });
  const merge = await client.artists.merge({ id: a.id, fromId: b.id });
  expect(merge).toMatchObject({ movedTracks: 1, movedCampaigns: 1, filled: ['spotifyId'], from: { name: 'Band' } });
  expect(await client.tracks.get({ id: track.id })).toMatchObject({ artistId: a.id, artist: 'Band' });
  expect((await client.campaigns.get({ id: campaign.id })).artistId).toBe(a.id);
  expect(await client.artists.get({ id: a.id })).toMatchObject({ spotifyId });
  expect(await errorOf(client.artists.get({ id: b.id }))).toMatchObject({ details: { mergedInto: a.id } });
  expect(await errorOf(client.artists.restore({ id: b.id }))).toMatchObject({ code: 'conflict' });
  await client.artists.undoMerge({ mergeId: merge.id });
  expect(await client.artists.get({ id: b.id })).toMatchObject({ spotifyId, deletedAt: null });
  expect(await client.artists.get({ id: a.id })).toMatchObject({ spotifyId: null });
  expect(await client.tracks.get({ id: track.id })).toMatchObject({ artistId: b.id });
  expect((await client.campaigns.get({ id: campaign.id })).artistId).toBe(b.id);
  expect((await client.artists.listMerges()).items).toMatchObject([{ id: merge.id, into: { name: 'The Band' } }]);
});

test('streams of both are read together from the merge on, and as of before it apart', async () => {
  const { client } = await organization();
  const [a, b] = [await client.artists.create({ name: 'A' }), await client.artists.create({ name: 'B' })];
  for (const [artist, date] of [
    [a, '2026-01-01'],
    [b, '2026-01-02'],
  ] as const) {
    const file = { fileName: 'x-audience-timeline.csv', artistId: artist.id };
    await client.imports.run(file, timelineCsv([[date, 10]]));
  }
  now = new Date('2026-02-10T08:00:00.000Z');
  await client.artists.merge({ id: a.id, fromId: b.id });
  const days = async (asOf?: string) =>
    (await client.metrics.daily({ subjectKind: 'artist', subjectId: a.id, asOf })).days.map(({ date }) => date);
  expect(await days()).toEqual(['2026-01-01', '2026-01-02']);
  expect(await days('2026-02-09')).toEqual(['2026-01-01']);
  now = new Date('2026-02-01T08:00:00.000Z');
});

test('an artist is not merged with itself, and only by those who see the whole organization', async () => {
  const made = await organization();
  const [a, b] = [await made.client.artists.create({ name: 'A' }), await made.client.artists.create({ name: 'B' })];
  const itself = made.client.artists.merge({ id: a.id, fromId: a.id });
  expect(await errorOf(itself)).toMatchObject({ code: 'invalid_input' });
  const { client } = await person({ organization: made, role: 'admin', artistIds: [a.id, b.id] });
  expect(await errorOf(client.artists.merge({ id: a.id, fromId: b.id }))).toMatchObject({ code: 'restricted' });
});

test('artists of equal and of similar names are named as duplicates', async () => {
  const { client } = await organization();
  for (const name of ['The Midnight Echoes', 'midnight echoes', 'Midnigth Echoes', 'Other'])
    await client.artists.create({ name });
  const { items } = await client.artists.listDuplicates();
  expect(await client.artists.listDuplicates({ limit: 1 }).toArray({ limit: 1000 })).toEqual(items);
  expect(items[0]).toMatchObject({
    artists: [{ name: 'The Midnight Echoes' }, { name: 'midnight echoes' }],
    score: 1,
    reasons: ['same_name'],
  });
  expect(items.flatMap(({ artists }) => artists.map(({ name }) => name))).toContain('Midnigth Echoes');
  expect(items.flatMap(({ artists }) => artists.map(({ name }) => name))).not.toContain('Other');
});

test('a file that goes on using the name of an artist who was merged away brings nobody back', async () => {
  const { client } = await organization();
  const [a, b] = [await client.artists.create({ name: 'A' }), await client.artists.create({ name: 'B' })];
  const csv = 'title,artist,isrc\nSong,B,QMABC2600001\n';
  await client.tracks.importCsv({ csv });
  await client.artists.merge({ id: a.id, fromId: b.id });
  expect(await client.tracks.importCsv({ csv })).toMatchObject({ unchanged: 1, createdArtists: 0 });
  const { subjects } = await client.imports.run(
    { fileName: 'B-audience-timeline.csv' },
    timelineCsv([['2026-01-01', 10]]),
  );
  expect(subjects).toMatchObject([{ id: a.id }]);
  expect((await client.artists.list()).items.map(({ name }) => name)).toEqual(['A']);
});

test('a pair of artists that was dismissed is no longer named as duplicates, until that is taken back', async () => {
  const made = await organization();
  const { client } = made;
  const [a, b] = [await client.artists.create({ name: 'The Band' }), await client.artists.create({ name: 'Band' })];
  const pair = { id: a.id, otherId: b.id };
  const restricted = await person({ organization: made, role: 'admin', artistIds: [a.id, b.id] });
  expect(await errorOf(restricted.client.artists.dismissDuplicate(pair))).toMatchObject({ code: 'restricted' });
  await client.artists.dismissDuplicate(pair);
  expect((await client.artists.listDuplicates()).items).toEqual([]);
  expect((await restricted.client.artists.listDuplicates({ dismissed: true })).items).toHaveLength(1);
  await client.artists.undoDismissDuplicate(pair);
  expect((await client.artists.listDuplicates()).items).toHaveLength(1);
});

test('of thousands of artists that begin with one letter the likeliest pairs are named', async () => {
  const { client } = await organization();
  const names = Array.from({ length: 4000 }, (_, n) => `Rain Sounds ${n}`);
  names.push('The Rain Sounds 17', 'Rosewater Quartet', 'Rsoewater Quartet', 'Rhythm Parade', 'Rhythm Parada');
  const rows = names.map((name, n) => `Song,${name},QMABC26${String(n).padStart(5, '0')}`);
  await client.tracks.importCsv({ csv: `title,artist,isrc\n${rows.join('\n')}\n` });
  const { items } = await client.artists.listDuplicates({ limit: 200 });
  expect(items).toHaveLength(200);
  expect(items[0]).toMatchObject({ score: 1, reasons: ['same_name'] });
  expect(items[0]?.artists.map(({ name }) => name).sort()).toEqual(['Rain Sounds 17', 'The Rain Sounds 17']);
});
