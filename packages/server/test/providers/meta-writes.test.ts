import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { account, openMeta, refusalOf } from './open-meta.ts';

const campaign = { name: 'Single out now [stp 0001]', objective: 'OUTCOME_TRAFFIC', dailyBudget: '2500' } as const;
const creating = new RegExp(`POST /v26.0/act_${account}/campaigns`);

test('a campaign is validated without being made, then made paused', async () => {
  const { client, access, fake } = await openMeta();
  const before = fake.ads.tree.campaigns.size;
  await client.validateCampaign(access, campaign);
  expect(fake.ads.tree.campaigns.size).toBe(before);
  const { id, found } = await client.createCampaign(access, campaign);
  expect(found).toBe(false);
  expect(fake.ads.tree.campaigns.get(id)).toMatchObject({ name: campaign.name, status: 'PAUSED', dailyBudget: '2500' });
});

test('what Meta would refuse is told by validating it', async () => {
  const { client, access } = await openMeta();
  const error = await refusalOf(client.validateCampaign(access, { ...campaign, dailyBudget: '0' }));
  expect(error).toMatchObject({ kind: 'permanent', code: '100' });
  expect(error.message).toContain('budget is too low');
});

test('a campaign without a budget leaves the money to its ad sets', async () => {
  const { client, access, fake } = await openMeta();
  const { id } = await client.createCampaign(access, { name: campaign.name, objective: campaign.objective });
  expect(fake.ads.tree.campaigns.get(id)).toMatchObject({ dailyBudget: null, lifetimeBudget: null });
});

test('the network is cut while a campaign is made: it is found by its name and not made twice', async () => {
  const { client, access, fake } = await openMeta();
  fake.fail({ on: creating, fault: { kind: 'lost' } });
  const { id, found } = await client.createCampaign(access, campaign);
  expect(found).toBe(true);
  const made = [...fake.ads.tree.campaigns.values()].filter(({ name }) => name === campaign.name);
  expect(made.map((one) => one.id)).toEqual([id]);
});

test('cut before Meta heard of it, or away for longer, the campaign stays unmade and the error says so', async () => {
  const { client, access, fake } = await openMeta();
  fake.fail({ on: creating, fault: { kind: 'cut' } });
  expect(await refusalOf(client.createCampaign(access, campaign))).toMatchObject({ mayHaveHappened: true });
  expect(await client.findCampaignsByName(access, campaign.name)).toEqual([]);
  await fake.close();
  expect(await refusalOf(client.createCampaign(access, campaign))).toMatchObject({ reason: 'unreachable' });
});

test('a campaign is resumed, paused and given another budget', async () => {
  const { client, access, fake } = await openMeta();
  const { id } = await client.createCampaign(access, campaign);
  await client.updateCampaign(access, id, { status: 'ACTIVE' });
  expect(fake.ads.tree.campaigns.get(id)?.status).toBe('ACTIVE');
  await client.updateCampaign(access, id, { status: 'PAUSED', dailyBudget: '3000' });
  expect(fake.ads.tree.campaigns.get(id)).toMatchObject({ status: 'PAUSED', dailyBudget: '3000' });
});

test('people are added and removed by hash, in sessions of 10,000 rows', async () => {
  const { client, access, fake } = await openMeta();
  const id = await client.createAudience(access, { name: 'Listeners', description: 'Came to the last tour' });
  const hashes = Array.from({ length: 20_001 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex'));
  expect(await client.changeAudience(access, id, 'add', hashes)).toEqual({ received: 20_001, invalid: 0 });
  const audience = fake.ads.audiences.get(id);
  expect(audience?.people.size).toBe(20_001);
  expect([...(audience?.sessions.values() ?? [])]).toEqual([[1, 2, 3]]);
  await client.changeAudience(access, id, 'remove', hashes.slice(0, 1));
  expect(audience?.people.size).toBe(20_000);
});

test('an address in plain text is never sent', async () => {
  const { client, access, fake } = await openMeta();
  const id = await client.createAudience(access, { name: 'Listeners', description: 'x' });
  const asked = fake.requests.length;
  await expect(client.changeAudience(access, id, 'add', ['mary@example.com'])).rejects.toThrow('SHA-256');
  expect(fake.requests.length).toBe(asked);
});
