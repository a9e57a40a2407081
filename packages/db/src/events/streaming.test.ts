import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { countStreamingEvents, recordStreamingEvents, type StreamingEvent } from './streaming.ts';

const { documents } = await openTestDocuments();
const { db } = documents;
const receivedAt = new Date('2026-03-01T00:00:05Z');
const march = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };

function play(eventId: string, parts: Partial<StreamingEvent> = {}): StreamingEvent {
  return {
    eventId,
    said: JSON.stringify([eventId, parts]),
    type: 'play',
    timestamp: new Date('2026-03-01T00:00:00Z'),
    trackId: null,
    campaignId: null,
    playtimeMs: 31_000,
    durationMs: 180_000,
    sessionId: null,
    clamped: [],
    location: { country: 'SE', region: null, city: 'Malmö' },
    device: { type: 'phone', platform: 'android', app: null },
    ...parts,
  };
}

test('an event that is sent again, also at the same time, is stored once', async () => {
  const organizationId = randomUUID();
  const batch = [play('a'), play('b')];
  const receipts = await Promise.all(
    Array.from({ length: 5 }, (_, second) =>
      recordStreamingEvents(db, organizationId, batch, new Date(receivedAt.getTime() + second * 1000)),
    ),
  );
  expect(receipts.reduce((sum, { stored }) => sum + stored, 0)).toBe(2);
  expect(receipts.flatMap(({ conflicts }) => [...conflicts])).toEqual([]);
  expect(await countStreamingEvents(db, organizationId, march)).toEqual([{ trackId: null, type: 'play', events: 2 }]);
});

test('an id that comes again with another content is named, and the first content stays', async () => {
  const organizationId = randomUUID();
  await recordStreamingEvents(db, organizationId, [play('a')], receivedAt);
  const other = play('a', { type: 'skip' });
  const receipt = await recordStreamingEvents(db, organizationId, [other, play('b')], receivedAt);
  expect(receipt).toEqual({ stored: 1, conflicts: new Set([other]) });
  const twice = [play('c'), play('c', { playtimeMs: 1 })];
  const both = await recordStreamingEvents(db, organizationId, twice, receivedAt);
  expect([both.stored, [...both.conflicts].map(({ eventId }) => eventId)]).toEqual([1, ['c']]);
  expect(await countStreamingEvents(db, organizationId, march)).toEqual([{ trackId: null, type: 'play', events: 3 }]);
});

test('organizations may use the same event ids', async () => {
  for (const organizationId of [randomUUID(), randomUUID()]) {
    const receipt = await recordStreamingEvents(db, organizationId, [play('a')], receivedAt);
    expect(receipt).toEqual({ stored: 1, conflicts: new Set() });
  }
});

test('events are counted from the first instant on and before the second', async () => {
  const [organizationId, trackId] = [randomUUID(), randomUUID()];
  const times = [
    '2026-02-28T23:59:59.999Z',
    '2026-03-01T00:00:00Z',
    '2026-03-31T23:59:59.999Z',
    '2026-04-01T00:00:00Z',
  ];
  const events = times.map((time) => play(time, { trackId, timestamp: new Date(time) }));
  await recordStreamingEvents(db, organizationId, events, receivedAt);
  expect(await countStreamingEvents(db, organizationId, march)).toEqual([{ trackId, type: 'play', events: 2 }]);
});
