import type { Document, UUID } from 'mongodb';
import { toExtendedJson } from '../core/extended-json.ts';
import { type DocumentDatabase, nativeOf } from '../core/mongo.ts';
import { type ArchivedCollection, archivedCollections } from './archived-collections.ts';

/** A document as the archive holds it. */
export interface ArchiveLine {
  organizationId: string;
  /** What it expires by. */
  at: Date;
  /** Canonical Extended JSON (MongoDB specification), which keeps every type. */
  json: string;
}

const batchSize = 500;

const toLine = (field: string, document: Document): ArchiveLine => ({
  organizationId: (document.organizationId as UUID).toString(),
  at: document[field] as Date,
  json: toExtendedJson(document),
});

/**
 * Documents of all organizations that were stored from the first instant on and before the second, in that order and of one
 * moment in the order of their ids: for the archive alone, so it goes past the gateway.
 */
export async function* readDue(
  db: DocumentDatabase,
  { name, expiry }: ArchivedCollection,
  { from, until }: { from: Date; until: Date },
): AsyncGenerator<ArchiveLine, void, undefined> {
  const cursor = nativeOf(db)
    // As they are stored: a number in a program would not know any more whether it was an integer.
    .collection(name, { promoteValues: false, promoteLongs: false })
    .find({ [expiry.field]: { $gte: from, $lt: until } }, { sort: { [expiry.field]: 1, _id: 1 }, batchSize });
  for await (const document of cursor) yield toLine(expiry.field, document);
}

/** Whether any document was stored from the first instant on and before the second. */
export async function hasDue(
  db: DocumentDatabase,
  { name, expiry }: ArchivedCollection,
  { from, until }: { from: Date; until: Date },
): Promise<boolean> {
  const found = await nativeOf(db)
    .collection(name)
    .findOne({ [expiry.field]: { $gte: from, $lt: until } }, { projection: { _id: 1 } });
  return found !== null;
}

/** Collections in which documents would still expire by themselves: archiving is configured and not yet migrated. */
export async function findExpiring(db: DocumentDatabase): Promise<string[]> {
  const native = nativeOf(db);
  const there = new Set((await native.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  const found: string[] = [];
  for (const { name } of archivedCollections) {
    const indexes = there.has(name) ? await native.collection(name).listIndexes().toArray() : [];
    if (!there.has(name) || indexes.some((index) => index.expireAfterSeconds !== undefined)) found.push(name);
  }
  return found;
}
