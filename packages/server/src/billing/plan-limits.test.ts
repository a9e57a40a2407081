import { plans } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { giveSubscription } from '../../test/subscriptions.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { server, organization, person } = await openTestServer({ billing: { defaultPlan: 'free' } });

const free = plans.free.limits;
const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => make(index)));
const madeOf = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;
const reasonsOf = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as { code: string; details: object }] : [],
  );

test('of fifty campaigns that are created at once, a plan of ten gets exactly ten', async () => {
  const { client, id } = await organization();
  await giveSubscription(server, id, { tier: 'starter' });
  const results = await many(50, (index) => client.campaigns.create({ name: `Campaign ${index}` }));
  expect(madeOf(results)).toBe(10);
  expect((await client.campaigns.list({ limit: 100 })).items).toHaveLength(10);
  for (const { code, details } of reasonsOf(results)) {
    expect(code).toBe('plan_limit');
    expect(details).toEqual({ resource: 'activeCampaigns', limit: 10, used: 10, suggestedPlan: 'professional' });
  }
});

test('many tracks that come in one call are refused together where the plan has no room for all of them', async () => {
  const { client } = await organization();
  const artist = await client.artists.create({ name: 'Anna' });
  const tracks = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ artistId: artist.id, title: `Song ${index} of ${count}` }));
  await client.tracks.createMany({ tracks: tracks(free.tracks ?? 0) });
  expect(await errorOf(client.tracks.createMany({ tracks: tracks(3) }))).toMatchObject({
    code: 'plan_limit',
    details: { resource: 'tracks', limit: 50, used: 50, suggestedPlan: 'starter' },
  });
  const { items } = await client.tracks.list({ limit: 100 });
  expect(items).toHaveLength(50);
  // What is deleted makes room, and is counted again when it comes back.
  const [first, second] = items;
  await client.tracks.deleteMany({ ids: [first?.id ?? '', second?.id ?? ''] });
  await client.tracks.create({ artistId: artist.id, title: 'Another' });
  const restored = client.tracks.restoreMany({ ids: [first?.id ?? '', second?.id ?? ''] });
  expect(await errorOf(restored)).toMatchObject({ code: 'plan_limit' });
  expect(await client.tracks.restore({ id: first?.id ?? '' })).toMatchObject({ deletedAt: null });
});

test('a plan that gets smaller than what there is takes nothing away, lets it be changed, and blocks growth', async () => {
  const { client, id } = await organization();
  await giveSubscription(server, id, { tier: 'starter' });
  const made = await many(6, (index) => client.campaigns.create({ name: `Campaign ${index}` }));
  expect(madeOf(made)).toBe(6);
  await giveSubscription(server, id, { tier: 'starter', status: 'canceled' });
  const [campaign] = (await client.campaigns.list()).items;
  if (!campaign) throw new Error('no campaign');
  await client.campaigns.update({ id: campaign.id, version: campaign.version, name: 'Renamed' });
  expect(await errorOf(client.campaigns.duplicate({ id: campaign.id }))).toMatchObject({
    code: 'plan_limit',
    message:
      'The plan allows 3 active campaigns; 6 are there, and this would make 7. The plan Starter has room for that.',
    details: { limit: 3, used: 6, suggestedPlan: 'starter' },
  });
  const { items, plan } = await client.billing.getUsage();
  expect(plan).toBe('free');
  expect(items).toContainEqual({ resource: 'activeCampaigns', used: 6, allowed: 3, resetsAt: null });
});

test('a schedule goes with its campaign and makes room, and comes back with it only where there is room', async () => {
  const { client } = await organization();
  const schedule = (campaignId: string) =>
    client.reports.createSchedule({ campaignId, rhythm: { every: 'week', day: 1 } });
  const [first, second] = [
    await client.campaigns.create({ name: 'First' }),
    await client.campaigns.create({ name: 'Second' }),
  ];
  await schedule(first.id);
  expect(await errorOf(schedule(second.id))).toMatchObject({ details: { resource: 'scheduledReports', used: 1 } });
  await client.campaigns.delete({ id: first.id });
  const { id } = await schedule(second.id);
  expect(await errorOf(client.campaigns.restore({ id: first.id }))).toMatchObject({
    code: 'plan_limit',
    details: { resource: 'scheduledReports', limit: 1, used: 1 },
  });
  await client.reports.deleteSchedule({ id });
  expect(await client.campaigns.restore({ id: first.id })).toMatchObject({ deletedAt: null });
  expect((await client.reports.listSchedules()).items).toMatchObject([{ campaignId: first.id }]);
});

test('a member who is restricted to an artist is counted against what the whole organization has', async () => {
  const made = await organization();
  const [own, other] = await Promise.all(['Anna', 'Berta'].map((name) => made.client.artists.create({ name })));
  const hers = Array.from({ length: 49 }, (_, index) => ({ artistId: other?.id ?? '', title: `Song ${index}` }));
  await made.client.tracks.createMany({ tracks: hers });
  const artistId = own?.id ?? '';
  const { client } = await person({ organization: made, role: 'manager', artistIds: [artistId] });
  await client.tracks.create({ artistId, title: 'The last one' });
  expect(await errorOf(client.tracks.create({ artistId, title: 'One too many' }))).toMatchObject({
    code: 'plan_limit',
    details: { used: 50 },
  });
});

test('events beyond those of the month are refused before one of them is stored, and the reset is told', async () => {
  const { client, id } = await organization();
  const artist = await client.artists.create({ name: 'Anna' });
  const { id: trackId } = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const event = (eventId: string) => ({ eventId, type: 'play' as const, trackId, timestamp: new Date().toISOString() });
  await client.events.ingest({ events: [event('a'), event('b')] });
  await client.events.ingest({ events: [event('a')] });
  const eventsOf = async () =>
    (await client.billing.getUsage()).items.find(({ resource }) => resource === 'eventsPerMonth');
  const { used, resetsAt } = (await eventsOf()) ?? {};
  expect(used).toBe(2);
  expect(resetsAt).toMatch(/-01T00:00:00.000Z$/);
  const { app } = server.services.postgres;
  await app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`update usage_counters set count = ${(free.eventsPerMonth ?? 0) - 5} where meter = 'events'`;
  });
  const batches = await many(4, (index) => client.events.ingest({ events: [event(`${index}x`), event(`${index}y`)] }));
  expect(madeOf(batches)).toBe(2);
  expect(reasonsOf(batches)[0]).toMatchObject({
    code: 'plan_limit',
    details: { resource: 'eventsPerMonth', limit: free.eventsPerMonth, suggestedPlan: 'starter' },
  });
});

test('numbers older than the history of the plan are not shown, and a larger plan shows them', async () => {
  const { client, id } = await organization();
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const counts = (days: number) => client.events.counts({ from: ago(days), to: ago(days - 1), interval: 'day' });
  expect((await counts(90)).rows).toEqual([]);
  expect(await errorOf(counts(200))).toMatchObject({
    code: 'plan_limit',
    details: { resource: 'historyDays', limit: 90, used: 200, suggestedPlan: 'starter' },
  });
  await giveSubscription(server, id, { tier: 'starter' });
  expect((await counts(200)).rows).toEqual([]);
});

test('plans are listed with their prices in minor units, and the one that holds', async () => {
  const { client } = await organization();
  const { items, current } = await client.billing.listPlans();
  expect(current).toBe('free');
  expect(items.map(({ tier }) => tier)).toEqual(['free', 'starter', 'professional', 'enterprise']);
  expect(items[1]?.prices).toEqual([
    { interval: 'month', amountMinor: 2900, currency: 'USD', lookupKey: 'songtrackpro_starter_month' },
    { interval: 'year', amountMinor: 29_000, currency: 'USD', lookupKey: 'songtrackpro_starter_year' },
  ]);
});

test('where nothing is sold, nothing is limited', async () => {
  const { organization: own } = await openTestServer({ worker: false });
  const { client } = await own();
  expect(await client.billing.getSubscription()).toEqual({
    plan: 'enterprise',
    access: 'none',
    subscription: null,
    sold: false,
  });
  expect((await client.billing.getUsage()).items.every(({ allowed }) => allowed === null)).toBe(true);
});
