import { openDocuments } from '../core/mongo.ts';
import { rollUpEvents } from '../events/roll-up.ts';
import { recordStreamingEvents, type StreamingEvent } from '../events/streaming.ts';

// A process that stores events and counts them until it is killed: URI, organization, track, name of the round.
const [uri = '', organizationId = '', trackId = '', round = ''] = process.argv.slice(2);
const { db } = await openDocuments(uri);
const first = Date.parse('2026-03-01T00:00:00Z');
const hourMs = 3_600_000;

/** Hours in no order, so that most events come late for theirs. */
const timeOf = (index: number) => new Date(first + ((index * 7) % 50) * hourMs + (index % 60) * 60_000);

function toEvent(index: number): StreamingEvent {
  const eventId = `${round} ${index}`;
  return {
    eventId,
    said: eventId,
    type: (['play', 'skip', 'complete'] as const)[index % 3] ?? 'play',
    timestamp: timeOf(index),
    trackId,
    campaignId: null,
    playtimeMs: index % 3 === 0 ? null : (index % 90) * 1000,
    durationMs: null,
    sessionId: null,
    location: { country: index % 2 === 0 ? 'DE' : null, region: null, city: null },
    device: { type: index % 5 === 0 ? 'phone' : null, platform: null, app: null },
    clamped: [],
  };
}

async function write(): Promise<void> {
  for (let batch = 0; ; batch += 1) {
    const events = Array.from({ length: 20 }, (_, index) => toEvent(batch * 20 + index));
    await recordStreamingEvents(db, organizationId, events, new Date());
    if (batch === 0) process.stdout.write('writing\n');
  }
}

async function count(): Promise<void> {
  for (;;) await rollUpEvents(db, organizationId, new Date());
}

await Promise.all([write(), count(), count()]);
