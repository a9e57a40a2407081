import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { tenantCollection } from '../core/gateway.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { streamingEvents } from './documents.ts';
import { readRollups } from './read-rollups.ts';
import { rollUpEvents } from './roll-up.ts';
import { openMark } from './rollup-marks.ts';
import { recordStreamingEvents, type StreamingEvent } from './streaming.ts';

const { documents, uri } = await openTestDocuments();
const { db } = documents;
const range = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };
const writer = fileURLToPath(new URL('../testing/event-writer.ts', import.meta.url));

async function countAll(organizationId: string): Promise<void> {
  while ((await rollUpEvents(db, organizationId, new Date())) > 0);
}

/** A recount of the raw events in plain code, one text for each hour or day, country and device. */
async function recount(organizationId: string, length: number): Promise<string[]> {
  const groups = new Map<string, { plays: number; skips: number; completes: number; streams: number; ms: number }>();
  for (const event of await tenantCollection(db, streamingEvents, organizationId).find({})) {
    const key = `${event.timestamp.toISOString().slice(0, length)} ${event.location.country}`;
    const group = groups.get(key) ?? { plays: 0, skips: 0, completes: 0, streams: 0, ms: 0 };
    groups.set(key, group);
    group.plays += event.type === 'play' ? 1 : 0;
    group.skips += event.type === 'skip' ? 1 : 0;
    group.completes += event.type === 'complete' ? 1 : 0;
    group.streams += (event.playtimeMs ?? 0) >= 30_000 ? 1 : 0;
    group.ms += event.playtimeMs ?? 0;
  }
  return [...groups].map(([key, group]) => `${key} ${JSON.stringify(group)}`).sort();
}

async function rolledUp(organizationId: string, trackId: string, granularity: 'hour' | 'day'): Promise<string[]> {
  const query = { ...range, granularity, trackIds: [trackId], byTime: true, groupBy: 'country', limit: 1e6 } as const;
  return (await readRollups(db, organizationId, query))
    .map(({ start, country, plays, skips, completes, streams, playtimeMs: ms }) => {
      const time = start?.toISOString().slice(0, granularity === 'hour' ? 13 : 10);
      return `${time} ${country} ${JSON.stringify({ plays, skips, completes, streams, ms })}`;
    })
    .sort();
}

test(
  'whenever the process that stores and counts is killed, hours and days equal a recount of the events',
  async () => {
    const [organizationId, trackId] = [randomUUID(), randomUUID()];
    let before = 0;
    for (let round = 0; round < rounds.killRounds; round += 1) {
      const stdio = ['ignore', 'pipe', 'inherit'] as const;
      const child = spawn(process.execPath, [writer, uri, organizationId, trackId, `${round}`], { stdio: [...stdio] });
      const ended = once(child, 'exit');
      if (child.stdout) await once(child.stdout, 'data');
      await setTimeout(Math.random() * 400);
      child.kill('SIGKILL');
      expect((await ended)[1]).toBe('SIGKILL');
      await countAll(organizationId);
      const hours = await recount(organizationId, 13);
      expect(hours.length).toBeGreaterThan(0);
      expect(await rolledUp(organizationId, trackId, 'hour')).toEqual(hours);
      expect(await rolledUp(organizationId, trackId, 'day')).toEqual(await recount(organizationId, 10));
      const events = (await tenantCollection(db, streamingEvents, organizationId).find({})).length;
      expect(events).toBeGreaterThan(before);
      before = events;
    }
  },
  60_000 + rounds.killRounds * 20_000,
);

const event = (trackId: string, eventId: string): StreamingEvent => ({
  eventId,
  said: eventId,
  type: 'play',
  timestamp: new Date('2026-03-02T10:00:00Z'),
  trackId,
  campaignId: null,
  playtimeMs: null,
  durationMs: null,
  sessionId: null,
  location: { country: null, region: null, city: null },
  device: { type: null, platform: null, app: null },
  clamped: [],
});

test('a batch whose writer is still at work is counted again when it is stored', async () => {
  const [organizationId, trackId] = [randomUUID(), randomUUID()];
  const one = event(trackId, 'a');
  await openMark(db, organizationId, [one], new Date());
  await countAll(organizationId);
  expect(await rolledUp(organizationId, trackId, 'hour')).toEqual([]);
  await recordStreamingEvents(db, organizationId, [one], new Date());
  await countAll(organizationId);
  expect(await rolledUp(organizationId, trackId, 'hour')).toEqual(await recount(organizationId, 13));
});

test('what was counted is read without the events, and stays when they have expired', async () => {
  const [organizationId, trackId] = [randomUUID(), randomUUID()];
  await recordStreamingEvents(db, organizationId, [event(trackId, 'a'), event(trackId, 'b')], new Date());
  await countAll(organizationId);
  const counted = await rolledUp(organizationId, trackId, 'hour');
  expect(await tenantCollection(db, streamingEvents, organizationId).remove({})).toBe(2);
  await countAll(organizationId);
  expect(await rolledUp(organizationId, trackId, 'hour')).toEqual(counted);
});

test('counting again, by several workers at once, changes nothing', async () => {
  const [organizationId, trackId] = [randomUUID(), randomUUID()];
  for (const eventId of ['a', 'b', 'a']) {
    await recordStreamingEvents(db, organizationId, [event(trackId, eventId)], new Date());
    await Promise.all([1, 2, 3].map(() => countAll(organizationId)));
  }
  expect(await rolledUp(organizationId, trackId, 'day')).toEqual([
    '2026-03-02 null {"plays":2,"skips":0,"completes":0,"streams":0,"ms":0}',
  ]);
});
