import { deleteApiKey, withTenant } from '@songtrackpro/db';
import { SongTrackPro } from '@songtrackpro/sdk';
import { createParser } from 'eventsource-parser';
import { expect, test } from 'vitest';
import { timelineCsv } from '../../test/exports.ts';
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
  const owner = await organization();
  const { id } = await announce(owner);
  const seen: string[] = [];
  for await (const { status } of owner.client.imports.watch({ id })) {
    seen.push(status);
    if (status === 'awaiting_content' && seen.length === 1) await owner.client.imports.sendContent(id, csv());
  }
  expect(seen[0]).toBe('awaiting_content');
  expect(seen.at(-1)).toBe('completed');
  expect(seen.length).toBeGreaterThan(2);
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

test('on both faces a stream goes on after the last event that was seen', async () => {
  const owner = await organization();
  const { id } = await announce(owner);
  const input = encodeURIComponent(JSON.stringify({ id }));
  const faces = [`${server.url}/v1/imports/${id}/events`, `${server.url}/trpc/imports.watch?input=${input}`];
  const data = ({ event, data: text }: { event: string | undefined; data: string }) =>
    event === undefined ? [(JSON.parse(text) as { status: string }).status] : [];
  const seen = await Promise.all(faces.map((url) => readRaw(url, owner.apiKey, url.includes('trpc') ? 2 : 1)));
  await owner.client.imports.sendContent(id, csv());
  await owner.client.imports.wait(id);
  for (const [index, url] of faces.entries()) {
    const last = seen[index]?.events.at(-1);
    expect(last && data(last)).toEqual(['awaiting_content']);
    const rest = await readRaw(url, owner.apiKey, 3, last?.id);
    expect(rest.events.flatMap(data)).toEqual(['completed']);
  }
});

test('a stream that has nothing to say yet is open all the same', async () => {
  const owner = await organization();
  const { id } = await announce(owner);
  const url = `${server.url}/v1/imports/${id}/events`;
  const first = await readRaw(url, owner.apiKey, 1);
  const headers = { authorization: `Bearer ${owner.apiKey}`, 'last-event-id': first.events[0]?.id ?? '' };
  const opened = await fetch(url, { headers });
  expect(opened.status).toBe(200);
  await opened.body?.cancel();
});
