import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { type SystemEventDocument, systemEvents } from './documents.ts';

/** Stands for the organization of what concerns none: the nightly care, a fault before it is known who calls. */
export const installationId = '00000000-0000-0000-0000-000000000000';

/** Something that the system did, for an organization or for itself. */
export interface SystemEvent extends Pick<SystemEventDocument, 'kind' | 'level' | 'name' | 'message' | 'durationMs'> {
  /** Makes a repetition one event; a run's and step's id, for example. */
  eventId: string;
  requestId: string | null;
  details: SystemEventDocument['details'];
  timestamp: Date;
}

/** Stores events; one that is there already stays as it is. Answers how many are new. */
export async function recordSystemEvents(
  db: DocumentDatabase,
  organizationId: string,
  events: readonly SystemEvent[],
  receivedAt: Date,
): Promise<number> {
  const collection = tenantCollection(db, systemEvents, organizationId);
  const links = { campaignId: null, trackId: null, userId: null, accountId: null };
  const inserts = events.map(({ eventId, ...event }) => ({
    insert: {
      ...event,
      ...links,
      _id: toUuid(hashId([organizationId, eventId])),
      organizationId: toUuid(organizationId),
      receivedAt,
    },
  }));
  return (await collection.write(inserts)).applied;
}

export interface SystemEventQuery {
  kind: SystemEventDocument['kind'];
  from: Date;
  to: Date;
  limit: number;
}

/** Events of a kind, newest first. */
export async function listSystemEvents(
  db: DocumentDatabase,
  organizationId: string,
  { kind, from, to, limit }: SystemEventQuery,
): Promise<Omit<SystemEvent, 'eventId'>[]> {
  const collection = tenantCollection(db, systemEvents, organizationId);
  const filter = { kind, timestamp: { $gte: from, $lt: to } };
  const found = await collection.find(filter, { sort: { timestamp: -1 }, limit });
  return found.map(({ level, name, message, durationMs, requestId, details, timestamp }) => ({
    kind,
    level,
    name,
    message,
    durationMs,
    requestId,
    details,
    timestamp,
  }));
}
