import { type DocumentDatabase, nativeOf } from '../core/mongo.ts';
import { type SystemEventDocument, systemEvents } from './documents.ts';
import { installationId, type SystemEvent } from './system-log.ts';

/** An event as the operator sees it, of whichever organization. */
export interface LoggedEvent extends Omit<SystemEvent, 'eventId'> {
  /** Null for what concerns the installation itself. */
  organizationId: string | null;
}

export interface LoggedEventQuery {
  /** Only events that were stored at this moment or later. */
  since: Date;
  level?: SystemEventDocument['level'] | undefined;
  kind?: SystemEventDocument['kind'] | undefined;
  limit: number;
}

/**
 * Events of all organizations, those stored last first: for the operator alone, so it goes past the gateway. It uses the
 * index that expires events.
 */
export async function inspectSystemEvents(
  db: DocumentDatabase,
  { since, level, kind, limit }: LoggedEventQuery,
): Promise<LoggedEvent[]> {
  const filter = { receivedAt: { $gte: since }, ...(level && { level }), ...(kind && { kind }) };
  const found = await nativeOf(db)
    .collection<SystemEventDocument>(systemEvents.name)
    .find(filter, { sort: { receivedAt: -1 }, limit })
    .toArray();
  return found.map((event) => {
    const organizationId = event.organizationId.toString();
    return {
      organizationId: organizationId === installationId ? null : organizationId,
      kind: event.kind,
      level: event.level,
      name: event.name,
      message: event.message,
      durationMs: event.durationMs,
      requestId: event.requestId,
      details: event.details,
      timestamp: event.timestamp,
    };
  });
}
