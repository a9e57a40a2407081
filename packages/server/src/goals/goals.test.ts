import type { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { campaignIn, daysFromToday, readyCampaign, spend } from '../../test/campaigns.ts';
import { campaignsCsv, songCsv, timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();

let exported = 0;

/** A timeline of a track or an artist; every later one restates what it says. */
async function importStreams(
  client: SongTrackPro,
  target: { trackId: string } | { artistId: string },
  days: readonly (readonly [offset: number, streams: number])[],
) {
  exported += 1;
  const exportedAt = new Date(Date.now() - 3_600_000 + exported * 1000).toISOString();
  const rows = days.map(([offset, streams]) => [daysFromToday(offset), streams] as const);
  const [kind, text] = 'trackId' in target ? ['timeline', songCsv(rows)] : ['audience-timeline', timelineCsv(rows)];
  await client.imports.run({ fileName: `t-${exported}-${kind}.csv`, exportedAt, ...target }, text);
}

const unknown = {
  current: null,
  atLeast: null,
  expiredBefore: null,
  source: null,
  asOf: null,
  through: null,
  share: null,
};

test('several goals of a campaign are set, read, changed, deleted and restored', async () => {
  const { client } = await organization();
  const { id: campaignId, goalId } = await readyCampaign(client);
  const reach = await client.goals.create({
    campaignId,
    type: 'reach',
    baseline: 5,
    target: 10,
    dueDate: daysFromToday(3),
  });
  expect(reach).toMatchObject({ unit: 'people', baseline: 5, target: 10, version: 1, deletedAt: null, status: null });
  expect(await client.goals.get({ id: reach.id })).toEqual(reach);
  expect((await client.goals.list({ campaignId })).items.map(({ id }) => id)).toEqual([reach.id, goalId]);
  expect((await client.goals.list({ type: 'reach' })).items).toEqual([reach]);
  const changed = await client.goals.update({ id: reach.id, version: 1, target: 20, dueDate: null });
  expect(changed).toMatchObject({ target: 20, baseline: 5, dueDate: null, version: 2 });
  const stale = client.goals.update({ id: reach.id, version: 1, target: 30 });
  expect(await errorOf(stale)).toMatchObject({ code: 'stale_version', details: { current: changed } });
  const deleted = await client.goals.delete({ id: reach.id });
  expect((await client.goals.list({ campaignId, deleted: true })).items.map(({ id }) => id)).toEqual([deleted.id]);
  expect(await errorOf(client.goals.get({ id: reach.id }))).toMatchObject({ code: 'not_found' });
  expect(await client.goals.restore({ id: reach.id })).toMatchObject({ target: 20, deletedAt: null });
});

test.each([
  ['at its baseline', { baseline: 10, target: 10 }, 'target'],
  ['below its baseline', { baseline: 10, target: 9 }, 'target'],
  ['that is no whole number', { target: 1.5 }, 'target'],
  ['with a deadline before the start', { target: 1, dueDate: daysFromToday(-20) }, 'dueDate'],
])('a target %s is refused, and the error points to it', async (_, fault, path) => {
  const { client } = await organization();
  const { id: campaignId } = await readyCampaign(client);
  const error = await errorOf(client.goals.create({ campaignId, type: 'streams', ...fault }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path }] } });
});

test('a baseline that is raised to the target alone is refused', async () => {
  const { client } = await organization();
  const { goalId: id } = await readyCampaign(client);
  const error = await errorOf(client.goals.update({ id, version: 1, baseline: 1000 }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'target' }] } });
});

test('progress is unknown with a reason and never 0 until numbers have come', async () => {
  const { client } = await organization();
  const { id: campaignId, goalId } = await readyCampaign(client);
  expect(await client.goals.get({ id: goalId })).toMatchObject({
    progress: { ...unknown, reason: 'no_facts' },
    status: null,
  });
  const ads = await client.goals.create({ campaignId, type: 'conversions', target: 10 });
  expect(ads.progress).toEqual({ ...unknown, reason: 'no_ad_campaign' });
  const bare = await client.campaigns.create({ name: 'Bare' });
  const lost = await client.goals.create({ campaignId: bare.id, type: 'streams', target: 10 });
  expect(lost.progress).toEqual({ ...unknown, reason: 'no_subject' });
});

test('streams count from the campaign’s first day on top of the baseline, with source and last day', async () => {
  const { client } = await organization();
  const { id: campaignId, trackId } = await readyCampaign(client);
  const { id } = await client.goals.create({ campaignId, type: 'streams', baseline: 1000, target: 2000 });
  await importStreams(client, { trackId }, [
    [-11, 999],
    [-10, 100],
    [-9, 150],
  ]);
  const { progress, status } = await client.goals.get({ id });
  expect(progress).toMatchObject({
    current: 1250,
    reason: null,
    source: 'spotify_for_artists',
    through: daysFromToday(-9),
    share: 0.25,
  });
  expect(progress.asOf).not.toBeNull();
  expect(status).toBe('on_track');
});

test('progress goes down when the source restates a day, and the status follows', async () => {
  const { client } = await organization();
  const { goalId: id, trackId } = await readyCampaign(client);
  await importStreams(client, { trackId }, [[-10, 1000]]);
  expect(await client.goals.get({ id })).toMatchObject({ progress: { current: 1000 }, status: 'reached' });
  await importStreams(client, { trackId }, [[-10, 10]]);
  expect(await client.goals.get({ id })).toMatchObject({ progress: { current: 10 }, status: 'behind' });
});

test('a deadline that is over is missed, and what comes after it doesn’t count', async () => {
  const { client } = await organization();
  const { id: campaignId, trackId } = await readyCampaign(client);
  const due = { dueDate: daysFromToday(-9) };
  const { id } = await client.goals.create({ campaignId, type: 'streams', target: 500, ...due });
  await importStreams(client, { trackId }, [
    [-10, 100],
    [-8, 900],
  ]);
  expect(await client.goals.get({ id })).toMatchObject({ progress: { current: 100 }, status: 'missed' });
});

test('followers are a level and not a sum: the newest one counts', async () => {
  const { client } = await organization();
  const { id: campaignId, artistId } = await readyCampaign(client);
  const { id } = await client.goals.create({ campaignId, type: 'followers', baseline: 5, target: 15 });
  await importStreams(client, { artistId }, [
    [-10, 1],
    [-9, 1],
  ]);
  expect((await client.goals.get({ id })).progress).toMatchObject({
    current: 10,
    share: 0.5,
    through: daysFromToday(-9),
  });
});

test('reach is that of one ad campaign’s period; of two it is unknown, because people would count twice', async () => {
  const { client } = await organization();
  const { id: campaignId } = await readyCampaign(client, { startDate: '2026-01-01', endDate: '2026-12-31' });
  const { id } = await client.goals.create({ campaignId, type: 'reach', target: 100 });
  const [first = ''] = await spend(client, campaignId, [{ name: 'A', spend: '1', impressions: 9, reach: 40 }]);
  expect((await client.goals.get({ id })).progress).toMatchObject({ current: 40, source: 'meta_ads_manager' });
  const total = { name: '', spend: '0', impressions: 1, reach: 1 };
  const both = ['A', 'B'].map((name) => ({ name, spend: '1', impressions: 9, reach: 50 }));
  await client.imports.run({ fileName: 'more.csv' }, campaignsCsv([total, ...both]));
  const { items } = await client.campaigns.list({ origin: 'import', text: 'b' });
  const adCampaignIds = items.filter((item) => item.name === 'B').map((item) => item.id);
  await client.campaigns.linkAdCampaigns({ id: campaignId, adCampaignIds });
  expect((await client.goals.get({ id })).progress).toEqual({ ...unknown, reason: 'not_additive' });
  expect(first).not.toBe('');
});

test('a running campaign keeps its last goal, also when two people delete the last two at once', async () => {
  const { client } = await organization();
  const { id: campaignId } = await campaignIn(client, 'active');
  await client.goals.create({ campaignId, type: 'reach', target: 1 });
  const { items } = await client.goals.list({ campaignId });
  const outcomes = await Promise.allSettled(items.map(({ id }) => client.goals.delete({ id })));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const left = (await client.goals.list({ campaignId })).items;
  expect(left).toHaveLength(1);
  expect(await errorOf(client.goals.delete({ id: left[0]?.id ?? '' }))).toMatchObject({ code: 'conflict' });
});

test('a campaign that is started while its only goal is deleted never runs without one', async () => {
  const { client } = await organization();
  for (let round = 0; round < rounds.races; round += 1) {
    const { id, version, goalId } = await readyCampaign(client);
    await Promise.allSettled([
      client.campaigns.changeStatus({ id, version, status: 'active' }),
      client.goals.delete({ id: goalId }),
    ]);
    const [{ status }, { items }] = [await client.campaigns.get({ id }), await client.goals.list({ campaignId: id })];
    expect([status, items.length]).toBeOneOf([
      ['active', 1],
      ['draft', 0],
    ]);
  }
});

test('an archived campaign gets no more goals', async () => {
  const { client } = await organization();
  const { id: campaignId } = await campaignIn(client, 'archived');
  const error = await errorOf(client.goals.create({ campaignId, type: 'reach', target: 1 }));
  expect(error).toMatchObject({ code: 'conflict' });
});
