import { ConflictError, NotFoundError, type SongTrackPro } from '@songtrackpro/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { campaignsCsv, timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const fileName = 'A-audience-timeline.csv';

async function undo(client: SongTrackPro, id: string) {
  expect(await client.imports.undo({ id })).toMatchObject({ id, status: 'undoing' });
  return client.imports.wait(id);
}

async function streamsOf(client: SongTrackPro, artistId: string, asOf?: string) {
  const daily = await client.metrics.daily({ subjectKind: 'artist', subjectId: artistId, ...(asOf && { asOf }) });
  return daily.days.map(({ date, values }) => [date, values.streams?.value]);
}

test('an undone import leaves the numbers of the import before it, and an earlier moment still has its own', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  const run = (days: [string, number][], exportedAt: string) =>
    client.imports.run({ fileName, artistId: artist.id, exportedAt }, timelineCsv(days));
  await run([['2026-01-01', 5]], '2026-01-05T00:00:00Z');
  const newer = await run(
    [
      ['2026-01-01', 6],
      ['2026-01-02', 7],
    ],
    '2026-01-06T00:00:00Z',
  );
  const restated = [
    ['2026-01-01', 6],
    ['2026-01-02', 7],
  ];
  expect(await streamsOf(client, artist.id)).toEqual(restated);
  const undone = await undo(client, newer.id);
  expect(undone).toMatchObject({ status: 'undone', progress: null });
  expect(await streamsOf(client, artist.id)).toEqual([['2026-01-01', 5]]);
  const before = new Date(Date.parse(undone.undoneAt ?? '') - 1).toISOString();
  expect(await streamsOf(client, artist.id, before)).toEqual(restated);
});

test('what another import had found said already stands when the one that said it is undone', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  const options = { fileName, artistId: artist.id, exportedAt: '2026-01-05T00:00:00Z' };
  const first = await client.imports.run(options, timelineCsv([['2026-01-01', 5]]));
  const second = await client.imports.run(
    options,
    timelineCsv([
      ['2026-01-01', 5],
      ['2026-01-02', 8],
    ]),
  );
  expect(second.rows).toMatchObject({ facts: 2, changed: 1 });
  await undo(client, first.id);
  expect(await client.imports.wait(second.id)).toMatchObject({ status: 'completed', rows: { facts: 2, changed: 2 } });
  expect(await streamsOf(client, artist.id)).toEqual([
    ['2026-01-01', 5],
    ['2026-01-02', 8],
  ]);
});

test('the bytes of an undone import can be imported again', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  const file = timelineCsv([['2026-01-01', 5]]);
  const first = await client.imports.run({ fileName, artistId: artist.id }, file);
  await undo(client, first.id);
  expect(await streamsOf(client, artist.id)).toEqual([]);
  const again = await client.imports.run({ fileName, artistId: artist.id }, file);
  expect(again).toMatchObject({ status: 'completed', duplicateOf: null, rows: { changed: 1 } });
  expect(await streamsOf(client, artist.id)).toEqual([['2026-01-01', 5]]);
});

test('campaigns of an undone import stay, without its numbers', async () => {
  const { client } = await organization();
  const file = campaignsCsv([
    { name: '', spend: '1', impressions: 10, reach: 5 },
    { name: 'One', spend: '1', impressions: 10, reach: 5 },
  ]);
  const { id } = await client.imports.run({ fileName: 'campaigns.csv' }, file);
  await undo(client, id);
  const [campaign] = (await client.campaigns.list()).items;
  expect(campaign).toMatchObject({ name: 'One' });
  expect((await client.reports.campaign({ campaignId: campaign?.id ?? '' })).totals).toBeNull();
  expect((await client.reports.overview()).accounts).toMatchObject([{ periods: [] }]);
});

test('only a completed import that did something can be undone, and only once', async () => {
  const { client } = await organization();
  const ticket = await client.imports.create({ fileName });
  expect(await errorOf(client.imports.undo({ id: ticket.id }))).toBeInstanceOf(ConflictError);
  const file = timelineCsv([['2026-01-01', 5]]);
  const first = await client.imports.run({ fileName }, file);
  const repeated = await client.imports.run({ fileName }, file);
  expect(await errorOf(client.imports.undo({ id: repeated.id }))).toMatchObject({ details: { duplicateOf: first.id } });
  await undo(client, first.id);
  expect(await errorOf(client.imports.undo({ id: first.id }))).toMatchObject({ details: { status: 'undone' } });
  const other = await organization();
  expect(await errorOf(other.client.imports.undo({ id: first.id }))).toBeInstanceOf(NotFoundError);
});

test('an undo of any import leaves exactly the numbers that the others give, whatever they share with it', async () => {
  const day = fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04');
  const days = fc.uniqueArray(fc.tuple(day, fc.nat(3)), { minLength: 1, maxLength: 4, selector: ([date]) => date });
  // Few numbers and few moments, so that files often say the same of the same moment.
  const exported = fc.constantFrom('2026-01-10T00:00:00Z', '2026-01-11T00:00:00Z', '2026-01-12T00:00:00Z');
  const files = fc.array(fc.tuple(days, exported), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(files, fc.nat(), async (drawn, choice) => {
      const { client } = await organization();
      // Each has a length of its own: the same bytes would be a duplicate, of which nothing is undone.
      const all = drawn.map(([stated, exportedAt], index) => ({
        exportedAt,
        content: `${timelineCsv(stated)}${'\n'.repeat(index + 1)}`,
      }));
      const imported = async (name: string, files: typeof all) => {
        const { id } = await client.artists.create({ name });
        const ids: string[] = [];
        for (const { exportedAt, content } of files) {
          ids.push((await client.imports.run({ fileName, artistId: id, exportedAt }, content)).id);
        }
        return { id, ids };
      };
      const chosen = choice % drawn.length;
      const { id, ids } = await imported('All', all);
      await undo(client, ids[chosen] ?? '');
      // Those that had found some of its facts said already say them now.
      for (const one of ids) await client.imports.wait(one);
      const without = await imported('Left', all.toSpliced(chosen, 1));
      expect(await streamsOf(client, id)).toEqual(await streamsOf(client, without.id));
    }),
    { numRuns: Math.ceil(rounds.properties / 40) },
  );
});
