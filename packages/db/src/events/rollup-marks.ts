import { randomUUID } from 'node:crypto';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, nativeOf, toUuid, toUuidOrNull } from '../core/mongo.ts';
import { type EventRollupMark, eventRollupMarks } from './documents.ts';

export const hourMs = 3_600_000;

/** A track in one hour, both as stored. */
export type TouchedHour = EventRollupMark['touched'][number];

/** Notes the hours that a batch is about to touch: before its events, so that a crash in between loses no hour. */
export async function openMark(
  db: DocumentDatabase,
  organizationId: string,
  events: readonly { trackId: string | null; timestamp: Date }[],
  receivedAt: Date,
): Promise<string> {
  const touched = new Map<string, TouchedHour>();
  for (const { trackId, timestamp } of events) {
    const hour = Math.floor(timestamp.getTime() / hourMs) * hourMs;
    const key = `${trackId} ${hour}`;
    if (!touched.has(key)) touched.set(key, { trackId: toUuidOrNull(trackId), hour: new Date(hour) });
  }
  const id = randomUUID();
  const insert: EventRollupMark = {
    _id: toUuid(id),
    organizationId: toUuid(organizationId),
    receivedAt,
    stored: 'no',
    touched: [...touched.values()],
  };
  await tenantCollection(db, eventRollupMarks, organizationId).write([{ insert }]);
  return id;
}

/** Says that the events of a mark are stored: once they are counted, it may go. */
export async function closeMark(db: DocumentDatabase, organizationId: string, id: string): Promise<void> {
  const marks = tenantCollection(db, eventRollupMarks, organizationId);
  await marks.write([{ filter: { _id: toUuid(id) }, update: { $set: { stored: 'yes' } } }]);
}

export async function removeMarks(
  db: DocumentDatabase,
  organizationId: string,
  ids: readonly EventRollupMark['_id'][],
): Promise<void> {
  await tenantCollection(db, eventRollupMarks, organizationId).remove({ _id: { $in: [...ids] } });
}

/** When the oldest batch was received that isn't counted yet; null where all are. */
export async function countedUntil(db: DocumentDatabase, organizationId: string): Promise<Date | null> {
  const marks = tenantCollection(db, eventRollupMarks, organizationId);
  const [oldest] = await marks.find({}, { sort: { receivedAt: 1 }, limit: 1 });
  return oldest?.receivedAt ?? null;
}

/** An organization's marks, those of stored batches first. */
export const listMarks = (db: DocumentDatabase, organizationId: string, limit: number): Promise<EventRollupMark[]> =>
  tenantCollection(db, eventRollupMarks, organizationId).find({}, { sort: { stored: -1 }, limit });

/** Organizations with batches that aren't counted yet: for the worker alone, so it goes past the gateway. */
export async function listUncounted(db: DocumentDatabase): Promise<string[]> {
  const ids = await nativeOf(db).collection<EventRollupMark>(eventRollupMarks.name).distinct('organizationId');
  return ids.map(String);
}
