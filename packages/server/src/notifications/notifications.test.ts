import { randomUUID } from 'node:crypto';
import { type NotificationPayload, notificationKinds } from '@songtrackpro/contracts';
import { withTenant } from '@songtrackpro/db';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer, type TestOrganization, type TestPerson } from '../../test/support.ts';
import { type Note, notify } from './index.ts';

// Two processes of one installation.
const { server, organization, person } = await openTestServer();
const { server: twin } = await openTestServer();

const { services } = server;

function tell(own: TestOrganization, note: Note, { services: by } = server): Promise<void> {
  const organizationId = own.id;
  return withTenant(by.postgres, { organizationId }, (tx) => notify({ tx, organizationId, services: by }, note));
}

/** A note of its own event to these people. */
function noteTo(people: readonly TestPerson[], name = 'Sample'): Note {
  return {
    payload: { kind: 'report_ready', reportId: randomUUID(), name, from: '2026-03-01', to: '2026-03-31' },
    eventKey: `report ${randomUUID()}`,
    recipients: { userIds: people.map(({ userId }) => userId) },
  };
}

async function member(role: 'owner' | 'viewer' = 'viewer') {
  const own = await organization();
  const somebody = await person({ organization: own, role });
  return { own, somebody, client: somebody.client };
}

const payloads: Record<NotificationPayload['kind'], NotificationPayload> = {
  campaign_started: {
    kind: 'campaign_started',
    campaignId: randomUUID(),
    campaignName: 'Spring',
    startDate: '2026-03-01',
    endDate: null,
  },
  campaign_not_started: {
    kind: 'campaign_not_started',
    campaignId: randomUUID(),
    campaignName: 'Spring',
    startDate: '2026-03-01',
    endDate: null,
    missing: ['dates', 'goal'],
  },
  campaign_ended: {
    kind: 'campaign_ended',
    campaignId: randomUUID(),
    campaignName: 'Spring',
    startDate: null,
    endDate: '2026-03-31',
  },
  goal_reached: {
    kind: 'goal_reached',
    campaignId: randomUUID(),
    campaignName: 'Spring\n"fling"',
    goalId: randomUUID(),
    metric: 'streams',
    target: 1000,
    value: 1001,
  },
  budget_threshold: {
    kind: 'budget_threshold',
    campaignId: randomUUID(),
    campaignName: 'x'.repeat(300),
    threshold: 'stop',
    spentMinor: 5000,
    budgetMinor: 5000,
    currency: 'JPY',
  },
  integration_attention: {
    kind: 'integration_attention',
    integrationId: randomUUID(),
    provider: 'meta',
    reason: 'Sign in again.',
  },
  import_finished: {
    kind: 'import_finished',
    importId: randomUUID(),
    fileName: 'a.csv',
    status: 'refused',
    rowsRead: 3,
    rowsRefused: 2,
  },
  invitation: { kind: 'invitation', invitationId: randomUUID(), email: 'guest@example.com', state: 'accepted' },
  payment_failed: { kind: 'payment_failed', invoiceId: randomUUID(), amountMinor: 1250, currency: 'EUR' },
  report_ready: {
    kind: 'report_ready',
    reportId: randomUUID(),
    name: 'March',
    from: '2026-03-01',
    to: '2026-03-31',
  },
  sync_failed: { kind: 'sync_failed', integrationId: randomUUID(), provider: 'spotify', reason: 'It was away.' },
  platform_refused: {
    kind: 'platform_refused',
    provider: 'meta',
    subject: 'campaign',
    subjectId: randomUUID(),
    name: 'Spring',
    reason: 'The budget is too low.',
  },
  webhook_disabled: {
    kind: 'webhook_disabled',
    endpointId: randomUUID(),
    url: 'https://example.com/hook',
    reason: 'gone',
  },
};

test.each(notificationKinds)(
  'a notification of kind %s has a title of one line and carries what it is about',
  async (kind) => {
    const { own, somebody, client } = await member();
    const payload = payloads[kind];
    await tell(own, { payload, eventKey: kind, recipients: { userIds: [somebody.userId] } });
    const { items } = await client.notifications.list({ kind });
    expect(items).toMatchObject([{ kind, payload, readAt: null, archivedAt: null }]);
    expect(items[0]?.title).toMatch(/^[^\n]{5,300}$/);
    expect(await client.notifications.get({ id: items[0]?.id ?? '' })).toEqual(items[0]);
  },
);

test('what does not fit its kind is told to nobody', async () => {
  const { own, somebody, client } = await member();
  const broken = { ...payloads.invitation, state: 'lost' } as never;
  const note = { payload: broken, eventKey: 'x', recipients: { userIds: [somebody.userId] } };
  await expect(tell(own, note)).rejects.toThrow();
  expect((await client.notifications.list()).items).toEqual([]);
});

test('who begins an import is told how it ended, and nobody else', async () => {
  const { own, client } = await member('owner');
  const other = await person({ organization: own, role: 'owner' });
  const { id } = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, timelineCsv([['2026-01-01', 7]]));
  const { items } = await client.notifications.list();
  expect(items).toMatchObject([
    { kind: 'import_finished', payload: { importId: id, status: 'completed', rowsRead: 1, rowsRefused: 0 } },
  ]);
  expect((await other.client.notifications.list()).items).toEqual([]);
});

test('of an import by a key members who may import are told where it needs somebody', async () => {
  const own = await organization();
  const manager = await person({ organization: own, role: 'manager' });
  const viewer = await person({ organization: own, role: 'viewer' });
  const artist = await own.client.artists.create({ name: 'Anna' });
  const restricted = await person({ organization: own, role: 'manager', artistIds: [artist.id] });
  await own.client.imports.run({ fileName: 'B-audience-timeline.csv' }, timelineCsv([['2026-01-01', 7]]));
  const { id } = await own.client.imports.run({ fileName: 'nothing.csv' }, 'what,is\nthis,file\n');
  expect((await manager.client.notifications.list()).items).toMatchObject([
    { payload: { importId: id, status: 'refused' } },
  ]);
  for (const { client } of [viewer, restricted]) expect((await client.notifications.list()).items).toEqual([]);
});

test('of an artist’s event the members are told who work for that artist, and those who work for all', async () => {
  const own = await organization();
  const [anna, berta] = await Promise.all(['Anna', 'Berta'].map((name) => own.client.artists.create({ name })));
  const all = await person({ organization: own, role: 'viewer' });
  const ofAnna = await person({ organization: own, role: 'viewer', artistIds: [anna?.id ?? ''] });
  const ofBerta = await person({ organization: own, role: 'viewer', artistIds: [berta?.id ?? ''] });
  const recipients = { permission: 'campaigns:read' as const, artistId: anna?.id ?? null };
  await tell(own, { payload: payloads.campaign_started, eventKey: 'start', recipients });
  const counts = await Promise.all([all, ofAnna, ofBerta].map(({ client }) => client.notifications.unreadCount()));
  expect(counts).toEqual([{ unread: 1 }, { unread: 1 }, { unread: 0 }]);
});

test('of one event a person is told once, however many processes tell it at the same time', async () => {
  const { own, somebody, client } = await member();
  const note = noteTo([somebody, somebody]);
  const tellers = Array.from({ length: rounds.competitors }, (_, at) => tell(own, note, at % 2 ? server : twin));
  await Promise.all(tellers);
  expect((await client.notifications.list()).items).toHaveLength(1);
  expect(await client.notifications.unreadCount()).toEqual({ unread: 1 });
});

test('the unread count is right while two processes tell and the person reads', async () => {
  const { own, somebody } = await member();
  const { session } = somebody;
  const [here, there] = [somebody.client, new SongTrackPro({ session, baseUrl: twin.url })];
  for (let at = 0; at < 4; at += 1) await tell(own, noteTo([somebody]));
  const { items } = await here.notifications.list();
  const [first, second, third] = items.map(({ id }) => id);
  await Promise.all([
    ...Array.from({ length: rounds.competitors }, (_, at) => tell(own, noteTo([somebody]), at % 2 ? server : twin)),
    here.notifications.markRead({ ids: [first ?? '', second ?? ''] }),
    there.notifications.markRead({ ids: [second ?? '', third ?? ''] }),
    there.notifications.archive({ ids: [third ?? ''] }),
  ]);
  const unread = await here.notifications.list({ unread: true }).toArray({ limit: 1000 });
  expect(unread).toHaveLength(rounds.competitors + 1);
  expect(await there.notifications.unreadCount()).toEqual({ unread: unread.length });
});

test('all are marked as read up to the newest that was seen, and one becomes unread again', async () => {
  const { own, somebody, client } = await member();
  for (const name of ['One', 'Two', 'Three']) await tell(own, noteTo([somebody], name));
  const [three, two, one] = (await client.notifications.list()).items;
  expect(await client.notifications.markAllRead({ through: two?.id })).toEqual({ changed: 2, unread: 1 });
  expect((await client.notifications.list({ unread: true })).items).toEqual([three]);
  expect(await client.notifications.markRead({ ids: [one?.id ?? ''], read: false })).toEqual({ changed: 1, unread: 2 });
  expect(await client.notifications.markAllRead()).toEqual({ changed: 2, unread: 0 });
});

test('an archived notification is out of the list and the count, and comes back', async () => {
  const { own, somebody, client } = await member();
  await tell(own, noteTo([somebody]));
  const [only] = (await client.notifications.list()).items;
  const ids = [only?.id ?? ''];
  expect(await client.notifications.archive({ ids })).toEqual({ changed: 1, unread: 0 });
  expect((await client.notifications.list()).items).toEqual([]);
  expect((await client.notifications.list({ archived: true })).items).toMatchObject([{ id: only?.id }]);
  expect(await client.notifications.archive({ ids })).toEqual({ changed: 0, unread: 0 });
  expect(await client.notifications.archive({ ids, archived: false })).toEqual({ changed: 1, unread: 1 });
});

test('nobody reads or marks what another member was told, and a key has no notifications', async () => {
  const { own, somebody, client } = await member();
  const other = await person({ organization: own, role: 'owner' });
  await tell(own, noteTo([somebody]));
  const [only] = (await client.notifications.list()).items;
  const id = only?.id ?? '';
  expect(await errorOf(other.client.notifications.get({ id }))).toMatchObject({ code: 'not_found' });
  expect(await errorOf(other.client.notifications.markAllRead({ through: id }))).toMatchObject({ code: 'not_found' });
  expect(await other.client.notifications.markRead({ ids: [id] })).toEqual({ changed: 0, unread: 0 });
  expect(await other.client.notifications.archive({ ids: [id] })).toEqual({ changed: 0, unread: 0 });
  expect(await client.notifications.get({ id })).toEqual(only);
  expect(await errorOf(own.client.notifications.list())).toMatchObject({ code: 'session_required', status: 403 });
});

test('a cursor of one member is refused for another one', async () => {
  const { own, somebody, client } = await member();
  const other = await person({ organization: own, role: 'owner' });
  for (let at = 0; at < 3; at += 1) await tell(own, noteTo([somebody, other]));
  const { nextCursor } = await client.notifications.list({ limit: 1 });
  const foreign = other.client.notifications.list({ limit: 1, cursor: nextCursor ?? '' });
  expect(await errorOf(foreign)).toMatchObject({ code: 'invalid_cursor' });
  expect(await client.notifications.list({ limit: 1 }).toArray({ limit: 10 })).toHaveLength(3);
});

test('what goes back with its transaction is told to nobody', async () => {
  const { own, somebody, client } = await member();
  const organizationId = own.id;
  const undone = withTenant(services.postgres, { organizationId }, async (tx) => {
    await notify({ tx, organizationId, services }, noteTo([somebody]));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await client.notifications.unreadCount()).toEqual({ unread: 0 });
});
