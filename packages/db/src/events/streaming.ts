import { hashId } from '../core/document-ids.ts';
import { type TenantWrite, tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid, toUuidOrNull } from '../core/mongo.ts';
import { type StreamingEventDocument, streamingEvents } from './documents.ts';

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
  location: StreamingEventDocument['location'];
  device: StreamingEventDocument['device'];
}

export interface StreamingReceipt {
  /** Events that are stored now and were not before. */
  stored: number;
  /** Ids that were sent before with another content; their first content stays. */
  conflicts: string[];
}

function toDocument(organizationId: string, event: StreamingEvent, receivedAt: Date): StreamingEventDocument {
  const { trackId, campaignId, ...rest } = event;
  return {
    ...rest,
    _id: toUuid(hashId([organizationId, event.eventId])),
    organizationId: toUuid(organizationId),
    campaignId: toUuidOrNull(campaignId),
    trackId: toUuidOrNull(trackId),
    userId: null,
    accountId: null,
    receivedAt,
  };
}

/** The content of an event, without when it was received. */
const contentOf = ({ receivedAt: _, ...document }: StreamingEventDocument): string =>
  JSON.stringify(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Stores events. One that is there already with the same content is passed over, so that a batch may be sent again. */
export async function recordStreamingEvents(
  db: DocumentDatabase,
  organizationId: string,
  events: readonly StreamingEvent[],
  receivedAt: Date,
): Promise<StreamingReceipt> {
  const collection = tenantCollection(db, streamingEvents, organizationId);
  const documents = events.map((event) => toDocument(organizationId, event, receivedAt));
  const inserts = documents.map((insert): TenantWrite<StreamingEventDocument> => ({ insert }));
  const { applied } = await collection.write(inserts);
  if (applied === documents.length) return { stored: applied, conflicts: [] };
  const found = await collection.find({ _id: { $in: documents.map(({ _id }) => _id) } });
  const contents = new Map(found.map((document) => [document.eventId, contentOf(document)]));
  const conflicts = documents.filter((document) => contents.get(document.eventId) !== contentOf(document));
  return { stored: applied, conflicts: [...new Set(conflicts.map(({ eventId }) => eventId))] };
}

export interface StreamingCount {
  trackId: string | null;
  type: StreamingEventDocument['type'];
  events: number;
}

/** Events by track and type, from the first instant on and before the second. */
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
