import { InvalidInputError, type SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignsCsv, timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

let now = new Date('2026-02-10T08:00:00.000Z');
const { organization, person } = await openTestServer({ clock: () => now });

const first = '2026-02-10T08:00:00.000Z';
const second = '2026-02-20T08:00:00.000Z';
const before = '2026-02-01T00:00:00.000Z';

async function importAt(client: SongTrackPro, at: string, artistId: string, days: Parameters<typeof timelineCsv>[0]) {
  now = new Date(at);
  const file = { fileName: `timeline-${at.slice(0, 10)}.csv`, artistId };
  const result = await client.imports.run(file, timelineCsv(days));
  expect(result.status).toBe('completed');
}

/** An artist whose days were stated twice: one lower, one the same, one new. */
async function restated(client: SongTrackPro) {
  const { id } = await client.artists.create({ name: 'A' });
  await importAt(client, first, id, [
    ['2026-02-01', 100],
    ['2026-02-02', 200],
  ]);
  await importAt(client, second, id, [
    ['2026-02-01', 90],
    ['2026-02-02', 200],
    ['2026-02-03', 300],
  ]);
  return id;
}

const page = async (client: SongTrackPro, input: Parameters<SongTrackPro['metrics']['revisions']>[0]) =>
  (await client.metrics.revisions(input)).items;

test('a restatement is listed with the number before and after, the difference and what brought it', async () => {
  const { client } = await organization();
  await restated(client);
  const changed = await page(client, { since: first, metric: 'streams' });
  expect(changed.map(({ from }) => from).sort()).toEqual(['2026-02-01', '2026-02-03']);
  expect(changed.find(({ from }) => from === '2026-02-01')).toMatchObject({
    subject: { kind: 'artist', name: 'A' },
    source: 'spotify_for_artists',
    changedAt: second,
    changes: [{ metric: 'streams', before: { value: 100 }, after: { value: 90 }, difference: '-10' }],
    statements: [{ kind: 'import', fileName: 'timeline-2026-02-20.csv', recordedAt: second }],
  });
  expect(changed.find(({ from }) => from === '2026-02-03')?.changes[0]).toMatchObject({
    before: { value: null, reason: 'not_recorded' },
    difference: null,
  });
});

test('a statement that confirms a number is listed as one that changed nothing', async () => {
  const { client } = await organization();
  await restated(client);
  const confirmed = (await page(client, { since: first })).find(({ from }) => from === '2026-02-02');
  expect(confirmed).toMatchObject({ changes: [], statements: [{ recordedAt: second }] });
});

test('pages hold every change once, in the order in which it was recorded', async () => {
  const { client } = await organization();
  await restated(client);
  const all = await page(client, { since: before });
  expect(all).toHaveLength(3);
  const paged = [];
  for await (const revision of client.metrics.revisions({ since: before, limit: 1 })) paged.push(revision);
  expect(paged).toEqual(all);
  expect(all.map(({ changedAt }) => changedAt)).toEqual(all.map(({ changedAt }) => changedAt).sort());
});

test('an older export that comes later is listed although what holds stays', async () => {
  const { client } = await organization();
  const { id } = await client.artists.create({ name: 'A' });
  await importAt(client, first, id, [
    ['2026-02-01', 90],
    ['2026-02-05', 1],
  ]);
  await importAt(client, second, id, [['2026-02-01', 100]]);
  expect(await page(client, { since: first })).toMatchObject([{ from: '2026-02-01', changes: [], statements: [{}] }]);
});

test('changes as of an earlier day are those that had been recorded by then', async () => {
  const { client } = await organization();
  await restated(client);
  const then = await page(client, { since: before, asOf: '2026-02-15', metric: 'streams' });
  expect(then.map(({ changes }) => changes.find(({ metric }) => metric === 'streams')?.after.value).sort()).toEqual([
    100, 200,
  ]);
});

test('changes are found by subject and source, merged tracks included', async () => {
  const { client } = await organization();
  const artist = await restated(client);
  now = new Date(second);
  await client.imports.run(
    { fileName: 'campaigns.csv' },
    campaignsCsv([{ name: 'One', spend: '1.5', impressions: 1, reach: 1 }]),
  );
  const ads = await page(client, { since: before, source: 'meta_ads_manager' });
  expect(ads).toMatchObject([{ granularity: 'period', subject: { kind: 'campaign', name: 'One' } }]);
  expect(await page(client, { since: before, subjectKind: 'artist', subjectId: artist })).toHaveLength(3);
  const { id: other } = await client.artists.create({ name: 'B' });
  expect(await page(client, { since: before, subjectKind: 'artist', subjectId: other })).toEqual([]);
  await client.artists.merge({ id: other, fromId: artist });
  expect(await page(client, { since: before, subjectKind: 'artist', subjectId: other })).toHaveLength(3);
});

test('a member restricted to other artists sees no changes of this one', async () => {
  const owner = await organization();
  await restated(owner.client);
  const { id } = await owner.client.artists.create({ name: 'B' });
  const { client } = await person({ organization: owner, role: 'viewer', artistIds: [id] });
  expect(await page(client, { since: before })).toEqual([]);
});

test('an unknown subject, and a subject without its kind, are refused', async () => {
  const { client } = await organization();
  const subjectId = '01930000-0000-7000-8000-000000000000';
  expect(await errorOf(client.metrics.revisions({ since: before, subjectKind: 'track', subjectId }))).toMatchObject({
    code: 'not_found',
  });
  expect(await errorOf(client.metrics.revisions({ since: before, subjectId }))).toBeInstanceOf(InvalidInputError);
});

test('each statement says which key or person brought it, pushed it or took it back', async () => {
  const owner = await organization();
  const manager = await person({ organization: owner, role: 'manager' });
  const [key] = (await owner.client.apiKeys.list({})).items;
  const { id } = await owner.client.artists.create({ name: 'A' });
  await importAt(owner.client, first, id, [['2026-02-01', 100]]);
  await importAt(manager.client, second, id, [['2026-02-01', 90]]);
  const [newer] = (await owner.client.imports.list({})).items;
  await manager.client.imports.undo({ id: newer?.id ?? '' });
  await manager.client.imports.wait(newer?.id ?? '');
  const fact = { subjectKind: 'artist', subjectId: id, date: '2026-02-01', observedAt: first } as const;
  await manager.client.metrics.push({ facts: [{ ...fact, values: { streams: 80 } }] });
  const told = (await page(owner.client, { since: before })).flatMap(({ statements }) => statements);
  expect(told.map(({ kind, state, broughtBy }) => `${kind} ${state} ${broughtBy}`).sort()).toEqual(
    [
      `import provisional ${key?.id}`,
      `import provisional ${manager.userId}`,
      `import undone ${manager.userId}`,
      `push provisional ${manager.userId}`,
    ].sort(),
  );
});
