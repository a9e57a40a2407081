import { type DocumentIn, defineCollection, linkFields } from '../core/collection.ts';
import { instant, nullable, oneOf, record, text, whole } from '../core/document-fields.ts';

const named = nullable(text(200));

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
    location: record({ country: nullable(text(2, '[A-Z]{2}')), region: named, city: named }),
    device: record({
      type: nullable(oneOf('phone', 'tablet', 'computer', 'speaker', 'tv', 'console', 'car', 'wearable', 'other')),
      platform: named,
      app: named,
    }),
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
