import { randomUUID } from 'node:crypto';
import { withTenant } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { openOwnDatabase } from '../../test/own-database.ts';
import { openTestServer, type TestOrganization, type TestPerson } from '../../test/support.ts';
import { type Note, notify, sendDigests } from './index.ts';

let now = new Date();
const clock = () => now;
const stores = await openOwnDatabase();
const { server, organization, person, mailsTo } = await openTestServer({ stores, clock });
const { server: twin } = await openTestServer({ stores, clock });

/** Tells a person of so many things at a moment. */
async function tell({ id: organizationId }: TestOrganization, { userId }: TestPerson, at: string, things = 1) {
  now = new Date(at);
  const { services } = server;
  for (let thing = 0; thing < things; thing += 1) {
    const note: Note = {
      payload: { kind: 'sync_failed', integrationId: randomUUID(), provider: 'meta', reason: `Told at ${at}.` },
      eventKey: `sync ${randomUUID()}`,
      recipients: { userIds: [userId] },
    };
    await withTenant(services.postgres, { organizationId }, (tx) => notify({ tx, organizationId, services }, note));
  }
}

/** What a round of the job at a moment hands in, over both processes at once. */
async function round(at: string): Promise<number> {
  now = new Date(at);
  const mails = await Promise.all([server, twin, server].map(({ services }) => sendDigests(services)));
  return mails.reduce((sum, count) => sum + count, 0);
}

/** A member of a label in Berlin who wants one mail a day, in a zone of their own where one is given. */
async function memberIn(timeZone?: string) {
  now = new Date();
  const label = await organization();
  const somebody = await person({ organization: label, role: 'viewer' });
  const { client } = somebody;
  await client.notifications.setPreferences({ preferences: [{ kind: 'sync_failed', inApp: true, email: 'daily' }] });
  if (timeZone !== undefined) await client.identity.updateProfile({ timeZone });
  return { label, somebody };
}

const mailsOf = async ({ email }: TestPerson, count: number) => {
  const mails = await mailsTo(email, count);
  expect(mails).toHaveLength(count);
  return mails;
};

test('the daily mail goes out at six of the organization’s zone, also on the days on which its clocks change', async () => {
  const { label, somebody } = await memberIn();
  const days = [
    { told: '2026-03-27T12:00:00Z', before: '2026-03-28T04:45:00Z', at: '2026-03-28T05:00:00Z' },
    { told: '2026-03-28T12:00:00Z', before: '2026-03-29T03:45:00Z', at: '2026-03-29T04:00:00Z' },
    { told: '2026-10-24T12:00:00Z', before: '2026-10-25T04:45:00Z', at: '2026-10-25T05:00:00Z' },
  ];
  for (const [index, { told, before, at }] of days.entries()) {
    await tell(label, somebody, told);
    expect(await round(before), before).toBe(0);
    expect(await round(at), at).toBe(1);
    await mailsOf(somebody, index + 1);
  }
});

test('a person’s own zone comes before the organization’s, whatever its offset', async () => {
  const zones = { 'America/Los_Angeles': '13:00', 'Asia/Kathmandu': '00:15', 'Pacific/Kiritimati': '16:00' };
  for (const [zone, hour] of Object.entries(zones)) {
    const { label, somebody } = await memberIn(zone);
    await tell(label, somebody, '2026-06-10T17:00:00Z');
    const at = new Date(`2026-06-11T${hour}:00Z`);
    expect(await round(new Date(at.getTime() - 15 * 60_000).toISOString()), zone).toBe(0);
    expect(await round(at.toISOString()), zone).toBe(1);
    expect((await mailsOf(somebody, 1))[0]?.subject).toBe('One notification from SongTrackPro');
  }
});

test('a day has one mail, whatever happens after it, how much waits and how many processes write it', async () => {
  const { label, somebody } = await memberIn();
  await tell(label, somebody, '2026-07-01T10:00:00Z', 103);
  expect(await round('2026-07-02T04:00:00Z')).toBe(1);
  await tell(label, somebody, '2026-07-02T05:00:00Z', 2);
  for (const at of ['2026-07-02T04:15:00Z', '2026-07-02T12:00:00Z', '2026-07-03T03:45:00Z'])
    expect(await round(at), at).toBe(0);
  expect(await round('2026-07-03T04:00:00Z')).toBe(1);
  const subjects = (await mailsOf(somebody, 2)).map(({ subject }) => subject);
  expect(subjects.toSorted()).toEqual(['100 notifications from SongTrackPro', '5 notifications from SongTrackPro']);
});

test('a process that was away at the hour sends the mail later, with what happened before the hour', async () => {
  const { label, somebody } = await memberIn();
  await tell(label, somebody, '2026-08-01T10:00:00Z');
  await tell(label, somebody, '2026-08-02T09:00:00Z');
  expect(await round('2026-08-02T13:30:00Z')).toBe(1);
  const [mail] = await mailsOf(somebody, 1);
  expect(mail?.text).toContain('Told at 2026-08-01T10:00:00Z.');
  expect(mail?.text).not.toContain('Told at 2026-08-02');
  expect(await round('2026-08-03T04:00:00Z')).toBe(1);
});
