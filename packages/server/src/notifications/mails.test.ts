import { randomUUID } from 'node:crypto';
import { type EmailDelivery, notificationKinds } from '@songtrackpro/contracts';
import { withTenant } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { openTestServer, type TestOrganization, type TestPerson } from '../../test/support.ts';
import { createLog } from '../core/log.ts';
import { type Note, notify } from './index.ts';

const lines: string[] = [];
const { server, organization, person, mailsTo } = await openTestServer({
  log: createLog('trace', { write: (line) => void lines.push(line) }),
});
const { server: twin } = await openTestServer();

function tell({ id: organizationId }: TestOrganization, note: Note, { services } = server): Promise<void> {
  return withTenant(services.postgres, { organizationId }, (tx) => notify({ tx, organizationId, services }, note));
}

function noteTo({ userId }: TestPerson, reason: string): Note {
  return {
    payload: { kind: 'sync_failed', integrationId: randomUUID(), provider: 'meta', reason },
    eventKey: `sync ${randomUUID()}`,
    recipients: { userIds: [userId] },
  };
}

async function memberWho(email: EmailDelivery, inApp = true) {
  const own = await organization();
  const somebody = await person({ organization: own, role: 'viewer' });
  await somebody.client.notifications.setPreferences({ preferences: [{ kind: 'sync_failed', inApp, email }] });
  return { own, somebody, client: somebody.client };
}

test('each kind has a preference from the start, and only those that are named change', async () => {
  const own = await organization();
  const { client } = await person({ organization: own, role: 'viewer' });
  const before = (await client.notifications.preferences()).preferences;
  expect(before.map(({ kind }) => kind)).toEqual(notificationKinds);
  expect(before).toContainEqual({ kind: 'payment_failed', inApp: true, email: 'immediate' });
  const chosen = { kind: 'payment_failed' as const, inApp: false, email: 'none' as const };
  const after = (await client.notifications.setPreferences({ preferences: [chosen] })).preferences;
  expect(after).toEqual(before.map((preference) => (preference.kind === chosen.kind ? chosen : preference)));
  expect((await client.notifications.preferences()).preferences).toEqual(after);
});

test('a mail goes out at once, once for an event that two processes tell, and no log has its text', async () => {
  const { own, somebody } = await memberWho('immediate');
  const reason = `The account is locked (${randomUUID()}).`;
  const note = noteTo(somebody, reason);
  await Promise.all([tell(own, note), tell(own, note, twin), tell(own, note)]);
  await mailsTo(somebody.email);
  await tell(own, noteTo(somebody, 'Another thing happened.'));
  const mails = await mailsTo(somebody.email, 2);
  expect(mails.map(({ subject }) => subject)).toEqual(Array(2).fill('Fetching numbers from meta failed'));
  expect(mails.filter(({ text }) => text.includes(reason))).toHaveLength(1);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.includes(reason) || line.includes(somebody.email))).toEqual([]);
});

test('who wants no mail gets none, and who wants only mail is shown nothing', async () => {
  const silent = await memberWho('none');
  await tell(silent.own, noteTo(silent.somebody, 'Not mailed.'));
  const mailed = await memberWho('immediate', false);
  await tell(mailed.own, noteTo(mailed.somebody, 'Mailed only.'));
  await mailsTo(mailed.somebody.email);
  expect(await mailsTo(silent.somebody.email, 0)).toEqual([]);
  expect((await silent.client.notifications.list()).items).toHaveLength(1);
  expect((await mailed.client.notifications.list()).items).toEqual([]);
  expect(await mailed.client.notifications.unreadCount()).toEqual({ unread: 0 });
});
