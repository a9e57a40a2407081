import { type CampaignStatus, campaignSteps } from '@songtrackpro/contracts';
import { ConflictError } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { campaignIn, daysFromToday, readyCampaign, spend } from '../../test/campaigns.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization, person } = await openTestServer();

const statuses: CampaignStatus[] = ['draft', 'active', 'paused', 'completed', 'archived'];
const matrix = statuses.flatMap((from) => statuses.map((to) => ({ from, to })));
const isStep = ({ from, to }: { from: CampaignStatus; to: CampaignStatus }) =>
  campaignSteps.some((step) => step.from === from && step.to === to);

test.each(matrix.filter(isStep))('a campaign that is $from can become $to', async ({ from, to }) => {
  const { client } = await organization();
  const before = await campaignIn(client, from);
  const after = await client.campaigns.changeStatus({ id: before.id, version: before.version, status: to });
  expect(after).toMatchObject({ status: to, version: before.version + 1 });
  expect(await client.campaigns.get({ id: before.id })).toEqual(after);
});

test.each(matrix.filter((step) => !isStep(step)))(
  'a campaign that is $from is refused to become $to, and told what it can become',
  async ({ from, to }) => {
    const { client } = await organization();
    const before = await campaignIn(client, from);
    const error = await errorOf(client.campaigns.changeStatus({ id: before.id, version: before.version, status: to }));
    expect(error).toBeInstanceOf(ConflictError);
    const allowed = campaignSteps.filter((step) => step.from === from).map((step) => step.to);
    expect(error).toMatchObject({ code: 'conflict', details: { from, to, allowed } });
    expect(await client.campaigns.get({ id: before.id })).toEqual(before);
  },
);

test('a campaign without anything is told all that it lacks at once', async () => {
  const { client } = await organization();
  const { id } = await client.campaigns.create({ name: 'Bare' });
  const error = await errorOf(client.campaigns.changeStatus({ id, version: 1, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { missing: ['track', 'budget', 'dates', 'goal'] } });
  expect(error.message).toContain('a track that was not deleted, a budget above 0, a start and an end date, a goal');
});

test.each([
  ['before its first day', { startDate: daysFromToday(2) }, 'begun'],
  ['after its last day', { startDate: daysFromToday(-10), endDate: daysFromToday(-2) }, 'not_over'],
  ['with a budget of nothing', { budgetMinor: 0 }, 'budget'],
])('a campaign is not started %s', async (_, plan, missing) => {
  const { client } = await organization();
  const { id, version } = await readyCampaign(client, plan);
  const error = await errorOf(client.campaigns.changeStatus({ id, version, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { missing: [missing] } });
});

test('a campaign whose money is spent is resumed only with more of it', async () => {
  const { client } = await organization();
  const campaign = await campaignIn(client, 'paused');
  const { id } = campaign;
  await spend(client, id, [{ name: 'Ads', spend: '1000.00', impressions: 1, reach: 1 }]);
  const error = await errorOf(client.campaigns.changeStatus({ id, version: campaign.version, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { missing: ['budget_left'] } });
  const { version } = await client.campaigns.update({ id, version: campaign.version, budgetMinor: 200_000 });
  expect(await client.campaigns.changeStatus({ id, version, status: 'active' })).toMatchObject({ status: 'active' });
});

test('a step with a stale version is a conflict that carries the current row', async () => {
  const { client } = await organization();
  const { id, version } = await readyCampaign(client);
  const current = await client.campaigns.update({ id, version, name: 'Renamed' });
  const error = await errorOf(client.campaigns.changeStatus({ id, version, status: 'active' }));
  expect(error).toMatchObject({ code: 'stale_version', details: { current } });
});

test('of many who start a campaign at once exactly one does', async () => {
  const { client } = await organization();
  const { id, version } = await readyCampaign(client);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () => client.campaigns.changeStatus({ id, version, status: 'active' })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await client.campaigns.get({ id })).version).toBe(version + 1);
});

test('a step is audited with the state before and after', async () => {
  const { client } = await organization();
  const { id } = await campaignIn(client, 'active');
  await vi.waitFor(
    async () => {
      const { items } = await client.audit.list({ resourceId: id });
      const entry = items.find(({ action }) => action === 'campaigns.changeStatus');
      expect(entry?.changes).toEqual([{ field: 'status', before: 'draft', after: 'active' }]);
    },
    { timeout: 20_000 },
  );
});

test('an imported campaign has no steps here', async () => {
  const { client } = await organization();
  const campaign = await readyCampaign(client);
  const [id = ''] = await spend(client, campaign.id, [{ name: 'Ads', spend: '1', impressions: 1, reach: 1 }]);
  const { version } = await client.campaigns.get({ id });
  const error = await errorOf(client.campaigns.changeStatus({ id, version, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { field: 'id' } });
});

test('a viewer starts nothing, and a member restricted to an artist starts that artist’s campaigns alone', async () => {
  const made = await organization();
  const [own, other] = [await readyCampaign(made.client), await readyCampaign(made.client)];
  const viewer = await person({ organization: made, role: 'viewer' });
  const step = ({ id, version }: { id: string; version: number }) => ({ id, version, status: 'active' as const });
  expect(await errorOf(viewer.client.campaigns.changeStatus(step(own)))).toMatchObject({ code: 'forbidden' });
  const member = await person({ organization: made, role: 'manager', artistIds: [own.artistId] });
  expect(await member.client.campaigns.changeStatus(step(own))).toMatchObject({ status: 'active' });
  expect(await errorOf(member.client.campaigns.changeStatus(step(other)))).toMatchObject({ code: 'not_found' });
});
