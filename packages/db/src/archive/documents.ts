import { collectionNames, type DocumentIn, defineCollection } from '../core/collection.ts';
import { instant, nullable, oneOf, text, uuid, whole } from '../core/document-fields.ts';

/** How far each collection is archived; not a tenant's, so it is none of the collections. */
export const archiveMarksName = 'archive_marks';

const month = text(7, '[0-9]{4}-[0-9]{2}');
const smallShards = {
  keys: { organizationId: 1, _id: 1 },
  reason: 'Small; lies with its organization.',
} as const;

/** An archive file that was read back and found whole: its documents may be removed once they are due. */
export const archiveFiles = defineCollection({
  name: 'archive_files',
  fields: {
    /** Made from the content, so that writing it again is no second file. */
    _id: uuid,
    organizationId: uuid,
    collectionName: oneOf(...collectionNames),
    /** Of the instant that its documents expire by. */
    month,
    key: text(300),
    documents: whole(),
    bytes: whole(),
    /** Of the bytes as they are stored. */
    sha256: text(64, '[0-9a-f]{64}'),
    /** First and last instant that its documents expire by. */
    from: instant,
    to: instant,
    writtenAt: instant,
    /** When its documents were removed from the store; null while they are still there. */
    removedAt: nullable(instant),
  },
  indexes: [{ organizationId: 1, collectionName: 1, removedAt: 1 }],
  expiry: null,
  shardKey: smallShards,
});
export type ArchiveFileDocument = DocumentIn<typeof archiveFiles>;

/** A month that came back: what was first stored in it is there again, for as long as new documents are kept. */
export const archiveRestores = defineCollection({
  name: 'archive_restores',
  fields: {
    _id: uuid,
    organizationId: uuid,
    collectionName: oneOf(...collectionNames),
    month,
    /** From the first instant on and before the second everything is back that was first stored. */
    from: instant,
    to: instant,
    restoredAt: instant,
  },
  indexes: [{ organizationId: 1, collectionName: 1, restoredAt: 1 }],
  expiry: null,
  shardKey: smallShards,
});
