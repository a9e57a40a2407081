import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type FactChange, InvalidInputError, type LiveBatch, SongTrackPro } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { timelineCsv } from '../../test/exports.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../test/support.ts';

vi.setConfig({ testTimeout: 60_000 * rounds.races });

const { server, organization, person } = await openTestServer();
const { server: twin } = await openTestServer();
const observedAt = '2026-03-02T06:00:00.000Z';

async function withArtist() {
  const made = await organization();
  const { id: artistId } = await made.client.artists.create({ name: 'Anna' });
  return { ...made, artistId, clients: clientsOf(made) };
}

/** One client for each server process. */
const clientsOf = ({ apiKey }: TestOrganization) =>
  [server, twin].map(({ url }) => new SongTrackPro({ apiKey, baseUrl: url })) as [SongTrackPro, SongTrackPro];

const factOf = (subjectId: string, date: string, values: Record<string, number>, parts = {}) => ({
  subjectKind: 'artist' as const,
  subjectId,
  date,
  observedAt,
  values,
  ...parts,
});

const said = ({ from, change, metrics, source }: FactChange) => `${source} ${from} ${change} ${metrics.join('+')}`;

/** The first event of a stream. */
async function first(stream: AsyncIterable<LiveBatch>): Promise<LiveBatch> {
  for await (const batch of stream) return batch;
  throw new Error('the stream ended');
}

/** What a stream brings, until there are so many changes of facts. */
async function factsUntil(stream: AsyncIterable<LiveBatch>, count: number, onBegin: () => Promise<unknown>) {
  const facts: FactChange[] = [];
  let begun = false;
  for await (const batch of stream) {
    if (!begun) await onBegin();
    begun = true;
    facts.push(...batch.facts);
    if (facts.length >= count) break;
  }
  return facts;
}

test('a stream brings what is stated, restated and withdrawn, at any process', async () => {
  const { clients, artistId, client } = await withArtist();
  const file = { fileName: 'x-audience-timeline.csv', artistId };
  const facts = await factsUntil(clients[1].metrics.watch(), 5, async () => {
    await client.metrics.push({ facts: [factOf(artistId, '2026-03-01', { streams: 7, listeners: 5 })] });
    await client.metrics.push({ facts: [factOf(artistId, '2026-03-01', { streams: 7, listeners: 5 })] });
    const later = { observedAt: '2026-03-03T06:00:00.000Z' };
    await client.metrics.push({ facts: [factOf(artistId, '2026-03-01', { streams: 9, listeners: 5 }, later)] });
    // An older statement joins the history, and changes nothing of what holds.
    const earlier = { observedAt: '2026-03-01T23:00:00.000Z' };
    await client.metrics.push({ facts: [factOf(artistId, '2026-03-01', { streams: 1, listeners: 1 }, earlier)] });
    const { id } = await client.imports.run(file, timelineCsv([['2026-03-01', 8]]));
    await client.imports.undo({ id });
    await client.imports.wait(id);
    await client.metrics.push({ facts: [factOf(artistId, '2026-03-02', { streams: 1 })] });
  });
  expect(facts.map(said)).toEqual([
    'push 2026-03-01 recorded listeners+streams',
    'push 2026-03-01 restated streams',
    'spotify_for_artists 2026-03-01 recorded followers+listeners+streams',
    'spotify_for_artists 2026-03-01 withdrawn followers+listeners+streams',
    'push 2026-03-02 recorded streams',
  ]);
  expect(facts[0]?.subject).toEqual({ kind: 'artist', id: artistId, name: 'Anna' });
});

test('counts of a track are told by hour and day, each as it stands after the change', async () => {
  const { client, artistId } = await withArtist();
  const track = await client.tracks.create({ artistId, title: 'Song' });
  const timestamp = new Date(Date.now() - 90 * 60_000).toISOString();
  const play = () => ({ eventId: randomUUID(), type: 'play' as const, trackId: track.id, timestamp });
  const last = new Map<string, number>();
  let step = 0;
  for await (const { counts } of client.metrics.watch()) {
    if (step === 0) await client.events.ingest({ events: [play(), play()] });
    for (const { track: of, interval, start, plays } of counts) {
      expect(of).toEqual({ id: track.id, title: 'Song' });
      expect(timestamp.startsWith(start.slice(0, interval === 'hour' ? 13 : 10))).toBe(true);
      expect(plays).toBeGreaterThan(last.get(interval) ?? 0);
      last.set(interval, plays);
    }
    const plays = [last.get('hour'), last.get('day')];
    if (step === 1 && plays.every((value) => value === 2)) await client.events.ingest({ events: [play()] });
    if (step === 0 || plays.every((value) => value === 2)) step += 1;
    if (plays.every((value) => value === 3)) break;
  }
});

test('a member who is restricted to an artist is told of that artist alone', async () => {
  const own = await withArtist();
  const { id: hidden } = await own.client.artists.create({ name: 'Berta' });
  const { client } = await person({ organization: own, role: 'manager', artistIds: [own.artistId] });
  const hers = await own.client.tracks.create({ artistId: hidden, title: 'Hers' });
  const facts = await factsUntil(client.metrics.watch(), 1, async () => {
    const timestamp = new Date(Date.now() - 60_000).toISOString();
    await own.client.events.ingest({ events: [{ eventId: 'x', type: 'play', trackId: hers.id, timestamp }] });
    await own.client.metrics.push({ facts: [factOf(hidden, '2026-03-01', { streams: 1 })] });
    await own.client.metrics.push({ facts: [factOf(own.artistId, '2026-03-01', { streams: 2 })] });
  });
  expect(facts.map(({ subject }) => subject.name)).toEqual(['Anna']);
});

/** Metrics that writers state of the same facts at the same moment: each of them is one change. */
const metrics = ['streams', 'listeners', 'followers', 'saves'];
const dates = Array.from({ length: 40 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const endDate = '2026-03-01';

/** Reads to the end, and leaves at random: each time it goes on behind the last position, at either process. */
async function readAll(clients: readonly SongTrackPro[], after: string): Promise<string[]> {
  const found: string[] = [];
  for (let position = after; ; ) {
    const client = clients[Math.floor(Math.random() * clients.length)];
    let left = 1 + Math.floor(Math.random() * 4);
    for await (const batch of client?.metrics.watch({ after: position }) ?? []) {
      position = batch.position;
      found.push(...batch.facts.map(said));
      if (batch.facts.some(({ from }) => from === endDate)) return found;
      left -= 1;
      if (left === 0) break;
    }
  }
}

test('with writers at several processes and readers that break off at random, each change comes exactly once', async () => {
  for (let round = 0; round < rounds.races; round += 1) {
    const { clients, artistId } = await withArtist();
    const { position } = await first(clients[0].metrics.watch());
    const readers = [0, 1, 2].map(() => readAll(clients, position));
    const writers = metrics.map(async (metric, index) => {
      const waiting = dates.toSorted(() => Math.random() - 0.5);
      while (waiting.length > 0) {
        const batch = waiting.splice(0, 1 + Math.floor(Math.random() * 12));
        const facts = batch.map((date) => factOf(artistId, date, { [metric]: 1 }));
        await clients[index % 2]?.metrics.push({ facts });
      }
    });
    const file = { fileName: 'x-audience-timeline.csv', artistId };
    const imported = clients[1].imports.run(file, timelineCsv(dates.map((date) => [date, 5])));
    await Promise.all([...writers, imported]);
    // Told after everything that was stored before it.
    await clients[0].metrics.push({ facts: [factOf(artistId, endDate, { streams: 1 })] });
    for (const found of await Promise.all(readers)) {
      const pushed = found.filter((text) => text.startsWith('push'));
      const names = pushed.map((text) => text.replace(/recorded|restated/, ''));
      expect(names.sort()).toEqual(
        [
          ...dates.flatMap((date) => metrics.map((metric) => `push ${date}  ${metric}`)),
          `push ${endDate}  streams`,
        ].sort(),
      );
      expect(pushed.filter((text) => text.includes('recorded'))).toHaveLength(dates.length + 1);
      expect(found.filter((text) => !text.startsWith('push')).sort()).toEqual(
        dates.map((date) => `spotify_for_artists ${date} recorded followers+listeners+streams`),
      );
    }
  }
});

test('a position that is older than changes are kept is refused with what to do', async () => {
  const { id, client } = await organization();
  await server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`insert into live_changes (organization_id, kind, subject_id, change_number, data, created_at)
      values (${id}, 'fact', ${randomUUID()}, 0, '{"version": 1}', now() - interval '8 days')`;
  });
  const error = await errorOf(first(client.metrics.watch({ after: '0' })));
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error.message).toContain('`metrics.revisions`');
  // One that begins now does not.
  expect(await first(client.metrics.watch())).toMatchObject({ facts: [], counts: [] });
});

test('a reader that does not read is let go, and misses nothing when it comes back', async () => {
  const slow = await openTestServer({ http: { slowReaderMs: 300 } });
  const own = await slow.organization();
  const { id } = await own.client.artists.create({ name: 'Anna' });
  const change = {
    kind: 'fact',
    id: randomUUID(),
    subject: { kind: 'artist', id },
    granularity: 'day',
    from: '2026-03-01',
    to: '2026-03-01',
    source: 'push',
    attribution: null,
    breakdown: { long: 'x'.repeat(30_000) },
    change: 'recorded',
    metrics: ['streams'],
    recordedAt: observedAt,
  };
  // Several events, and far more than the buffers of a connection hold.
  await slow.server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${own.id}, true)`;
    await tx`insert into live_changes (organization_id, kind, subject_id, change_number, data)
      select ${own.id}::uuid, 'fact', ${change.id}::uuid, n, ${tx.json({ version: 1, change })} from generate_series(1, 1000) n`;
  });
  const { hostname, port } = new URL(slow.server.url);
  const socket = connect(Number(port), hostname).pause();
  const lines = ['GET /v1/metrics/events?after=0 HTTP/1.1', `host: ${hostname}`, `authorization: Bearer ${own.apiKey}`];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const watched = () => slow.server.services.changes.watched;
  await vi.waitFor(() => expect(watched()).toBeGreaterThan(0), { timeout: 20_000 });
  await vi.waitFor(() => expect(watched()).toBe(0), { timeout: 20_000 });
  socket.on('error', () => {}).resume();
  if (!socket.closed) await once(socket, 'close');
  const facts = await factsUntil(own.client.metrics.watch({ after: '0' }), 1000, async () => {});
  expect(facts).toHaveLength(1000);
});
