import { type DocumentIn, defineCollection, linkFields, twoYears } from '../core/collection.ts';
import { instant, list, nullable, oneOf, record, text, uuid, whole } from '../core/document-fields.ts';

const named = nullable(text(200));
const country = nullable(text(2, '[A-Z]{2}'));
const deviceType = nullable(
  oneOf('phone', 'tablet', 'computer', 'speaker', 'tv', 'console', 'car', 'wearable', 'other'),
);

/** What a player says about one play of a track. */
export const streamingEvents = defineCollection({
  name: 'streaming_events',
  fields: {
    ...linkFields,
    /** The sender's own id; `_id` is derived from it and the organization, so that a repeated event is stored once. */
    eventId: text(128),
    type: oneOf('play', 'skip', 'complete'),
    /** When it happened, by the sender's clock. */
    timestamp: instant,
    receivedAt: instant,
    playtimeMs: nullable(whole()),
    durationMs: nullable(whole()),
    sessionId: nullable(text(128)),
    location: record({ country, region: named, city: named }),
    device: record({ type: deviceType, platform: named, app: named }),
    /** Made from what the sender said, before anything was clamped: tells a repetition from a contradiction. */
    contentHash: uuid,
    /** Why values were put within their limits. */
    clamped: list(text(64), 8),
  },
  indexes: [
    { organizationId: 1, trackId: 1, timestamp: 1 },
    { organizationId: 1, campaignId: 1, timestamp: 1 },
  ],
  expiry: { field: 'receivedAt', days: 90 },
  shardKey: {
    keys: { organizationId: 1, _id: 1 },
    reason:
      'The id is a hash: within an organization writes spread evenly and a chunk can always be split, also for one viral track; an id sent twice meets itself on one shard; a small organization lies on one.',
  },
});

export type StreamingEventDocument = DocumentIn<typeof streamingEvents>;

/** What is counted of events; only such numbers as may be added. */
const countFields = {
  plays: whole(),
  skips: whole(),
  completes: whole(),
  /** Events that report a play time ... */
  playsWithPlaytime: whole(),
  /** ... of less than 30 seconds, ... */
  playsUnder30s: whole(),
  /** ... or of 30 seconds and more. */
  streams: whole(),
  playtimeMs: whole(),
} as const;

/** Events of one track and campaign in one hour or one day of UTC, counted from the events themselves. */
export const eventRollups = defineCollection({
  name: 'event_rollups',
  fields: {
    ...linkFields,
    granularity: oneOf('hour', 'day'),
    /** First instant of the hour or day. */
    start: instant,
    counts: record(countFields),
    /** The same by country and type of device together; they add up to `counts`. */
    parts: list(record({ country, deviceType, ...countFields }), 10_000),
    /** Grows with every write: of two workers, the one that counted earlier counts again. */
    revision: whole(),
    createdAt: instant,
    updatedAt: instant,
  },
  indexes: [
    { organizationId: 1, granularity: 1, trackId: 1, start: 1 },
    { organizationId: 1, granularity: 1, start: 1 },
  ],
  expiry: { field: 'createdAt', days: twoYears },
  changedBy: 'revision',
  shardKey: {
    keys: { organizationId: 1, _id: 1 },
    reason: 'The id is made from track, campaign and hour: a busy hour of many tracks spreads over an organization.',
  },
});
export type EventRollupDocument = DocumentIn<typeof eventRollups>;

/**
 * Which hours a batch of events touches, written before its events and removed once they are counted. Small: it holds
 * what waits, and nothing else.
 */
export const eventRollupMarks = defineCollection({
  name: 'event_rollup_marks',
  fields: {
    _id: uuid,
    organizationId: uuid,
    receivedAt: instant,
    /** The batch is stored; until then its writer may still be at work, or may have died. */
    stored: oneOf('no', 'yes'),
    touched: list(record({ trackId: nullable(uuid), hour: instant }), 10_000),
  },
  indexes: [{ organizationId: 1, receivedAt: 1 }],
  expiry: null,
  shardKey: { keys: { organizationId: 1, _id: 1 }, reason: 'Small; lies with its organization.' },
});
export type EventRollupMark = DocumentIn<typeof eventRollupMarks>;
