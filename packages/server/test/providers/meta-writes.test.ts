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

const peopleOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => ({
    email: createHash('sha256')
      .update(`${from + n}`)
      .digest('hex'),
  }));

test('people are sent by hash in batches of a session, replaced by another session, and go with their audience', async () => {
  const { client, access, fake } = await openMeta();
  const id = await client.createAudience(access, { name: 'Listeners [stp 1]', description: 'Came to the last tour' });
  const session = { id: 1, batch: 1, isLast: false, estimatedTotal: 10_001 };
  const first = await client.sendPeople(access, id, { edge: 'users', session, people: peopleOf(0, 10_000) });
  expect(first).toEqual({ received: 10_000, invalid: 0 });
  const last = { ...session, batch: 2, isLast: true };
  await client.sendPeople(access, id, { edge: 'users', session: last, people: peopleOf(10_000, 10_001) });
  // Sent again, as after an answer that got lost, it changes nothing.
  await client.sendPeople(access, id, { edge: 'users', session: last, people: peopleOf(10_000, 10_001) });
  const audience = fake.ads.audiences.get(id);
  expect(audience?.people.size).toBe(10_001);
  expect(audience?.sessions.get(1)).toEqual([1, 2, 2]);
  const phone = createHash('sha256').update('15559876543').digest('hex');
  const anew = { id: 2, batch: 1, isLast: true, estimatedTotal: 2 };
  await client.sendPeople(access, id, { edge: 'usersreplace', session: anew, people: [...peopleOf(0, 1), { phone }] });
  expect(audience?.people.size).toBe(2);
  expect(await client.findAudiencesByTag(access, '[stp 1]')).toMatchObject([{ id, name: 'Listeners [stp 1]' }]);
  await client.deleteAudience(access, id);
  expect(await client.listAudiences(access)).toEqual([]);
});

test('an address in plain text is never sent, nor more people than a batch has', async () => {
  const { client, access, fake } = await openMeta();
  const id = await client.createAudience(access, { name: 'Listeners', description: 'x' });
  const asked = fake.requests.length;
  const session = { id: 1, batch: 1, isLast: true, estimatedTotal: 1 };
  const send = (people: { email: string }[]) => client.sendPeople(access, id, { edge: 'users', session, people });
  await expect(send([{ email: 'mary@example.com' }])).rejects.toThrow('SHA-256');
  await expect(send(peopleOf(0, 10_001))).rejects.toThrow('10000');
  expect(fake.requests.length).toBe(asked);
});
