import { deleteApiKey, withTenant } from '@songtrackpro/db';
import { SongTrackPro } from '@songtrackpro/sdk';
import { createParser } from 'eventsource-parser';
import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
import { openOwnDatabase } from '../../test/own-database.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../test/support.ts';

const { server, organization } = await openTestServer();
const second = await openTestServer({ worker: false });

const announce = ({ client }: TestOrganization) => client.imports.create({ fileName: 'A-audience-timeline.csv' });
const csv = () => timelineCsv([['2026-01-01', 1]]);

/** Reads the raw stream until it has so many events, and closes the connection. */
async function readRaw(url: string, apiKey: string, count: number, lastEventId?: string) {
  const headers = { authorization: `Bearer ${apiKey}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const response = await fetch(url, { headers });
  const events: { id: string | undefined; event: string | undefined; data: string }[] = [];
  const parser = createParser({ onEvent: ({ id, event, data }) => events.push({ id, event, data }) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (events.length < count) {
    const part = await reader?.read();
    if (!part || part.done) break;
    parser.feed(part.value);
  }
  await reader?.cancel();
  return { type: response.headers.get('content-type'), events };
}

test('a watcher sees an import at once, each time it gets further, and its end', async () => {
  // Nobody works here at first: no state can pass before the watcher has seen the one before it.
  const stores = await openOwnDatabase();
  const idle = await openTestServer({ worker: false, stores });
  const owner = await idle.organization();
  const { id } = await announce(owner);
  const seen: string[] = [];
  for await (const { status } of owner.client.imports.watch({ id })) {
    const isNew = seen.at(-1) !== status;
    seen.push(status);
    if (isNew && status === 'awaiting_content') await owner.client.imports.sendContent(id, csv());
    if (isNew && status === 'queued') await openTestServer({ stores });
  }
  expect(seen.slice(0, 1)).toEqual(['awaiting_content']);
  expect(seen).toContain('queued');
  expect(seen.at(-1)).toBe('completed');
});

test('a stream that goes on after a lost connection repeats no state and misses none that lasts', async () => {
  const owner = await organization();
  const { id } = await announce(owner);
  const url = `${server.url}/v1/imports/${id}/events`;
  const first = await readRaw(url, owner.apiKey, 1);
  expect(first.type).toMatch(/^text\/event-stream/);
  await owner.client.imports.run({ fileName: 'other-audience-timeline.csv' }, csv());
  await owner.client.imports.sendContent(id, csv());
  await owner.client.imports.wait(id);
  const { events } = await readRaw(url, owner.apiKey, 2, first.events[0]?.id);
  expect(events.map(({ event, data }) => [event, JSON.parse(data).status])).toEqual([
    [undefined, 'completed'],
    ['end', undefined],
  ]);
  const again = await readRaw(url, owner.apiKey, 2, events[0]?.id);
  expect(again.events.map(({ event }) => event)).toEqual(['end']);
});

test('what another server process changes reaches the watcher', async () => {
  const owner = await organization();
  const { id } = await announce(owner);
  const elsewhere = new SongTrackPro({ apiKey: owner.apiKey, baseUrl: second.server.url });
  const seen: string[] = [];
  for await (const { status } of elsewhere.imports.watch({ id })) {
    seen.push(status);
    if (seen.length === 1) await owner.client.imports.sendContent(id, csv());
  }
  expect(seen.at(-1)).toBe('completed');
});

test('a stream ends with the error as soon as its key is revoked', async () => {
  const owner = await organization();
  const { id } = await announce(owner);
  const me = await owner.client.organizations.me();
  const events = owner.client.imports.watch({ id });
  await events.next();
  await withTenant(server.services.postgres, { organizationId: owner.id }, (tx) =>
    deleteApiKey(tx, me.apiKey?.id ?? ''),
  );
  expect(await errorOf(events.next())).toMatchObject({ code: 'api_key_invalid' });
});

test('a client of a process that stops goes on at another one', async () => {
  const stopping = await openTestServer({ worker: false });
  const owner = await organization();
  const { id } = await announce(owner);
  let base = stopping.server.url;
  const client = new SongTrackPro({
    apiKey: owner.apiKey,
    baseUrl: 'http://balanced.example.com',
    fetch: (input, init) => fetch(String(input).replace('http://balanced.example.com', base), init),
  });
  const seen: string[] = [];
  for await (const { status } of client.imports.watch({ id })) {
    seen.push(status);
    if (seen.length > 1) continue;
    base = server.url;
    await stopping.server.close();
    await owner.client.imports.sendContent(id, csv());
  }
  expect(seen.filter((status) => status === 'awaiting_content')).toHaveLength(1);
  expect(seen.at(-1)).toBe('completed');
});

test('an import of another organization is not found, and a closed loop leaves no watcher behind', async () => {
  const [owner, other] = [await organization(), await organization()];
  const { id } = await announce(owner);
  expect(await errorOf(other.client.imports.watch({ id }).next())).toMatchObject({ code: 'not_found' });
  for await (const _ of owner.client.imports.watch({ id })) break;
  await expect.poll(() => server.services.changes.watched).toBe(0);
});

test('the tRPC face streams the same events with their ids', async () => {
  const owner = await organization();
  const { id } = await owner.client.imports.run({ fileName: 'A-audience-timeline.csv' }, csv());
  const url = `${server.url}/trpc/imports.watch?input=${encodeURIComponent(JSON.stringify({ id }))}`;
  const { events } = await readRaw(url, owner.apiKey, 3);
  expect(events.map(({ event }) => event)).toEqual(['connected', undefined, 'return']);
  expect(events[1]?.id).toBeTruthy();
  expect(JSON.parse(events[1]?.data ?? '')).toMatchObject({ id, status: 'completed' });
});
