import { randomUUID } from 'node:crypto';
import { withTenant } from '@songtrackpro/db';
import { SongTrackPro } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { errorOf, openTestServer, type TestOrganization, type TestPerson } from '../../test/support.ts';
import { notify } from './index.ts';

const { server, organization, person } = await openTestServer();
const { server: twin } = await openTestServer();

function tell({ id: organizationId }: TestOrganization, { userId }: TestPerson, name: string, { services } = server) {
  return withTenant(services.postgres, { organizationId }, (tx) =>
    notify(
      { tx, organizationId, services },
      {
        payload: { kind: 'report_ready', reportId: randomUUID(), name, from: '2026-03-01', to: '2026-03-31' },
        eventKey: `report ${randomUUID()}`,
        recipients: { userIds: [userId] },
      },
    ),
  );
}

const nameIn = (title: string | undefined) => /“(.*)”/.exec(title ?? '')?.[1];

async function member() {
  const own = await organization();
  const somebody = await person({ organization: own, role: 'viewer' });
  return { own, somebody, client: somebody.client };
}

test('a stream begins with the count and brings what another process tells', async () => {
  const { own, somebody, client } = await member();
  await tell(own, somebody, 'Before');
  const events = [];
  for await (const event of client.notifications.watch()) {
    events.push({ name: nameIn(event.notification?.title), unread: event.unread });
    if (events.length === 1) await tell(own, somebody, 'After', twin);
    if (events.length === 2) await client.notifications.markAllRead();
    if (events.length === 3) break;
  }
  expect(events).toEqual([
    { name: undefined, unread: 1 },
    { name: 'After', unread: 2 },
    { name: undefined, unread: 0 },
  ]);
});

test('a stream goes on behind the notification that was seen last', async () => {
  const { own, somebody, client } = await member();
  for (const name of ['One', 'Two', 'Three']) await tell(own, somebody, name);
  const oldest = (await client.notifications.list()).items.at(-1);
  const names = [];
  for await (const { notification } of client.notifications.watch({ after: oldest?.id })) {
    names.push(nameIn(notification?.title));
    if (names.length === 2) break;
  }
  expect(names).toEqual(['Two', 'Three']);
});

/** Reads names from a raw stream until there are so many; answers them with the id of the last event. */
async function readStream(url: string, session: string, count: number, lastEventId?: string) {
  const left = new AbortController();
  const headers = { authorization: `Bearer ${session}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const answer = await fetch(`${url}/v1/notifications/events`, { headers, signal: left.signal });
  const names: string[] = [];
  let [text, id] = ['', ''];
  const decoder = new TextDecoder();
  for await (const bytes of answer.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      id = /^id: ?(.*)$/m.exec(part)?.[1] ?? id;
      const name = /“(.*?)”/.exec(part)?.[1];
      if (name !== undefined && names.length < count) names.push(name);
    }
    if (names.length >= count && id !== '') break;
  }
  left.abort();
  return { names, id };
}

test('a stream that broke off goes on by the id of its last event at another process and leaves nothing out', async () => {
  const { own, somebody } = await member();
  const { session } = somebody;
  const begun = await readStream(server.url, session, 0);
  for (const name of ['One', 'Two', 'Three']) await tell(own, somebody, name);
  expect((await readStream(twin.url, session, 3, begun.id)).names).toEqual(['One', 'Two', 'Three']);
});

test('of what two processes tell at the same time none is left out and none comes twice', async () => {
  const { own, somebody } = await member();
  const count = rounds.competitors * 3;
  const client = new SongTrackPro({ session: somebody.session, baseUrl: twin.url });
  const seen: (string | undefined)[] = [];
  const telling = async () => {
    const names = Array.from({ length: count }, (_, at) => `Report ${at}`);
    await Promise.all(names.map((name, at) => tell(own, somebody, name, at % 2 ? server : twin)));
  };
  let told: Promise<void> | undefined;
  for await (const { notification } of client.notifications.watch()) {
    told ??= telling();
    if (notification) seen.push(nameIn(notification.title));
    if (seen.length === count) break;
  }
  await told;
  expect(new Set(seen).size).toBe(count);
});

test('a stream is refused to a key, and behind a notification of somebody else', async () => {
  const { own, somebody, client } = await member();
  const other = await person({ organization: own, role: 'owner' });
  await tell(own, somebody, 'Mine');
  const [mine] = (await client.notifications.list()).items;
  const first = (watched: AsyncGenerator<unknown, void, undefined>) => errorOf(watched.next());
  expect(await first(own.client.notifications.watch())).toMatchObject({ code: 'session_required' });
  expect(await first(other.client.notifications.watch({ after: mine?.id }))).toMatchObject({ code: 'not_found' });
});
