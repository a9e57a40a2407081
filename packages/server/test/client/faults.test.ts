import { createClient, NotFoundError, SongTrackPro } from '@songtrackpro/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { makeApiKey } from '../../src/core/api-key-format.ts';
import { timelineCsv } from '../exports.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { errorOf, openTestServer } from '../support.ts';
import { type Doubling, openDoublingProxy } from './doubling-proxy.ts';

const { server, organization, person, join } = await openTestServer();

test.each<Doubling>(['at the same time', 'after its answer'])(
  'through a proxy that sends each request twice, %s, a mutation has one effect',
  async (doubling) => {
    const { apiKey, client } = await organization();
    const proxy = await openDoublingProxy(server.url, doubling);
    onTestFinished(() => proxy.close());
    const doubled = new SongTrackPro({ apiKey, baseUrl: proxy.url });
    const artist = await doubled.artists.create({ name: 'Once' });
    const campaign = await doubled.campaigns.create({ name: 'Release' });
    const renamed = await doubled.campaigns.update({ id: campaign.id, version: campaign.version, name: 'Week' });
    expect(proxy.sent).toBe(6);
    expect((await client.artists.list()).items).toEqual([artist]);
    expect((await client.campaigns.list()).items).toEqual([renamed]);
    expect(renamed.version).toBe(campaign.version + 1);
    await expect
      .poll(async () => (await client.audit.list()).items.map(({ action }) => action).sort())
      .toEqual(['artists.create', 'campaigns.create', 'campaigns.update']);
  },
);

test('a session that expires under 20 calls at once is renewed once, and all of them succeed', async () => {
  const label = await organization();
  const people = [
    await person({ organization: label, role: 'owner' }),
    await person({ organization: label, role: 'owner' }),
  ];
  const sessions = people.map(({ session }) => session);
  let asked = 0;
  const client = createClient({
    baseUrl: server.url,
    token: async () => {
      asked += 1;
      return sessions[asked - 1] ?? '';
    },
  });
  expect((await client.identity.me()).id).toBe(people[0]?.userId);
  await server.services.postgres
    .auth`update auth_sessions set expires_at = now() where user_id = ${people[0]?.userId ?? ''}`;
  const calls = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0 ? client.artists.create({ name: `Artist ${index}` }) : client.artists.list(),
  );
  await Promise.all(calls);
  expect(asked).toBe(2);
  expect(await client.artists.list().toArray({ limit: 20 })).toHaveLength(10);
});

test('a key of another environment is told from a wrong one', async () => {
  const meWith = (apiKey: string) => errorOf(new SongTrackPro({ apiKey, baseUrl: server.url }).organizations.me());
  expect(await meWith(makeApiKey('dev'))).toMatchObject({
    name: 'AuthenticationError',
    code: 'api_key_invalid',
    message: expect.stringMatching(/environment “dev”, and this server makes those of “live”: use a key/),
  });
  expect(await meWith(makeApiKey('live'))).toMatchObject({
    code: 'api_key_invalid',
    message: 'This API key is unknown, expired or revoked. Make a new one.',
  });
});

test('an abort in the middle of paging ends the list, and the client goes on working', async () => {
  const { client } = await organization();
  for (const name of ['A', 'B', 'C', 'D']) await client.artists.create({ name });
  const stop = new AbortController();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { name } of client.artists.list({ limit: 2 }, { signal: stop.signal })) {
      seen.push(name);
      if (seen.length === 3) stop.abort();
    }
  })();
  expect(await errorOf(reading)).toMatchObject({ name: 'AbortedError' });
  expect(seen).toHaveLength(3);
  expect(await client.artists.list({ limit: 2 }).toArray({ limit: 10 })).toHaveLength(4);
});

test('an abort in the middle of an upload leaves what arrived, and a new upload completes the import', async () => {
  const { client } = await organization();
  const { id } = await client.imports.create({ fileName: 'large-audience-timeline.csv' });
  const content = new Blob(['x'.repeat(9 * 1024 * 1024)]);
  const stop = new AbortController();
  const progress: number[] = [];
  const onProgress = ({ sentBytes, totalBytes }: { sentBytes: number; totalBytes: number }) => {
    progress.push(sentBytes);
    expect(totalBytes).toBe(content.size);
    stop.abort();
  };
  const upload = client.imports.sendContent(id, content, { signal: stop.signal, onProgress });
  expect(await errorOf(upload)).toMatchObject({ name: 'AbortedError' });
  expect(progress).toEqual([8 * 1024 * 1024]);
  expect(await client.imports.get({ id })).toMatchObject({
    status: 'awaiting_content',
    receivedBytes: 8 * 1024 * 1024,
  });
  expect(await client.imports.sendContent(id, content)).toMatchObject({ receivedBytes: content.size });
});

test('a small file whose upload breaks off in its middle arrives whole', async () => {
  const { apiKey } = await organization();
  const file = new Blob([
    timelineCsv([
      ['2026-01-01', 5],
      ['2026-01-02', 7],
    ]),
  ]);
  let uploads = 0;
  const cutting: typeof fetch = async (input, init) => {
    if (init?.method !== 'PUT' || uploads++ > 0) return fetch(input, init);
    const cut = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new Uint8Array(await file.slice(0, 25).arrayBuffer()));
        setTimeout(() => controller.error(new Error('cut')), 50);
      },
    });
    return fetch(input, { ...init, body: cut, duplex: 'half' } as RequestInit);
  };
  const client = new SongTrackPro({ apiKey, baseUrl: server.url, fetch: cutting });
  const done = await client.imports.run({ fileName: 'A-audience-timeline.csv' }, file);
  expect(done).toMatchObject({ status: 'completed', sizeBytes: file.size, rows: { read: 2 } });
  expect(uploads).toBe(2);
});

test('queries of one moment travel as one request, and each is answered as it would be alone', async () => {
  const { apiKey, client } = await organization();
  const artist = await client.artists.create({ name: 'A' });
  const addresses: string[] = [];
  const counted: typeof fetch = (input, init) => {
    addresses.push(String(input));
    return fetch(input, init);
  };
  const batched = new SongTrackPro({ apiKey, baseUrl: server.url, fetch: counted, batch: true });
  const [found, missing, list] = await Promise.allSettled([
    batched.artists.get({ id: artist.id }),
    batched.tracks.get({ id: artist.id }),
    batched.artists.list(),
  ]);
  expect(found).toEqual({ status: 'fulfilled', value: artist });
  expect(missing).toMatchObject({ status: 'rejected', reason: expect.any(NotFoundError) });
  expect(list).toMatchObject({ status: 'fulfilled', value: { items: [artist] } });
  expect(addresses).toHaveLength(1);
});

test('a call of a person names the organization that it means', async () => {
  const [one, other, foreign] = [await organization(), await organization(), await organization()];
  const member = await person({ organization: one, role: 'owner' });
  await join(other, member.userId, 'viewer');
  const idAt = async (named: string) => (await member.client.organizations.me({ organization: named })).organization.id;
  expect([await idAt(one.id), await idAt(other.id)]).toEqual([one.id, other.id]);
  expect(await errorOf(idAt(foreign.id))).toMatchObject({ code: 'organization_required' });
});

test('a subscription through a network that goes away and comes back leaves nothing out and repeats nothing', async () => {
  const { apiKey, client } = await organization();
  const network = await FaultProxy.before(server.url);
  onTestFinished(() => network.close());
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  const state = (date: string) =>
    client.metrics.push({
      facts: [
        { subjectKind: 'artist', subjectId, date, observedAt: '2026-04-01T00:00:00.000Z', values: { streams: 5 } },
      ],
    });
  const causes: unknown[] = [];
  const onRetry = ({ error }: { error: Error }) => void causes.push(error.name);
  const away = new SongTrackPro({ apiKey, baseUrl: network.urlOf(server.url), hooks: { onRetry } });
  const stream = away.metrics.watch();
  const days: string[] = [];
  const readUntil = async (count: number) => {
    while (days.length < count) {
      const { value } = await stream.next();
      days.push(...(value?.facts ?? []).map(({ from }) => from));
    }
  };
  await stream.next();
  await state('2026-03-01');
  await readUntil(1);
  await network.goAway();
  await state('2026-03-02');
  const rest = readUntil(3);
  await network.comeBack();
  await state('2026-03-03');
  await rest;
  await stream.return();
  expect(days).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
  expect(new Set(causes)).toEqual(new Set(['ConnectionError']));
});
