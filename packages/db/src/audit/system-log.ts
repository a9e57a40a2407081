import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import type { Page } from '../core/page.ts';
import { systemEvents } from './documents.ts';
import type { SystemEvent } from './system-event.ts';
import { type LoggedEvent, readEventPage, type SystemEventQuery } from './system-event-page.ts';

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

/** Events of an organization, newest first. */
export function listSystemEvents(
  db: DocumentDatabase,
  organizationId: string,
  query: SystemEventQuery,
): Promise<Page<LoggedEvent>> {
  const collection = tenantCollection(db, systemEvents, organizationId);
  return readEventPage((filter, read) => collection.find(filter, read), query);
}
