import { errorCatalogue } from '@songtrackpro/contracts';
import type { Campaign, NewCampaign } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignIn, daysFromToday, readyCampaign, spend } from '../../test/campaigns.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization, person } = await openTestServer();

const names = ({ items }: { items: Campaign[] }) => items.map(({ name }) => name);

test('a plan with targeting, creatives, tags and thresholds comes back as it was given, with what is empty filled in', async () => {
  const { client } = await organization();
  const campaign = await client.campaigns.create({
    name: 'Sommer ☀️ صيف',
    budgetKind: 'daily',
    budgetMinor: 5000,
    warnPercent: 50,
    stopPercent: null,
    tags: ['b', 'a', 'b'],
    targeting: { version: 1, countries: ['DE'], ages: { from: 18, to: null } },
  });
  expect(campaign).toMatchObject({
    name: 'Sommer ☀️ صيف',
    budgetKind: 'daily',
    warnPercent: 50,
    stopPercent: null,
    tags: ['a', 'b'],
    targeting: { countries: ['DE'], cities: [], ages: { from: 18, to: null } },
    creatives: { version: 1, variants: [] },
  });
  expect(await client.campaigns.get({ id: campaign.id })).toEqual(campaign);
});

test.each([
  ['an end before the start', { startDate: '2026-03-02', endDate: '2026-03-01' }, 'endDate'],
  [
    'a country that there is none of',
    { targeting: { version: 1 as const, countries: ['DE', 'XX'] } },
    'targeting.countries.1',
  ],
  ['a warning above the stop', { warnPercent: 90, stopPercent: 80 }, 'warnPercent'],
  ['NUL in the name', { name: 'a\0b' }, 'name'],
  ['a country that is no code', { targeting: { version: 1 as const, countries: ['de'] } }, 'targeting.countries.0'],
  ['NUL in a tag', { tags: ['\0'] }, 'tags.0'],
])('%s is refused, and the error points to it', async (_, fault: Partial<NewCampaign>, path) => {
  const { client } = await organization();
  const error = await errorOf(client.campaigns.create({ name: 'x', ...fault }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path }] } });
});

test('an end that is moved before the start is refused when it is changed alone', async () => {
  const { client } = await organization();
  const { id, version } = await readyCampaign(client);
  const error = await errorOf(client.campaigns.update({ id, version, endDate: daysFromToday(-20) }));
  expect(error).toMatchObject({ code: 'invalid_input', details: { fields: [{ path: 'endDate' }] } });
});

test('the currency stays once money was spent, and can be changed before', async () => {
  const { client } = await organization();
  const { id } = await readyCampaign(client);
  const changed = await client.campaigns.update({ id, version: 1, currency: 'GBP' });
  const { version } = await client.campaigns.update({ id, version: changed.version, currency: 'USD' });
  await spend(client, id, [{ name: 'Ads', spend: '12.34', impressions: 1, reach: 1 }]);
  const error = await errorOf(client.campaigns.update({ id, version, currency: 'EUR' }));
  expect(error).toMatchObject({ code: 'conflict', details: { field: 'currency' } });
});

test.each([
  ['its start', { startDate: daysFromToday(-5) }, 'startDate'],
  ['its end', { endDate: null }, 'endDate'],
  ['its track', { trackId: null }, 'trackId'],
  ['its budget', { budgetMinor: null }, 'budgetMinor'],
])('a running campaign keeps %s', async (_, change, field) => {
  const { client } = await organization();
  const { id, version } = await campaignIn(client, 'active');
  expect(await errorOf(client.campaigns.update({ id, version, ...change }))).toMatchObject({
    code: 'conflict',
    details: { field },
  });
});

test('an archived campaign is not changed, and of an imported one only what is ours', async () => {
  const { client } = await organization();
  const archived = await campaignIn(client, 'archived');
  const { id, version } = archived;
  expect(await errorOf(client.campaigns.update({ id, version, name: 'x' }))).toMatchObject({ code: 'conflict' });
  const own = await readyCampaign(client);
  const [adId = ''] = await spend(client, own.id, [{ name: 'Ads', spend: '1', impressions: 1, reach: 1 }]);
  const imported = await client.campaigns.update({ id: adId, version: 1, tags: ['x'] });
  expect(imported).toMatchObject({ tags: ['x'], origin: 'import' });
  const error = await errorOf(client.campaigns.update({ id: adId, version: imported.version, budgetMinor: 1 }));
  expect(error).toMatchObject({ code: 'conflict', details: { field: 'budgetMinor' } });
});

test('what is deleted is gone from lists and comes back with its goals; a running campaign is not deleted', async () => {
  const { client } = await organization();
  const { id, goalId } = await readyCampaign(client);
  const deleted = await client.campaigns.delete({ id });
  expect(deleted.deletedAt).not.toBeNull();
  expect((await client.campaigns.list()).items).toEqual([]);
  expect((await client.campaigns.list({ deleted: true })).items).toEqual([deleted]);
  for (const call of [
    () => client.campaigns.get({ id }),
    () => client.campaigns.delete({ id }),
    () => client.goals.get({ id: goalId }),
  ]) {
    expect(await errorOf(call())).toMatchObject({ code: 'not_found' });
  }
  expect(await client.campaigns.restore({ id })).toMatchObject({ id, deletedAt: null });
  expect(await client.goals.get({ id: goalId })).toMatchObject({ campaignId: id });
  expect(await errorOf(client.campaigns.restore({ id }))).toMatchObject({ code: 'not_found' });
  const active = await campaignIn(client, 'active');
  expect(await errorOf(client.campaigns.delete({ id: active.id }))).toMatchObject({ code: 'conflict' });
});

test('lists are narrowed by status, artist, track, tag, days and text, also several at once', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'One' });
  const track = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const plan = { startDate: '2026-03-01', endDate: '2026-03-10' };
  await client.campaigns.create({ name: 'Été', trackId: track.id, tags: ['summer'], ...plan });
  await client.campaigns.create({
    name: 'Winter',
    artistId: artist.id,
    startDate: '2026-12-01',
    endDate: '2026-12-31',
  });
  await client.campaigns.create({ name: 'Undated', tags: ['summer'] });
  const found = async (filter: Parameters<typeof client.campaigns.list>[0]) =>
    names(await client.campaigns.list(filter));
  expect(await found({ status: 'draft', sort: 'name' })).toEqual(['Été', 'Undated', 'Winter']);
  expect(await found({ artistId: artist.id })).toEqual(['Winter', 'Été']);
  expect(await found({ trackId: track.id })).toEqual(['Été']);
  expect(await found({ tag: 'summer' })).toEqual(['Undated', 'Été']);
  expect(await found({ text: 'ete' })).toEqual(['Été']);
  expect(await found({ text: '%' })).toEqual([]);
  expect(await found({ runningFrom: '2026-03-10' })).toEqual(['Winter', 'Été']);
  expect(await found({ runningFrom: '2026-03-11', runningTo: '2026-11-30' })).toEqual([]);
  expect(await found({ runningTo: '2026-03-01', tag: 'summer' })).toEqual(['Été']);
});

test('every order goes on from page to page without a gap or a repetition, with equal and missing dates', async () => {
  const { client } = await organization();
  const dates = ['2026-01-02', '2026-01-01', undefined, '2026-01-01', undefined];
  for (const [index, startDate] of dates.entries()) {
    await client.campaigns.create({ name: `N${index % 2}`, ...(startDate && { startDate, endDate: startDate }) });
  }
  for (const sort of ['newest', 'name', 'startDate', 'endDate'] as const) {
    const whole = (await client.campaigns.list({ sort })).items;
    const paged: Campaign[] = [];
    for await (const campaign of client.campaigns.list({ sort, limit: 1 })) paged.push(campaign);
    expect(paged).toEqual(whole);
    expect(new Set(paged.map(({ id }) => id)).size).toBe(dates.length);
  }
  const byStart = (await client.campaigns.list({ sort: 'startDate' })).items.map(({ startDate }) => startDate);
  expect(byStart).toEqual(['2026-01-01', '2026-01-01', '2026-01-02', null, null]);
});

test('a cursor of another order, filter, list or organization is refused, and so is a forged one', async () => {
  const [mine, other] = [await organization(), await organization()];
  for (const { client } of [mine, other]) for (const name of ['a', 'b']) await client.campaigns.create({ name });
  const { nextCursor } = await mine.client.campaigns.list({ limit: 1 });
  const cursor = nextCursor ?? '';
  const [position = ''] = cursor.split('.');
  for (const call of [
    () => mine.client.campaigns.list({ limit: 1, cursor, sort: 'name' }),
    () => mine.client.campaigns.list({ limit: 1, cursor, status: 'draft' }),
    () => mine.client.campaigns.overview({ limit: 1, cursor }),
    () => other.client.campaigns.list({ limit: 1, cursor }),
    () => mine.client.campaigns.list({ limit: 1, cursor: `${position}.AAAAAAAAAAAAAAAAAAAAAA` }),
  ]) {
    const error = await errorOf(call());
    expect(error).toMatchObject({ code: 'invalid_cursor', status: errorCatalogue.invalid_cursor.status });
  }
});

test('a restricted member lists and changes the campaigns of their artists alone', async () => {
  const made = await organization();
  const [own, other] = [await readyCampaign(made.client), await readyCampaign(made.client)];
  const { client } = await person({ organization: made, role: 'manager', artistIds: [own.artistId] });
  expect((await client.campaigns.list()).items.map(({ id }) => id)).toEqual([own.id]);
  expect((await client.campaigns.overview()).items.map(({ campaign }) => campaign.id)).toEqual([own.id]);
  for (const call of [
    () => client.campaigns.update({ id: other.id, version: 1, name: 'x' }),
    () => client.campaigns.delete({ id: other.id }),
    () => client.campaigns.duplicate({ id: other.id }),
    () => client.campaigns.budget({ id: other.id }),
    () => client.goals.get({ id: other.goalId }),
    () => client.goals.create({ campaignId: other.id, type: 'reach', target: 1 }),
  ]) {
    expect(await errorOf(call())).toMatchObject({ code: 'not_found' });
  }
  expect(await errorOf(client.campaigns.listTemplates())).toMatchObject({ code: 'restricted' });
});
