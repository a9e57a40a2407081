import type { UUID } from 'mongodb';
import { hashIdBytes } from '../core/document-ids.ts';
import { type TenantWrite, tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid, uuidOf } from '../core/mongo.ts';
import { type StreamingEventDocument, streamingEvents } from './documents.ts';
import { closeMark, openMark } from './rollup-marks.ts';

/** What a player says about one play; times of its own clock. */
export interface StreamingEvent {
  /** The sender's id of the event. */
  eventId: string;
  type: StreamingEventDocument['type'];
  timestamp: Date;
  trackId: string | null;
  campaignId: string | null;
  playtimeMs: number | null;
  durationMs: number | null;
  sessionId: string | null;
  location: StreamingEventDocument['location'];
  device: StreamingEventDocument['device'];
  /** What the sender said, as canonical text: an id that comes again is compared by this. */
  said: string;
  /** Why values were put within their limits. */
  clamped: string[];
}

export interface StreamingReceipt {
  /** Events that are stored now and were not before. */
  stored: number;
  /** Events whose id was sent before with another content; the first content stays. */
  conflicts: ReadonlySet<StreamingEvent>;
}

/** Documents of a batch, in its order. The few ids that all of it names are read once. */
function toDocuments(
  organizationId: string,
  events: readonly StreamingEvent[],
  receivedAt: Date,
): StreamingEventDocument[] {
  const owner = toUuid(organizationId);
  const known = new Map<string | null, UUID | null>([[null, null]]);
  const link = (id: string | null): UUID | null => {
    const found = known.get(id);
    if (found !== undefined || id === null) return found ?? null;
    const uuid = toUuid(id);
    known.set(id, uuid);
    return uuid;
  };
  return events.map(({ trackId, campaignId, said, ...rest }) => ({
    ...rest,
    _id: uuidOf(hashIdBytes([organizationId, rest.eventId])),
    organizationId: owner,
    campaignId: link(campaignId),
    trackId: link(trackId),
    userId: null,
    accountId: null,
    contentHash: uuidOf(hashIdBytes([said])),
    receivedAt,
  }));
}

/**
 * Stores events and notes which hours have to be counted anew; when it has answered, both are stored. An event that is
 * there already with the same content is passed over, so that a batch may be sent again.
 */
export async function recordStreamingEvents(
  db: DocumentDatabase,
  organizationId: string,
  events: readonly StreamingEvent[],
  receivedAt: Date,
): Promise<StreamingReceipt> {
  if (events.length === 0) return { stored: 0, conflicts: new Set() };
  const mark = await openMark(db, organizationId, events, receivedAt);
  const collection = tenantCollection(db, streamingEvents, organizationId);
  const documents = toDocuments(organizationId, events, receivedAt);
  const inserts = documents.map((insert): TenantWrite<StreamingEventDocument> => ({ insert }));
  const { applied } = await collection.write(inserts);
  // Nobody waits for it: until it is written the batch is only counted once more.
  closeMark(db, organizationId, mark).catch(() => undefined);
  if (applied === documents.length) return { stored: applied, conflicts: new Set() };
  const found = await collection.find(
    { _id: { $in: documents.map(({ _id }) => _id) } },
    { projection: { eventId: 1, contentHash: 1 } },
  );
  const contents = new Map(found.map(({ eventId, contentHash }) => [eventId, contentHash.toString()]));
  const conflicts = events.filter(({ eventId }, index) => contents.get(eventId) !== `${documents[index]?.contentHash}`);
  return { stored: applied, conflicts: new Set(conflicts) };
}

/** The first instant from which on late events may still be taken: what they are counted with must not have expired. */
export function oldestCountable(db: DocumentDatabase, organizationId: string, now: Date): Date | null {
  const until = tenantCollection(db, streamingEvents, organizationId).expiredUntil(now);
  return until && new Date((now.getTime() + until.getTime()) / 2);
}

export interface StreamingCount {
  trackId: string | null;
  type: StreamingEventDocument['type'];
  events: number;
}

/** Events by track and type, counted from the events themselves, from the first instant on and before the second. */
export async function countStreamingEvents(
  db: DocumentDatabase,
  organizationId: string,
  { from, to }: { from: Date; to: Date },
): Promise<StreamingCount[]> {
  const collection = tenantCollection(db, streamingEvents, organizationId);
  const rows = await collection.aggregate<{
    _id: { trackId: StreamingEventDocument['trackId']; type: StreamingCount['type'] };
    events: number;
  }>([
    { $match: { timestamp: { $gte: from, $lt: to } } },
    { $group: { _id: { trackId: '$trackId', type: '$type' }, events: { $sum: 1 } } },
  ]);
  return rows.map(({ _id, events }) => ({ trackId: _id.trackId?.toString() ?? null, type: _id.type, events }));
}
