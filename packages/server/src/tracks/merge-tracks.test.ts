import type { Campaign, Merge, SongTrackPro } from '@songtrackpro/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

let now = new Date('2026-02-01T08:00:00.000Z');
const { organization } = await openTestServer({ clock: () => now });
const at = (day: string) => {
  now = new Date(`${day}T08:00:00.000Z`);
};

async function withTracks(...titles: string[]) {
  at('2026-02-01');
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  const tracks = [];
  for (const title of titles) tracks.push(await client.tracks.create({ artistId: artist.id, title }));
  const [a, b, c] = tracks.map(({ id }) => id);
  return { client, artist, tracks, a: a ?? '', b: b ?? '', c: c ?? '' };
}

async function importDays(client: SongTrackPro, trackId: string, days: [string, number][]) {
  const result = await client.imports.run({ fileName: 'x-timeline.csv', trackId }, songCsv(days));
  expect(result).toMatchObject({ status: 'completed' });
}

/** A song's timeline states streams alone. */
const songCsv = (days: [string, number][]) => `date,streams\n${days.map((day) => day.join()).join('\n')}\n`;

const streamsOf = async (client: SongTrackPro, subjectId: string, asOf?: string) => {
  const { days } = await client.metrics.daily({ subjectKind: 'track', subjectId, asOf });
  return days.map(({ date, values }) => [date, values.streams?.value]);
};

test('a merge moves campaigns and takes over what is unknown, and undoing restores all of it', async () => {
  const { client, artist, a, b } = await withTracks('Song', 'Song (Single)');
  const fields = { isrc: 'QMABC2600001', genres: ['Pop'], explicit: false, album: 'Single' };
  await client.tracks.update({ id: a, version: 1, album: 'Album' });
  await client.tracks.update({ id: b, version: 1, ...fields });
  const linked = await client.campaigns.create({ name: 'B', artistId: artist.id, trackId: b });
  const before = [await client.tracks.get({ id: a }), await client.tracks.get({ id: b })];

  const merge = await client.tracks.merge({ id: a, fromId: b });
  expect(merge).toMatchObject({ from: { id: b }, into: { id: a, name: 'Song' }, movedCampaigns: 1, undoneAt: null });
  expect(merge.filled.sort()).toEqual(['explicit', 'genres', 'isrc']);
  expect(await client.tracks.get({ id: a })).toMatchObject({ ...fields, album: 'Album' });
  expect((await client.campaigns.get({ id: linked.id })).trackId).toBe(a);
  expect(await errorOf(client.tracks.get({ id: b }))).toMatchObject({ code: 'not_found', details: { mergedInto: a } });
  expect((await client.tracks.list({ deleted: true })).items).toEqual([]);

  const undone = await client.tracks.undoMerge({ mergeId: merge.id });
  expect(undone.undoneAt).not.toBeNull();
  const after = [await client.tracks.get({ id: a }), await client.tracks.get({ id: b })];
  const without = ({ version, updatedAt, ...rest }: (typeof before)[number]) => rest;
  expect(after.map(without)).toEqual(before.map(without));
  expect((await client.campaigns.get({ id: linked.id })).trackId).toBe(b);
  expect((await client.tracks.listMerges()).items).toEqual([undone]);
});

test('numbers of both are read as one from the merge on, and as of any earlier moment as they were', async () => {
  const { client, a, b } = await withTracks('Song', 'Song again');
  await importDays(client, a, [
    ['2026-01-01', 10],
    ['2026-01-02', 20],
  ]);
  await importDays(client, b, [
    ['2026-01-02', 19],
    ['2026-01-03', 30],
  ]);
  const [earlier, earlierB] = [await streamsOf(client, a), await streamsOf(client, b)];
  at('2026-02-10');
  const { id: mergeId } = await client.tracks.merge({ id: a, fromId: b });
  const both = [
    ['2026-01-01', 10],
    ['2026-01-02', 20],
    ['2026-01-03', 30],
  ];
  expect(await streamsOf(client, a)).toEqual(both);
  expect(await streamsOf(client, a, '2026-02-09')).toEqual(earlier);
  expect(await streamsOf(client, b, '2026-02-09')).toEqual(earlierB);
  const overview = await client.reports.overview();
  expect(overview.timelines.map(({ subject, days }) => [subject.id, days])).toEqual([[a, 3]]);
  const then = await client.reports.overview({ asOf: '2026-02-09' });
  expect(then.timelines.map(({ subject, days }) => [subject.id, days]).sort()).toEqual(
    [
      [a, 2],
      [b, 2],
    ].sort(),
  );
  at('2026-02-20');
  await client.tracks.undoMerge({ mergeId });
  expect(await streamsOf(client, a)).toEqual(earlier);
  expect(await streamsOf(client, b)).toEqual(earlierB);
  expect(await streamsOf(client, a, '2026-02-15')).toEqual(both);
  at('2026-02-01');
});

test('a campaign’s report as of a moment before the merge is read beside the track of then', async () => {
  const { client, artist, a, b } = await withTracks('Song', 'Other');
  const { id: campaignId } = await client.campaigns.create({ name: 'C', artistId: artist.id, trackId: b });
  at('2026-02-10');
  const { id: mergeId } = await client.tracks.merge({ id: a, fromId: b });
  at('2026-02-20');
  await client.tracks.undoMerge({ mergeId });
  const trackAt = async (asOf?: string) => (await client.reports.campaign({ campaignId, asOf })).track?.id;
  expect([await trackAt('2026-02-09'), await trackAt('2026-02-15'), await trackAt()]).toEqual([b, a, b]);
  at('2026-02-01');
});

test('nothing is merged with itself, twice, in a circle, or with what is not there', async () => {
  const { client, a, b, c } = await withTracks('A', 'B', 'C');
  const merge = (id: string, fromId: string) => errorOf(client.tracks.merge({ id, fromId }));
  expect(await merge(a, a)).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'fromId' }] } });
  await client.tracks.merge({ id: b, fromId: a });
  expect(await merge(a, b)).toMatchObject({ code: 'not_found', details: { mergedInto: b } });
  expect(await merge(c, a)).toMatchObject({ code: 'not_found', details: { mergedInto: b } });
  expect(await errorOf(client.tracks.restore({ id: a }))).toMatchObject({
    code: 'conflict',
    details: { mergedInto: b },
  });
  await client.tracks.delete({ id: c });
  expect(await merge(b, c)).toMatchObject({ code: 'not_found' });
});

test('merges are undone backwards, each once', async () => {
  const { client, a, b, c } = await withTracks('A', 'B', 'C');
  const first = await client.tracks.merge({ id: b, fromId: a });
  const second = await client.tracks.merge({ id: c, fromId: b });
  const early = errorOf(client.tracks.undoMerge({ mergeId: first.id }));
  expect(await early).toMatchObject({ code: 'conflict', details: { mergeId: second.id } });
  await client.tracks.undoMerge({ mergeId: second.id });
  await client.tracks.undoMerge({ mergeId: first.id });
  expect(await errorOf(client.tracks.undoMerge({ mergeId: first.id }))).toMatchObject({ code: 'conflict' });
  expect((await client.tracks.list()).items).toHaveLength(3);
});

test('what was changed since the merge stays when it is undone', async () => {
  const { client, a, b, c } = await withTracks('A', 'B', 'C');
  await client.tracks.update({ id: b, version: 1, label: 'Taken over', album: 'Taken over' });
  const campaign = await client.campaigns.create({ name: 'Of B', trackId: b });
  const merge = await client.tracks.merge({ id: a, fromId: b });
  const { version } = await client.tracks.get({ id: a });
  await client.tracks.update({ id: a, version, label: 'By hand' });
  const moved = await client.campaigns.get({ id: campaign.id });
  await client.campaigns.update({ id: campaign.id, version: moved.version, trackId: c });
  await client.tracks.undoMerge({ mergeId: merge.id });
  expect(await client.tracks.get({ id: a })).toMatchObject({ label: 'By hand', album: null });
  expect((await client.campaigns.get({ id: campaign.id })).trackId).toBe(c);
});

test('a merge can’t be undone while another track has the id that was given up', async () => {
  const { client, artist, a, b } = await withTracks('A', 'B');
  const isrc = 'QMABC2600001';
  await client.tracks.update({ id: b, version: 1, isrc });
  const merge = await client.tracks.merge({ id: a, fromId: b });
  const { version } = await client.tracks.get({ id: a });
  await client.tracks.update({ id: a, version, isrc: null });
  await client.tracks.create({ artistId: artist.id, title: 'New', isrc });
  const error = await errorOf(client.tracks.undoMerge({ mergeId: merge.id }));
  expect(error).toMatchObject({ code: 'conflict', details: { field: 'isrc' } });
});

/** Everything about tracks and links that a merge could change, without what only counts changes. */
async function stateOf(client: SongTrackPro) {
  const [tracks, campaigns] = [(await client.tracks.list()).items, (await client.campaigns.list()).items];
  const links = ({ id, trackId }: Campaign) => [id, trackId];
  return {
    tracks: tracks.map(({ version, updatedAt, ...rest }) => rest),
    links: campaigns.map(links),
    streams: await Promise.all(tracks.map(async ({ id }) => [id, await streamsOf(client, id)])),
  };
}

test('after any merges, undoing all of them restores everything, and each moment between answers as it did', async () => {
  const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(pairs, async (steps) => {
      const { client, tracks } = await withTracks('A', 'B', 'C', 'D');
      const ids = tracks.map(({ id }) => id);
      for (const [index, id] of ids.entries()) {
        await importDays(client, id, [
          [`2026-01-0${index + 1}`, index + 1],
          ['2026-01-09', index],
        ]);
        await client.campaigns.create({ name: `C${index}`, trackId: id });
        if (index % 2 === 0) await client.tracks.update({ id, version: 1, label: `L${index}` });
      }
      const initial = await stateOf(client);
      const moments: { asOf: string; streams: unknown[] }[] = [];
      const remember = async () => {
        const streams = await Promise.all(ids.map((id) => streamsOf(client, id)));
        moments.push({ asOf: now.toISOString(), streams });
      };
      const merges: Merge[] = [];
      await remember();
      for (const [into, from] of steps) {
        now = new Date(now.getTime() + 60_000);
        const merge = client.tracks.merge({ id: ids[into] ?? '', fromId: ids[from] ?? '' });
        await merge.then((done) => merges.push(done)).catch(() => undefined);
        await remember();
      }
      for (const { id: mergeId } of merges.reverse()) {
        now = new Date(now.getTime() + 60_000);
        await client.tracks.undoMerge({ mergeId });
        await remember();
      }
      expect(await stateOf(client)).toEqual(initial);
      for (const { asOf, streams } of moments) {
        expect(await Promise.all(ids.map((id) => streamsOf(client, id, asOf)))).toEqual(streams);
      }
    }),
    { numRuns: Math.ceil(rounds.properties / 25) },
  );
});

test('duplicates are named with their reasons, the likeliest first', async () => {
  const { client, artist } = await withTracks();
  const add = (title: string, more = {}) => client.tracks.create({ artistId: artist.id, title, ...more });
  const isrc = 'QMABC2600001';
  const single = await add('Velvet Rain', { isrc, durationMs: 200_000 });
  const album = await add('velvet rain', { isrc, sharesIsrc: true, durationMs: 200_900 });
  const typo = await add('Velvet Ran', { durationMs: 199_500 });
  await add('Velvet Rain (Live)', { durationMs: 290_000 });
  await add('Elsewhere', { durationMs: 200_000 });
  const { items } = await client.tracks.listDuplicates({ artistId: artist.id });
  const paged = client.tracks.listDuplicates({ artistId: artist.id, limit: 1 });
  expect(await paged.toArray({ limit: 1000 })).toEqual(items);
  expect(items[0]).toMatchObject({
    tracks: [{ id: single.id }, { id: album.id }],
    score: 1,
    reasons: ['same_isrc', 'same_title', 'same_artist', 'same_duration'],
  });
  const names = items.map(({ tracks }) => tracks.map(({ title }) => title));
  expect(names).toContainEqual(['Velvet Rain', typo.title]);
  expect(names.flat()).not.toContain('Elsewhere');
  expect(names.flat()).not.toContain('Velvet Rain (Live)');
  await client.tracks.merge({ id: single.id, fromId: album.id });
  const left = (await client.tracks.listDuplicates()).items;
  expect(left.flatMap(({ tracks }) => tracks.map(({ id }) => id))).not.toContain(album.id);
});

test('of thousands of tracks of one artist that last equally long and are called alike the likeliest pairs are named', async () => {
  const { client, artist } = await withTracks();
  const titles = [...Array.from({ length: 4000 }, (_, n) => `Rain Sounds ${n}`), 'Rain Sounds 17', 'Ocean', 'Oceam'];
  const tracks = titles.map((title) => ({ artistId: artist.id, title, durationMs: 120_000 }));
  await client.tracks.createMany({ tracks });
  const { items } = await client.tracks.listDuplicates({ artistId: artist.id, limit: 200 });
  expect(items).toHaveLength(200);
  expect(items[0]).toMatchObject({ reasons: ['same_title', 'same_artist', 'same_duration'], score: 0.95 });
  expect(items[0]?.tracks.map(({ title }) => title)).toEqual(['Rain Sounds 17', 'Rain Sounds 17']);
  expect(await client.tracks.listDuplicates({ limit: 1 })).toMatchObject({ items: [{ score: 0.95 }] });
});

test('a pair of tracks that was dismissed is no longer named as duplicates, until that is taken back', async () => {
  const { client, a, b } = await withTracks('Velvet Rain', 'velvet rain');
  const pairs = async (dismissed?: boolean) =>
    (await client.tracks.listDuplicates({ dismissed })).items.map(({ tracks }) => tracks.map(({ id }) => id));
  expect(await pairs()).toEqual([[a, b]]);
  const told = await client.tracks.dismissDuplicate({ id: b, otherId: a });
  expect(told).toEqual({ ids: [a, b], dismissedAt: expect.any(String) });
  expect(await client.tracks.dismissDuplicate({ id: a, otherId: b })).toEqual(told);
  expect([await pairs(), await pairs(true)]).toEqual([[], [[a, b]]]);
  await expect
    .poll(async () =>
      (await client.audit.list({ resourceId: b })).items.map(({ action, changes }) => [action, changes]),
    )
    .toContainEqual(['tracks.dismissDuplicate', [{ field: 'dismissedAt', before: null, after: told.dismissedAt }]]);
  const back = { id: a, otherId: b };
  expect(await client.tracks.undoDismissDuplicate(back)).toEqual({ ids: [a, b], dismissedAt: null });
  expect(await pairs()).toEqual([[a, b]]);
  expect(await errorOf(client.tracks.undoDismissDuplicate(back))).toMatchObject({ code: 'not_found' });
  expect(await errorOf(client.tracks.dismissDuplicate({ id: a, otherId: a }))).toMatchObject({ code: 'invalid_input' });
});
