import { type DocumentDatabase, nativeOf } from '../core/mongo.ts';
import type { Page } from '../core/page.ts';
import { type SystemEventDocument, systemEvents } from './documents.ts';
import { type LoggedEvent, readEventPage, type SystemEventQuery } from './system-event-page.ts';

/** Events of all organizations, newest first: for who operates the installation alone, so it goes past the gateway. */
export function inspectSystemEvents(db: DocumentDatabase, query: SystemEventQuery): Promise<Page<LoggedEvent>> {
  const collection = nativeOf(db).collection<SystemEventDocument>(systemEvents.name);
  return readEventPage((filter, read) => collection.find(filter, read).toArray(), query);
}
