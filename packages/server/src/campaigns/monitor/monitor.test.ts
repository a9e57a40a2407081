import { randomUUID } from 'node:crypto';
import { addDays } from '@songtrackpro/contracts';
import { listOrganizationsAtWork } from '@songtrackpro/db';
import { expect, test, vi } from 'vitest';
import { campaignIn, readyCampaign, spend, zone } from '../../../test/campaigns.ts';
import { songCsv } from '../../../test/exports.ts';
import { openTestServer, type TestOrganization } from '../../../test/support.ts';
import { tendCampaigns } from './tend-campaigns.ts';

const { server, organization, person } = await openTestServer();

/** One round for an organization at a moment, as the worker makes it. */
const tend = ({ id }: TestOrganization, at: string | Date = new Date()) =>
  tendCampaigns({ ...server.services, clock: () => new Date(at) }, { id, zone });

interface Told {
  kind: string;
  title: string;
  payload: Record<string, unknown>;
}

/** What a person was told, the oldest first. */
async function toldTo(organizationId: string, userId: string): Promise<Told[]> {
  return server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    return tx<Told[]>`select kind, title, data -> 'payload' as payload from notifications
      where user_id = ${userId} order by id`;
  });
}

/** An organization with an owner who is told. */
async function watched() {
  const made = await organization();
  const { userId } = await person({ organization: made, role: 'owner' });
  return { made, client: made.client, told: () => toldTo(made.id, userId) };
}

const statusOf = async ({ client }: TestOrganization, id: string) => (await client.campaigns.get({ id })).status;

// Years ahead, so that a round by the real clock, which another test makes, finds nothing to start.
test.each([
  ['in winter', '2040-02-10', '2040-02-09T23:00:00Z'],
  ['on the day that loses an hour', '2040-03-25', '2040-03-24T23:00:00Z'],
  ['on the day after it', '2040-03-26', '2040-03-25T22:00:00Z'],
  ['on the day that has an hour more', '2040-10-28', '2040-10-27T22:00:00Z'],
  ['on the day after that', '2040-10-29', '2040-10-28T23:00:00Z'],
])(
  'a scheduled campaign starts at the organization’s midnight %s, and says so once',
  async (_, startDate, midnight) => {
    const { made, client, told } = await watched();
    const { id } = await readyCampaign(client, { startDate, endDate: '2040-12-31', scheduled: true });
    await tend(made, new Date(Date.parse(midnight) - 1));
    expect(await statusOf(made, id)).toBe('draft');
    for (let round = 0; round < 3; round += 1) await tend(made, midnight);
    expect(await statusOf(made, id)).toBe('active');
    expect(await told()).toMatchObject([
      { kind: 'campaign_started', payload: { campaignName: 'Release week', startDate } },
    ]);
  },
);

test('a campaign ends when its last day is over, also a paused one, and says so once', async () => {
  const { made, client, told } = await watched();
  const [one, two] = [await campaignIn(client, 'active'), await campaignIn(client, 'paused')];
  const last = one.endDate ?? '';
  await tend(made, `${last}T21:00:00Z`);
  expect([await statusOf(made, one.id), await statusOf(made, two.id)]).toEqual(['active', 'paused']);
  const after = new Date(Date.parse(`${last}T23:30:00Z`));
  for (let round = 0; round < 2; round += 1) await tend(made, after);
  expect([await statusOf(made, one.id), await statusOf(made, two.id)]).toEqual(['completed', 'completed']);
  expect((await told()).map(({ kind }) => kind)).toEqual(['campaign_ended', 'campaign_ended']);
});

test('a draft that nobody scheduled, or that lacks something, stays a draft, and what it lacks is told once', async () => {
  const { made, client, told } = await watched();
  const manual = await readyCampaign(client);
  const goalless = await readyCampaign(client, { scheduled: true });
  await client.goals.delete({ id: goalless.goalId });
  const audience = await client.audiences.create({ name: 'Fans' });
  const targeting = { version: 1 as const, audienceIds: [audience.id] };
  const aimless = await readyCampaign(client, { scheduled: true, targeting });
  await client.audiences.delete({ id: audience.id });
  const drafts = [manual, goalless, aimless];
  for (let round = 0; round < 2; round += 1) await tend(made);
  for (const { id } of drafts) expect(await statusOf(made, id)).toBe('draft');
  expect(await told()).toMatchObject([
    { kind: 'campaign_not_started', payload: { campaignId: goalless.id, missing: ['goal'] } },
    { kind: 'campaign_not_started', payload: { campaignId: aimless.id, missing: ['audiences'] } },
  ]);
  await client.goals.restore({ id: goalless.goalId });
  await client.audiences.restore({ id: audience.id });
  await tend(made);
  expect([await statusOf(made, goalless.id), await statusOf(made, aimless.id)]).toEqual(['active', 'active']);
});

test('spend warns once, stops once and pauses; more budget makes new thresholds', async () => {
  const { made, client, told } = await watched();
  const campaign = await campaignIn(client, 'active');
  const { id } = campaign;
  await spend(client, id, [{ name: 'A', spend: '799.99', impressions: 1, reach: 1 }]);
  await tend(made);
  expect(await told()).toEqual([]);
  await client.imports.run(
    { fileName: 'later.csv' },
    `"Reporting starts","Reporting ends","Campaign name","Attribution setting",Reach,Impressions,"Amount spent (USD)"
2026-01-01,2026-02-28,,"7-day click or 1-day view",1,1,800
2026-01-01,2026-02-28,"A","7-day click or 1-day view",1,1,800
`,
  );
  for (let round = 0; round < 2; round += 1) await tend(made);
  expect(await told()).toMatchObject([
    { kind: 'budget_threshold', payload: { threshold: 'warning', budgetMinor: 100_000, spentMinor: 80_000 } },
  ]);
  expect(await statusOf(made, id)).toBe('active');
  const less = await client.campaigns.update({ id, version: campaign.version, budgetMinor: 80_000 });
  for (let round = 0; round < 2; round += 1) await tend(made);
  expect((await told()).slice(1)).toMatchObject([
    { payload: { threshold: 'warning', budgetMinor: 80_000 } },
    { payload: { threshold: 'stop', budgetMinor: 80_000 } },
  ]);
  const paused = await client.campaigns.get({ id });
  expect(paused).toMatchObject({ status: 'paused', version: less.version + 1 });
  await vi.waitFor(
    async () => {
      const { items } = await client.audit.list({ resourceId: id, action: 'campaigns.changeStatus' });
      expect(items[0]).toMatchObject({
        actor: { kind: 'system' },
        changes: [{ field: 'status', before: 'active', after: 'paused' }],
      });
    },
    { timeout: 20_000 },
  );
});

test('a goal that is reached is told once, also when it is lost and reached again, and keeps when that was', async () => {
  const { made, client, told } = await watched();
  const { id, version, trackId, goalId, startDate } = await readyCampaign(client);
  await client.campaigns.changeStatus({ id, version, status: 'active' });
  const state = async (streams: number) => {
    const exportedAt = new Date().toISOString();
    const file = { fileName: `${randomUUID()}-timeline.csv`, trackId, exportedAt };
    await client.imports.run(file, songCsv([[startDate ?? '', streams]]));
    await tend(made);
    return client.goals.get({ id: goalId });
  };
  expect(await state(999)).toMatchObject({ status: 'on_track', reachedAt: null });
  const reached = await state(1000);
  expect(reached).toMatchObject({ status: 'reached', version: 1 });
  expect(reached.reachedAt).not.toBeNull();
  expect(await state(1)).toMatchObject({ progress: { current: 1 }, reachedAt: reached.reachedAt });
  expect(await state(2000)).toMatchObject({ status: 'reached', reachedAt: reached.reachedAt });
  expect(await told()).toMatchObject([
    { kind: 'goal_reached', payload: { metric: 'streams', target: 1000, value: 1000 } },
  ]);
});

test('a round that finds nothing new leaves campaigns and goals untouched', async () => {
  const { made, client } = await watched();
  const { id } = await campaignIn(client, 'active');
  await spend(client, id, [{ name: 'A', spend: '1', impressions: 1, reach: 1 }]);
  await tend(made);
  const read = async () => [await client.campaigns.get({ id }), (await client.goals.list({ campaignId: id })).items];
  const before = await read();
  await tend(made);
  expect(await read()).toEqual(before);
});

test('rounds that run at once take each step once and tell each event once', async () => {
  const { made, client, told } = await watched();
  const { id } = await readyCampaign(client, { scheduled: true });
  const { version } = await client.campaigns.get({ id });
  await Promise.all(Array.from({ length: 4 }, () => tend(made)));
  expect(await client.campaigns.get({ id })).toMatchObject({ status: 'active', version: version + 1 });
  expect(await told()).toHaveLength(1);
});

test('only members who may see a campaign are told of it', async () => {
  const { made, client } = await watched();
  const { id, version, artistId } = await readyCampaign(client);
  const other = await client.artists.create({ name: 'Other' });
  const [theirs, foreign] = [
    await person({ organization: made, role: 'manager', artistIds: [artistId] }),
    await person({ organization: made, role: 'manager', artistIds: [other.id] }),
  ];
  await client.campaigns.update({ id, version, scheduled: true });
  await tend(made);
  expect(await toldTo(made.id, theirs.userId)).toHaveLength(1);
  expect(await toldTo(made.id, foreign.userId)).toEqual([]);
});

test('the worker sees which organizations have something to do, and nothing else of their campaigns', async () => {
  const [busy, idle] = [await organization(), await organization()];
  await campaignIn(busy.client, 'active');
  await campaignIn(idle.client, 'draft');
  const late = await organization();
  const { endDate } = await campaignIn(late.client, 'completed');
  const found = async (lateFrom: string) =>
    (await listOrganizationsAtWork(server.services.postgres, lateFrom)).filter(({ id }) =>
      [busy.id, idle.id, late.id].includes(id),
    );
  expect(await found(addDays(endDate ?? '', 1))).toEqual([busy, late].map(({ id }) => ({ id, zone })));
  expect(await found(addDays(endDate ?? '', 2))).toEqual([{ id: busy.id, zone }]);
});

test('a goal that late numbers make reached after the campaign was completed is told once, for 30 days and no longer', async () => {
  const { made, client, told } = await watched();
  const campaign = await readyCampaign(client);
  const [startDate, endDate] = [campaign.startDate ?? '', campaign.endDate ?? ''];
  const { version } = await client.campaigns.get({ id: campaign.id });
  await client.campaigns.changeStatus({ id: campaign.id, version, status: 'active' });
  const later = await client.goals.create({
    campaignId: campaign.id,
    type: 'streams',
    target: 3000,
    dueDate: addDays(endDate, 20),
  });
  await tend(made, `${addDays(endDate, 1)}T12:00:00Z`);
  expect((await client.campaigns.get({ id: campaign.id })).status).toBe('completed');
  const state = (streams: number) => {
    const file = { fileName: `${randomUUID()}-timeline.csv`, trackId: campaign.trackId };
    const exportedAt = new Date().toISOString();
    return client.imports.run({ ...file, exportedAt }, songCsv([[startDate, streams]]));
  };
  await spend(client, campaign.id, [{ name: 'A', spend: '2000', impressions: 1, reach: 1 }]);
  await state(1500);
  for (let round = 0; round < 2; round += 1) await tend(made, `${addDays(endDate, 29)}T12:00:00Z`);
  const reached = (await told()).filter(({ kind }) => kind !== 'campaign_ended');
  expect(reached).toMatchObject([{ kind: 'goal_reached', payload: { goalId: campaign.goalId, value: 1500 } }]);
  expect(reached).toHaveLength(1);
  expect((await client.goals.get({ id: campaign.goalId })).reachedAt).not.toBeNull();
  expect(await statusOf(made, campaign.id)).toBe('completed');
  await state(4000);
  await tend(made, `${addDays(endDate, 52)}T12:00:00Z`);
  expect((await client.goals.get({ id: later.id })).reachedAt).toBeNull();
  await tend(made, `${addDays(endDate, 50)}T12:00:00Z`);
  expect((await told()).at(-1)).toMatchObject({ kind: 'goal_reached', payload: { goalId: later.id } });
});
