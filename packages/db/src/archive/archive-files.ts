import type { CollectionName } from '../core/collection.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, nativeOf, toUuid } from '../core/mongo.ts';
import { type ArchiveFileDocument, archiveFiles } from './documents.ts';

/** A file of the archive, as the store knows it. */
export interface ArchiveFile extends Omit<ArchiveFileDocument, '_id' | 'organizationId' | 'collectionName'> {
  id: string;
  organizationId: string;
  collection: CollectionName;
}

const toFile = ({ _id, organizationId, collectionName, ...rest }: ArchiveFileDocument): ArchiveFile => ({
  id: _id.toString(),
  organizationId: organizationId.toString(),
  collection: collectionName,
  ...rest,
});

/** Notes a file that was read back and found whole. One that is noted stays as it is. */
export async function recordArchiveFile(
  db: DocumentDatabase,
  organizationId: string,
  { id, collection, ...file }: Omit<ArchiveFile, 'organizationId'>,
): Promise<void> {
  const insert = { ...file, collectionName: collection, _id: toUuid(id), organizationId: toUuid(organizationId) };
  await tenantCollection(db, archiveFiles, organizationId).write([{ insert }]);
}

export async function findArchiveFile(
  db: DocumentDatabase,
  organizationId: string,
  id: string,
): Promise<ArchiveFile | null> {
  const [found] = await tenantCollection(db, archiveFiles, organizationId).find({ _id: toUuid(id) });
  return found ? toFile(found) : null;
}

/** Notes that the documents of a file are gone from the store. */
export async function noteRemoved(
  db: DocumentDatabase,
  organizationId: string,
  id: string,
  removedAt: Date,
): Promise<void> {
  const files = tenantCollection(db, archiveFiles, organizationId);
  await files.write([{ filter: { _id: toUuid(id), removedAt: null }, update: { $set: { removedAt } } }]);
}

/** Forgets a file that is damaged: its documents, which are still in the store, will be archived again. */
export async function forgetArchiveFile(db: DocumentDatabase, organizationId: string, id: string): Promise<void> {
  await tenantCollection(db, archiveFiles, organizationId).remove({ _id: toUuid(id), removedAt: null });
}

/** Files of all organizations whose documents are still in the store: for the archive alone, so it goes past the gateway. */
export async function listUnremoved(db: DocumentDatabase, collectionName: CollectionName): Promise<ArchiveFile[]> {
  const files = nativeOf(db).collection<ArchiveFileDocument>(archiveFiles.name);
  return (await files.find({ collectionName, removedAt: null }, { sort: { to: 1 } }).toArray()).map(toFile);
}
