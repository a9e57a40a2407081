import type { NewCampaign } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { readyCampaign } from '../../../test/campaigns.ts';
import { errorOf, openTestServer } from '../../../test/support.ts';

const { organization, person } = await openTestServer();

const plan: Partial<NewCampaign> = {
  startDate: '2026-03-25',
  endDate: '2026-04-07',
  budgetKind: 'daily',
  tags: ['single'],
  targeting: { version: 1, countries: ['DE'] },
};

test('a copy is a draft with the plan, the tags and the goals, and its days and deadlines move along', async () => {
  const { client } = await organization();
  const original = await readyCampaign(client, plan);
  await client.goals.create({ campaignId: original.id, type: 'reach', target: 10, dueDate: '2026-04-01' });
  const copy = await client.campaigns.duplicate({ id: original.id, startDate: '2026-10-20' });
  expect(copy).toMatchObject({
    name: 'Release week (copy)',
    status: 'draft',
    startDate: '2026-10-20',
    endDate: '2026-11-02',
    trackId: original.trackId,
    tags: ['single'],
    budgetKind: 'daily',
    budgetMinor: 100_000,
    targeting: original.targeting,
  });
  const { items } = await client.goals.list({ campaignId: copy.id });
  expect(items.map(({ type, target, dueDate }) => ({ type, target, dueDate }))).toEqual([
    { type: 'reach', target: 10, dueDate: '2026-10-27' },
    { type: 'streams', target: 1000, dueDate: null },
  ]);
});

test('a copy without a first day has no days, and spend stays with the original', async () => {
  const { client } = await organization();
  const { id } = await readyCampaign(client, plan);
  const copy = await client.campaigns.duplicate({ id, name: 'Again' });
  expect(copy).toMatchObject({ name: 'Again', startDate: null, endDate: null });
  expect((await client.campaigns.listAdCampaigns({ id: copy.id })).adCampaigns).toEqual([]);
});

test('the name of a copy is cut to the longest that a name may be', async () => {
  const { client } = await organization();
  const { id } = await client.campaigns.create({ name: 'x'.repeat(300) });
  const { name } = await client.campaigns.duplicate({ id });
  expect(name).toBe(`${'x'.repeat(293)} (copy)`);
});

test('a template keeps a plan, whatever becomes of its campaign, and makes drafts with goals', async () => {
  const { client } = await organization();
  const original = await readyCampaign(client, plan);
  const template = await client.campaigns.saveAsTemplate({ campaignId: original.id, name: 'Single release' });
  expect(template.content).toMatchObject({ days: 14, budgetKind: 'daily', tags: ['single'] });
  await client.campaigns.delete({ id: original.id });
  const track = await client.tracks.create({ artistId: original.artistId, title: 'Second' });
  const made = await client.campaigns.createFromTemplate({
    templateId: template.id,
    name: 'Second single',
    trackId: track.id,
    startDate: '2026-06-01',
    budgetMinor: 7,
  });
  expect(made).toMatchObject({
    name: 'Second single',
    trackId: track.id,
    artistId: original.artistId,
    startDate: '2026-06-01',
    endDate: '2026-06-14',
    budgetMinor: 7,
    currency: 'USD',
    status: 'draft',
  });
  expect((await client.goals.list({ campaignId: made.id })).items).toMatchObject([{ type: 'streams', target: 1000 }]);
});

test('a template’s name is taken once, is free again when it is deleted, and then stands in the way of restoring', async () => {
  const { client } = await organization();
  const { id: campaignId } = await client.campaigns.create({ name: 'x' });
  const first = await client.campaigns.saveAsTemplate({ campaignId, name: 'Plan' });
  const again = () => client.campaigns.saveAsTemplate({ campaignId, name: 'Plan' });
  expect(await errorOf(again())).toMatchObject({ code: 'conflict', details: { field: 'name' } });
  const deleted = await client.campaigns.deleteTemplate({ id: first.id });
  expect((await client.campaigns.listTemplates({ deleted: true })).items).toEqual([deleted]);
  const second = await again();
  expect((await client.campaigns.listTemplates()).items).toEqual([second]);
  const restore = () => client.campaigns.restoreTemplate({ id: first.id });
  expect(await errorOf(restore())).toMatchObject({ code: 'conflict' });
  await client.campaigns.deleteTemplate({ id: second.id });
  expect(await restore()).toMatchObject({ id: first.id, deletedAt: null });
});

test('templates belong to no artist: a restricted member has none, and another organization finds none', async () => {
  const [made, other] = [await organization(), await organization()];
  const { id: campaignId, artistId } = await readyCampaign(made.client);
  const { id } = await made.client.campaigns.saveAsTemplate({ campaignId, name: 'Plan' });
  const member = await person({ organization: made, role: 'admin', artistIds: [artistId] });
  const save = member.client.campaigns.saveAsTemplate({ campaignId, name: 'Mine' });
  expect(await errorOf(save)).toMatchObject({ code: 'restricted' });
  const foreign = other.client.campaigns.createFromTemplate({ templateId: id, name: 'Taken' });
  expect(await errorOf(foreign)).toMatchObject({ code: 'not_found' });
});

test('a copy leaves out the track and the artist that were deleted', async () => {
  const { client } = await organization();
  const { id, artistId, trackId } = await readyCampaign(client, plan);
  await client.tracks.delete({ id: trackId });
  expect(await client.campaigns.duplicate({ id })).toMatchObject({ artistId, trackId: null, status: 'draft' });
  await client.artists.delete({ id: artistId });
  expect(await client.campaigns.duplicate({ id, name: 'Again' })).toMatchObject({ artistId: null, trackId: null });
});

test('a template is read, changed in the version that was read, and its next campaign follows the change', async () => {
  const { client } = await organization();
  const { id: campaignId } = await readyCampaign(client, plan);
  const { id, version } = await client.campaigns.saveAsTemplate({ campaignId, name: 'Single' });
  const change = { id, version, name: 'Album', days: 3, budgetMinor: 500, tags: ['album'], warnPercent: null };
  const goals = [{ type: 'reach' as const, target: 10, dueAfterDays: 2 }];
  const changed = await client.campaigns.updateTemplate({ ...change, goals });
  expect(changed).toMatchObject({ name: 'Album', version: version + 1 });
  expect(changed.content).toMatchObject({ days: 3, budgetKind: 'daily', targeting: { countries: ['DE'] } });
  expect(await client.campaigns.getTemplate({ id })).toEqual(changed);
  const stale = await errorOf(client.campaigns.updateTemplate(change));
  expect(stale).toMatchObject({ code: 'stale_version', details: { current: { name: 'Album' } } });
  const next = { id, version: changed.version };
  for (const wrong of [
    { warnPercent: 90, stopPercent: 80 },
    { goals: [{ type: 'reach' as const, baseline: 5, target: 5 }] },
  ])
    expect(await errorOf(client.campaigns.updateTemplate({ ...next, ...wrong }))).toMatchObject({
      code: 'invalid_input',
    });
  const audienceIds = [crypto.randomUUID()];
  const targeting = { version: 1 as const, audienceIds };
  expect(await errorOf(client.campaigns.updateTemplate({ ...next, targeting }))).toMatchObject({ code: 'not_found' });
  const made = await client.campaigns.createFromTemplate({ templateId: id, name: 'First', startDate: '2026-06-01' });
  expect(made).toMatchObject({ endDate: '2026-06-03', budgetMinor: 500, tags: ['album'], warnPercent: null });
  expect((await client.goals.list({ campaignId: made.id })).items).toMatchObject([
    { type: 'reach', dueDate: '2026-06-03' },
  ]);
});

test('templates are found by a part of their name and sorted by it, page by page', async () => {
  const { client } = await organization();
  const { id: campaignId } = await client.campaigns.create({ name: 'x' });
  for (const name of ['Single', 'Émile', 'album', 'Single, short'])
    await client.campaigns.saveAsTemplate({ campaignId, name });
  const names: string[] = [];
  for await (const { name } of client.campaigns.listTemplates({ sort: 'name', limit: 1 })) names.push(name);
  expect(names).toEqual(['album', 'Émile', 'Single', 'Single, short']);
  const { items } = await client.campaigns.listTemplates({ text: 'SINGLE' });
  expect(items.map(({ name }) => name)).toEqual(['Single, short', 'Single']);
  expect((await client.campaigns.listTemplates({ text: 'emi' })).items).toHaveLength(1);
});
