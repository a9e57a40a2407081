import type { CollectionName } from '../core/collection.ts';
import { hashId } from '../core/document-ids.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { archiveRestores } from './documents.ts';

export interface RestoredSpan {
  collection: CollectionName;
  /** `YYYY-MM`. */
  month: string;
  from: Date;
  to: Date;
}

/** Notes that everything is back that was first stored in a span. */
export async function noteRestored(
  db: DocumentDatabase,
  organizationId: string,
  { collection, month, from, to }: RestoredSpan,
  now: Date,
): Promise<void> {
  const _id = toUuid(hashId([organizationId, collection, month]));
  const restores = tenantCollection(db, archiveRestores, organizationId);
  const update = { $set: { from, to, restoredAt: now }, $setOnInsert: { collectionName: collection, month } };
  await restores.write([{ filter: { _id }, update, upsert: true }]);
}

/**
 * Since when documents are there without a gap, where those that were stored before `expired` have gone but for what came
 * back: `expired` itself unless the time right before it was restored and hasn't expired again.
 */
export async function wholeSince(
  db: DocumentDatabase,
  organizationId: string,
  collectionName: CollectionName,
  expired: Date,
): Promise<Date> {
  const restores = tenantCollection(db, archiveRestores, organizationId);
  const spans = await restores.find({ collectionName, restoredAt: { $gt: expired } }, { sort: { to: -1 } });
  let since = expired;
  for (const { from, to } of spans) if (to >= since && from < since) since = from;
  return since;
}
