import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
import { dailyExport } from '../../test/reported-campaign.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization, person } = await openTestServer();

async function withTrack() {
  const made = await organization();
  const artist = await made.client.artists.create({ name: 'Anna' });
  const track = await made.client.tracks.create({ artistId: artist.id, title: 'Song' });
  const fact = (values: Record<string, number | string | null>, parts = {}) => ({
    subjectKind: 'track' as const,
    subjectId: track.id,
    date: '2026-03-01',
    observedAt: '2026-03-02T06:00:00.000Z',
    values,
    ...parts,
  });
  const daily = (parts = {}) =>
    made.client.metrics.daily({ subjectKind: 'track', subjectId: track.id, source: 'push', ...parts });
  return { ...made, artist, track, fact, daily };
}

test('a pushed day is in the ledger with who pushed it, and the same body again is a no-op', async () => {
  const { client, fact, daily } = await withTrack();
  const batch = { facts: [fact({ streams: 10, saves: 2, revenue: '1.2500' }, { currency: 'EUR' })] };
  expect(await client.metrics.push(batch)).toEqual({ recorded: 1, repeated: 0, refused: [] });
  const first = await daily();
  expect(first).toMatchObject({ source: 'push', zone: 'UTC', currency: 'EUR' });
  expect(first.days[0]).toMatchObject({
    values: { streams: { value: 10 }, revenue: { value: '1.25' } },
    provenance: { importId: null, fileName: null, versions: 1 },
  });
  expect(first.days[0]?.provenance.broughtBy).toMatch(/^[0-9a-f-]{36}$/);
  expect(await client.metrics.push(batch)).toEqual({ recorded: 0, repeated: 1, refused: [] });
  expect((await daily()).days).toEqual(first.days);
});

test('pushed days are found without naming their source, beside the days that Spotify states', async () => {
  const { client, artist, fact, daily } = await withTrack();
  await client.metrics.push({ facts: [fact({ streams: 10 })] });
  expect(await daily({ source: undefined })).toMatchObject({ source: 'push', alternatives: [], days: [{}] });
  const parts = { subjectKind: 'artist', subjectId: artist.id, date: '2026-01-05' };
  await client.metrics.push({ facts: [fact({ streams: 4 }, parts)] });
  await client.imports.run({ fileName: 'spend.csv', artistId: artist.id }, dailyExport('Release', ['1', '2']));
  const [campaign] = (await client.campaigns.list({ origin: 'import' })).items;
  const report = await client.reports.campaign({ campaignId: campaign?.id ?? '' });
  expect(report.daily?.streamsOf).toMatchObject({ kind: 'artist', id: artist.id });
  expect(report.daily?.days.map(({ streams }) => streams.value)).toEqual([4, null]);
  await client.imports.run({ fileName: 'timeline.csv', artistId: artist.id }, timelineCsv([['2026-01-05', 7]]));
  const both = await client.metrics.daily({ subjectKind: 'artist', subjectId: artist.id });
  expect(both).toMatchObject({ source: 'spotify_for_artists', alternatives: [{ source: 'push' }] });
});

test('a later statement restates the day, and the question as of before it is answered as then', async () => {
  const { client, fact, daily } = await withTrack();
  await client.metrics.push({ facts: [fact({ streams: 10 })] });
  const between = (await daily()).days[0]?.provenance.recordedAt ?? '';
  await client.metrics.push({ facts: [fact({ streams: 7 }, { observedAt: '2026-03-03T06:00:00.000Z' })] });
  expect((await daily()).days[0]).toMatchObject({ values: { streams: { value: 7 } }, provenance: { versions: 2 } });
  expect((await daily({ asOf: between })).days[0]?.values).toMatchObject({ streams: { value: 10 } });
  // An older statement that comes late joins the history and changes nothing else.
  await client.metrics.push({ facts: [fact({ streams: 3 }, { observedAt: '2026-03-01T23:00:00.000Z' })] });
  expect((await daily()).days[0]).toMatchObject({ values: { streams: { value: 7 } }, provenance: { versions: 3 } });
});

test('another number for the same day and moment is a conflict, also within a batch; another metric joins', async () => {
  const { client, fact, daily } = await withTrack();
  await client.metrics.push({ facts: [fact({ streams: 10 })] });
  const receipt = await client.metrics.push({
    facts: [fact({ streams: 11 }), fact({ saves: 2 }), fact({ saves: 3 }), fact({ streams: 10 })],
  });
  expect(receipt).toEqual({
    recorded: 1,
    repeated: 1,
    refused: [
      { index: 0, reason: 'conflict' },
      { index: 2, reason: 'conflict' },
    ],
  });
  expect((await daily()).days[0]?.values).toMatchObject({ streams: { value: 10 }, saves: { value: 2 } });
});

test('of two pushes at the same time that contradict each other one is told so', async () => {
  const { client, fact } = await withTrack();
  const receipts = await Promise.all([1, 2].map((streams) => client.metrics.push({ facts: [fact({ streams })] })));
  expect(receipts.map(({ recorded }) => recorded).sort()).toEqual([0, 1]);
  expect(receipts.flatMap(({ refused }) => refused)).toEqual([{ index: 0, reason: 'conflict' }]);
});

test('days to come, unknown subjects and those of other artists are refused, the rest is recorded', async () => {
  const all = await withTrack();
  const other = await all.client.artists.create({ name: 'Berta' });
  const { client } = await person({ organization: all, role: 'manager', artistIds: [all.artist.id] });
  const { recorded, refused } = await client.metrics.push({
    facts: [
      all.fact({ streams: 1 }, { date: '2999-01-01' }),
      all.fact({ streams: 1 }, { observedAt: '2999-01-01T00:00:00.000Z' }),
      all.fact({ streams: 1 }, { subjectId: randomUUID() }),
      all.fact({ followers: 1 }, { subjectKind: 'artist', subjectId: other.id }),
      all.fact({ streams: 1 }),
    ],
  });
  expect([recorded, refused.map(({ reason }) => reason)]).toEqual([
    1,
    ['in_the_future', 'in_the_future', 'unknown_subject', 'unknown_subject'],
  ]);
});

test.each([
  ['a metric that nobody reports', { nonsense: 1 }],
  ['a calculated metric', { ctr: '0.1' }],
  ['a fraction of a count', { streams: 1.5 }],
  ['a negative count', { streams: -1 }],
  ['money without a currency', { spend: '1.00' }],
  ['nothing', {}],
])('%s is invalid input', async (_, values) => {
  const { client, fact } = await withTrack();
  expect(await errorOf(client.metrics.push({ facts: [fact(values)] }))).toMatchObject({ code: 'invalid_input' });
});
