import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openOwnDatabase } from '../../test/own-database.ts';
import { reportedCampaign } from '../../test/reported-campaign.ts';
import { errorOf, openTestServer } from '../../test/support.ts';
import { makeScheduledReports } from './make-scheduled-reports.ts';

// Two processes on the same stores, and a clock that the tests set. Organizations are in Europe/Berlin.
let now = new Date('2026-03-25T12:00:00Z');
const clock = () => now;
const stores = await openOwnDatabase();
const { server, organization, person } = await openTestServer({ clock, stores });
const { server: twin } = await openTestServer({ clock, stores, worker: false });

const round = async () => {
  const job = () => ({ id: randomUUID(), signal: new AbortController().signal });
  await Promise.all([server, twin].map(({ services }) => makeScheduledReports.run(services, null, job())));
};

async function scheduled(rhythm: { every: 'week' | 'month'; day: number }) {
  const owner = await organization();
  const member = await person({ organization: owner, role: 'viewer' });
  const { campaignId } = await reportedCampaign(owner);
  const schedule = await owner.client.reports.createSchedule({ campaignId, rhythm });
  const told = async () =>
    (await member.client.notifications.list()).items.filter(({ kind }) => kind === 'report_ready');
  const reports = async () => (await owner.client.reports.list({ campaignId })).items;
  return { client: owner.client, owner, campaignId, schedule, told, reports };
}

test('the report of the last whole week is made at the organization’s midnight, where clocks change as well', async () => {
  now = new Date('2026-03-25T12:00:00Z');
  const { client, schedule, told, reports } = await scheduled({ every: 'week', day: 1 });
  expect(schedule).toMatchObject({ nextRunOn: '2026-03-30', lastReport: null, enabled: true, version: 1 });
  // Berlin’s summer time begins in the night before.
  now = new Date('2026-03-29T21:59:00Z');
  await round();
  expect(await reports()).toEqual([]);
  now = new Date('2026-03-29T22:00:00Z');
  await round();
  expect(await reports()).toMatchObject([{ from: '2026-03-23', to: '2026-03-29', version: 1 }]);
  expect(await client.reports.getSchedule({ id: schedule.id })).toMatchObject({
    nextRunOn: '2026-04-06',
    lastReport: { from: '2026-03-23', to: '2026-03-29', version: 1 },
    version: 1,
  });
  expect(await told()).toHaveLength(1);
});

test('with two processes and many rounds every period has one report, and everybody is told once', async () => {
  now = new Date('2026-03-25T12:00:00Z');
  const { told, reports } = await scheduled({ every: 'week', day: 3 });
  for (const moment of ['2026-04-01T08:00:00Z', '2026-04-01T08:15:00Z', '2026-04-02T08:00:00Z']) {
    now = new Date(moment);
    await Promise.all([round(), round()]);
  }
  expect(await reports()).toMatchObject([{ from: '2026-03-23', to: '2026-03-29', version: 1 }]);
  const [note, ...more] = await told();
  expect(more).toEqual([]);
  expect(note).toMatchObject({ title: 'The report “Release” is ready', body: '2026-03-23 to 2026-03-29.' });
  now = new Date('2026-04-08T08:00:00Z');
  await round();
  expect((await reports()).map(({ from }) => from)).toEqual(['2026-03-30', '2026-03-23']);
  expect(await told()).toHaveLength(2);
});

test('a monthly report is of the last whole month, on the last day where a month is shorter', async () => {
  now = new Date('2027-02-10T12:00:00Z');
  const { schedule, reports } = await scheduled({ every: 'month', day: 31 });
  expect(schedule.nextRunOn).toBe('2027-02-28');
  now = new Date('2027-02-27T22:59:00Z');
  await round();
  expect(await reports()).toEqual([]);
  now = new Date('2027-02-27T23:00:00Z');
  await round();
  expect(await reports()).toMatchObject([{ from: '2027-01-01', to: '2027-01-31' }]);
});

test('periods that nobody was there for are passed over but the newest', async () => {
  now = new Date('2026-03-25T12:00:00Z');
  const { reports } = await scheduled({ every: 'week', day: 1 });
  now = new Date('2026-05-06T12:00:00Z');
  await round();
  expect((await reports()).map(({ from }) => from)).toEqual(['2026-04-27']);
});

test('a paused schedule makes nothing, and doesn’t make up for it when it goes on', async () => {
  now = new Date('2026-03-25T12:00:00Z');
  const { client, schedule, reports } = await scheduled({ every: 'week', day: 1 });
  const { id } = schedule;
  const paused = await client.reports.updateSchedule({ id, version: 1, enabled: false });
  expect(paused).toMatchObject({ enabled: false, version: 2 });
  expect(await errorOf(client.reports.updateSchedule({ id, version: 1, enabled: true }))).toMatchObject({
    code: 'stale_version',
  });
  now = new Date('2026-04-01T12:00:00Z');
  await round();
  const resumed = await client.reports.updateSchedule({ id, version: 2, enabled: true });
  await round();
  expect(await reports()).toEqual([]);
  expect(resumed.nextRunOn).toBe('2026-04-06');
  const moved = await client.reports.updateSchedule({ id, version: 3, rhythm: { every: 'week', day: 2 } });
  expect(moved.nextRunOn).toBe('2026-04-07');
});

test('a campaign that was over before the period has nothing new to report', async () => {
  now = new Date('2026-03-25T12:00:00Z');
  const owner = await organization();
  const dates = { startDate: '2026-03-01', endDate: '2026-03-20' };
  const campaign = await owner.client.campaigns.create({ name: 'Over', ...dates });
  const { id } = await owner.client.reports.createSchedule({
    campaignId: campaign.id,
    rhythm: { every: 'week', day: 1 },
  });
  now = new Date('2026-03-30T12:00:00Z');
  await round();
  expect((await owner.client.reports.list()).items).toEqual([]);
  expect(await owner.client.reports.getSchedule({ id })).toMatchObject({ lastReport: null, nextRunOn: '2026-04-06' });
});

test('a campaign has one schedule of each rhythm; a deleted one makes no more reports', async () => {
  now = new Date('2026-03-25T12:00:00Z');
  const { client, campaignId, schedule, reports } = await scheduled({ every: 'week', day: 1 });
  const again = client.reports.createSchedule({ campaignId, rhythm: { every: 'week', day: 2 } });
  expect(await errorOf(again)).toMatchObject({ code: 'conflict', details: { field: 'rhythm' } });
  const monthly = await client.reports.createSchedule({ campaignId, rhythm: { every: 'month', day: 1 } });
  expect((await client.reports.listSchedules({ campaignId })).items.map(({ id }) => id)).toEqual([
    monthly.id,
    schedule.id,
  ]);
  await client.reports.deleteSchedule({ id: schedule.id });
  await client.reports.deleteSchedule({ id: monthly.id });
  now = new Date('2026-04-01T12:00:00Z');
  await round();
  expect(await reports()).toEqual([]);
  expect(await errorOf(client.reports.getSchedule({ id: schedule.id }))).toMatchObject({ code: 'not_found' });
  const eighth = client.reports.createSchedule({ campaignId, rhythm: { every: 'week', day: 8 } });
  expect(await errorOf(eighth)).toMatchObject({ code: 'invalid_input' });
});
