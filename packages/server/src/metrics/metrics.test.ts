import { InvalidInputError, type SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

let now = new Date('2026-02-10T08:00:00.000Z');
const { organization } = await openTestServer({ clock: () => now });

async function importTimeline(client: SongTrackPro, artistId: string, days: Parameters<typeof timelineCsv>[0]) {
  const result = await client.imports.run({ fileName: 'x-audience-timeline.csv', artistId }, timelineCsv(days));
  expect(result.status).toBe('completed');
  return result;
}

test('a newer export restates days, and any earlier moment still answers as it did', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  now = new Date('2026-02-10T08:00:00.000Z');
  await importTimeline(client, subjectId, [
    ['2026-02-01', 100],
    ['2026-02-02', 200],
  ]);
  now = new Date('2026-02-20T08:00:00.000Z');
  await importTimeline(client, subjectId, [
    ['2026-02-01', 90],
    ['2026-02-02', 200],
    ['2026-02-03', 300],
  ]);

  const streams = async (asOf?: string) => {
    const { days } = await client.metrics.daily({ subjectKind: 'artist', subjectId, asOf });
    return days.map(({ values }) => values.streams?.value);
  };
  expect(await streams()).toEqual([90, 200, 300]);
  expect(await streams('2026-02-15')).toEqual([100, 200]);
  expect(await streams('2026-02-10T07:59:59.999Z')).toEqual([]);
  const { days } = await client.metrics.daily({ subjectKind: 'artist', subjectId });
  expect(days[0]?.provenance).toMatchObject({ versions: 2, observedAt: '2026-02-03T23:59:59.999Z' });
});

test('an older export that comes later joins the history without becoming what holds now', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  await importTimeline(client, subjectId, [
    ['2026-02-01', 90],
    ['2026-02-05', 1],
  ]);
  await importTimeline(client, subjectId, [
    ['2026-02-01', 100],
    ['2026-02-02', 5],
  ]);
  const { days } = await client.metrics.daily({ subjectKind: 'artist', subjectId, to: '2026-02-01' });
  expect(days).toMatchObject([{ values: { streams: { value: 90 } }, provenance: { versions: 2 } }]);
});

test('days that no source stated are missing and not zero', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  await importTimeline(client, subjectId, [
    ['2026-01-30', 0],
    ['2026-02-02', 4],
  ]);
  const daily = await client.metrics.daily({ subjectKind: 'artist', subjectId, to: '2026-02-03' });
  expect(daily.days.map(({ date }) => date)).toEqual(['2026-01-30', '2026-02-02']);
  expect(daily.missing).toEqual([
    { from: '2026-01-31', to: '2026-02-01' },
    { from: '2026-02-03', to: '2026-02-03' },
  ]);
});

test('totals add streams, refuse to add listeners, and say why', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  await importTimeline(client, subjectId, [
    ['2026-02-01', 10, 4],
    ['2026-02-02', 20, 5],
  ]);
  const { totals, days } = await client.metrics.daily({ subjectKind: 'artist', subjectId });
  expect(totals).toMatchObject({ streams: { value: 30 }, listeners: { value: null, reason: 'not_additive' } });
  expect(days[0]?.values.streamsPerListener).toEqual({ value: 2.5, reason: null });
});

test('a day without listeners has no streams per listener, with the reason', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  await importTimeline(client, subjectId, [['2026-02-01', 0, 0]]);
  const { days } = await client.metrics.daily({ subjectKind: 'artist', subjectId });
  expect(days[0]?.values.streamsPerListener).toEqual({ value: null, reason: 'no_listeners' });
});

test('a subject without numbers answers that nothing is known', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  const daily = await client.metrics.daily({ subjectKind: 'artist', subjectId });
  expect(daily).toMatchObject({ source: null, range: null, days: [], missing: [], totals: {} });
});

test('the numbers of another organization cannot be asked for', async () => {
  const [mine, other] = [await organization(), await organization()];
  const { id: subjectId } = await other.client.artists.create({ name: 'A' });
  await importTimeline(other.client, subjectId, [['2026-02-01', 10]]);
  expect(await errorOf(mine.client.metrics.daily({ subjectKind: 'artist', subjectId }))).toMatchObject({
    code: 'not_found',
  });
});

test('a range that ends before it begins, is too long, or is no date is refused', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  for (const range of [
    { from: '2026-02-02', to: '2026-02-01' },
    { from: '1990-01-01', to: '2026-02-01' },
    { from: '2026-02-30' },
  ]) {
    const error = await errorOf(client.metrics.daily({ subjectKind: 'artist', subjectId, ...range }));
    expect(error).toBeInstanceOf(InvalidInputError);
  }
});

test('a total that expired days would belong to is not shown, and the answer says from when it is whole', async () => {
  const { client } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  now = new Date('2026-02-10T08:00:00.000Z');
  await importTimeline(client, subjectId, [
    ['2026-02-01', 100],
    ['2026-02-02', 200],
  ]);
  now = new Date('2028-03-01T08:00:00.000Z');
  await importTimeline(client, subjectId, [
    ['2028-02-20', 7],
    ['2028-02-28', 8],
  ]);
  const daily = (from?: string) => client.metrics.daily({ subjectKind: 'artist', subjectId, from });
  const expiredBefore = '2026-03-03';
  expect(await daily()).toMatchObject({
    expiredBefore,
    range: { from: '2028-02-20' },
    totals: { streams: { value: 15 } },
  });
  expect(await daily('2026-02-01')).toMatchObject({
    expiredBefore,
    totals: { streams: { value: null, reason: 'expired_before' } },
  });
  expect(await daily(expiredBefore)).toMatchObject({ expiredBefore: null, totals: { streams: { value: 15 } } });
  now = new Date('2026-02-10T08:00:00.000Z');
});
