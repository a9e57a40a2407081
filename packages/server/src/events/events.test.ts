import { randomUUID } from 'node:crypto';
import { countStreamingEvents } from '@songtrackpro/db';
import { NotFoundError, RateLimitError, SongTrackPro } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { storedOf } from '../../test/stored.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../test/support.ts';

const { server, organization, person } = await openTestServer();
const minute = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const today = () => new Date().toISOString().slice(0, 10);
const lately = () => ({ from: ago(40 * 1440 * minute).slice(0, 10), to: today() });

async function withTrack() {
  const made = await organization();
  const artist = await made.client.artists.create({ name: 'Anna' });
  const track = await made.client.tracks.create({ artistId: artist.id, title: 'Song', durationMs: 200_000 });
  const event = (eventId: string, parts = {}) => ({
    eventId,
    type: 'play' as const,
    trackId: track.id,
    timestamp: ago(90 * minute),
    ...parts,
  });
  return { ...made, artist, track, event };
}

/** Once every stored event is counted. */
async function counted(client: TestOrganization['client'], input = {}) {
  return vi.waitFor(
    async () => {
      const answer = await client.events.counts({ ...lately(), ...input });
      expect(answer.uncountedSince).toBeNull();
      return answer;
    },
    { timeout: 30_000 },
  );
}

const eventsOf = async (id: string) =>
  (await storedOf(server.services, id)).filter((text) => text.startsWith('streaming_events '));

test('a batch that is sent again changes nothing, and an id with another content is a conflict', async () => {
  const { client, id, event } = await withTrack();
  const batch = { events: [event('a'), event('b', { playtimeMs: 31_000, country: 'DE' })] };
  expect(await client.events.ingest(batch)).toEqual({ stored: 2, repeated: 0, refused: [], clamped: [] });
  const before = await eventsOf(id);
  expect(await client.events.ingest(batch)).toEqual({ stored: 0, repeated: 2, refused: [], clamped: [] });
  const other = { ...batch.events[0], type: 'skip' as const, eventId: 'a', trackId: event('a').trackId };
  const receipt = await client.events.ingest({ events: [{ ...event('a'), ...other }, event('c')] });
  expect(receipt).toMatchObject({ stored: 1, repeated: 0, refused: [{ index: 0, eventId: 'a', reason: 'conflict' }] });
  expect((await eventsOf(id)).filter((text) => before.includes(text))).toEqual(before);
});

test('what cannot have happened is refused or put within its limits, each event by itself', async () => {
  const { client, event } = await withTrack();
  const { refused, clamped, stored } = await client.events.ingest({
    events: [
      event('future', { timestamp: ago(-10 * minute) }),
      event('skewed', { timestamp: ago(-2 * minute) }),
      event('late', { timestamp: ago(46 * 1440 * minute) }),
      event('old', { timestamp: ago(20 * 1440 * minute) }),
      event('foreign', { trackId: randomUUID() }),
      event('campaign', { campaignId: randomUUID() }),
      event('negative', { playtimeMs: -5 }),
      event('long', { playtimeMs: 200_001 }),
    ],
  });
  expect(stored).toBe(4);
  expect(refused.map(({ eventId, reason }) => [eventId, reason])).toEqual([
    ['future', 'in_the_future'],
    ['late', 'too_late'],
    ['foreign', 'unknown_track'],
    ['campaign', 'unknown_campaign'],
  ]);
  expect(clamped.map(({ eventId, reasons }) => [eventId, ...reasons])).toEqual([
    ['negative', 'negative_playtime'],
    ['long', 'playtime_over_duration'],
  ]);
  const { rows } = await counted(client, { interval: 'all' });
  expect(rows).toMatchObject([{ plays: 4, playsWithPlaytime: 2, playsUnder30s: 1, streams: 1, playtimeMs: 200_000 }]);
});

test('events are counted by hour and day, by country and device, and rates are made of the sums', async () => {
  const { client, event, track } = await withTrack();
  const noon = `${ago(3 * 1440 * minute).slice(0, 10)}T12:30:00.000Z`;
  const one = `${noon.slice(0, 10)}T13:10:00.000Z`;
  await client.events.ingest({
    events: [
      event('1', { timestamp: noon, country: 'DE', deviceType: 'phone' }),
      event('2', { timestamp: noon, country: 'SE' }),
      event('3', { timestamp: noon, type: 'skip', playtimeMs: 5000, country: 'SE' }),
      event('4', { timestamp: one, type: 'complete', playtimeMs: 200_000, country: 'DE', deviceType: 'phone' }),
    ],
  });
  const hours = await counted(client, { ...lately(), from: noon.slice(0, 10), interval: 'hour', trackId: track.id });
  expect(
    hours.rows.map(({ start, plays, skips, completes }) => [start?.slice(11, 13), plays, skips, completes]),
  ).toEqual([
    ['12', 2, 1, 0],
    ['13', 0, 0, 1],
  ]);
  const { rows, totals } = await counted(client, { groupBy: 'country' });
  expect(rows.map(({ country, plays, streams }) => [country, plays, streams])).toEqual([
    ['DE', 1, 1],
    ['SE', 1, 0],
  ]);
  expect(totals).toMatchObject({ plays: { value: 2 }, skipRate: { value: 0.5 }, completionRate: { value: 0.5 } });
  const phones = await counted(client, { groupBy: 'deviceType', interval: 'all' });
  expect(phones.rows.map(({ deviceType, completes }) => [deviceType, completes])).toEqual([
    [null, 0],
    ['phone', 1],
  ]);
});

test('an event that comes late is counted into its hour', async () => {
  const { client, event } = await withTrack();
  const timestamp = ago(5 * 1440 * minute);
  await client.events.ingest({ events: [event('1', { timestamp })] });
  expect((await counted(client)).totals).toMatchObject({ plays: { value: 1 } });
  await client.events.ingest({ events: [event('2', { timestamp })] });
  expect((await counted(client)).rows).toMatchObject([{ plays: 2 }]);
});

test('a member restricted to an artist sends and counts events of that artist’s tracks alone', async () => {
  const all = await withTrack();
  const other = await all.client.artists.create({ name: 'Berta' });
  const theirs = await all.client.tracks.create({ artistId: other.id, title: 'Hers' });
  const { client } = await person({ organization: all, role: 'manager', artistIds: [all.artist.id] });
  const hidden = all.event('x', { trackId: theirs.id });
  const { stored, refused } = await client.events.ingest({ events: [all.event('1'), hidden] });
  expect([stored, refused.map(({ reason }) => reason)]).toEqual([1, ['unknown_track']]);
  await all.client.events.ingest({ events: [hidden] });
  expect((await counted(all.client)).totals).toMatchObject({ plays: { value: 2 } });
  expect((await counted(client)).totals).toMatchObject({ plays: { value: 1 } });
  expect(await errorOf(client.events.counts({ ...lately(), trackId: theirs.id }))).toBeInstanceOf(NotFoundError);
});

test('batches that come at the same time are stored whole, each event once', async () => {
  const { client, id, event } = await withTrack();
  const batch = { events: Array.from({ length: 200 }, (_, index) => event(`e${index}`)) };
  const receipts = await Promise.all(Array.from({ length: 5 }, () => client.events.ingest(batch)));
  expect(receipts.reduce((sum, { stored }) => sum + stored, 0)).toBe(200);
  const range = { from: new Date(0), to: new Date(Date.now() + minute) };
  expect(await countStreamingEvents(server.services.documents.db, id, range)).toMatchObject([{ events: 200 }]);
});

test('a batch beyond those under way is refused with the time to wait, before its body is read', async () => {
  const busy = await openTestServer({ http: { intakeAtOnce: 0 } });
  const { apiKey } = await busy.organization();
  const client = new SongTrackPro({ apiKey, baseUrl: busy.server.url, retries: 0 });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  for (const path of ['/v1/events', '/trpc/events.ingest', '/trpc/artists.create,events.ingest?batch=1']) {
    const answer = await fetch(`${busy.server.url}${path}`, { method: 'POST', headers, body: '{' });
    expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 429, '1']);
  }
  const sent = client.events.ingest({
    events: [{ eventId: 'a', type: 'play', trackId: randomUUID(), timestamp: ago(0) }],
  });
  expect(await errorOf(sent)).toBeInstanceOf(RateLimitError);
});
