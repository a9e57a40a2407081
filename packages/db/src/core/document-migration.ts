import { createHash } from 'node:crypto';
import { type Db, MongoServerError } from 'mongodb';
import { archiveMarksName } from '../archive/documents.ts';
import type { Collection } from './collection.ts';
import { indexesOf } from './collection-indexes.ts';
import { collections } from './collection-list.ts';
import { type Retention, RetentionError } from './collection-retention.ts';
import { type DocumentChange, planChanges } from './document-changes.ts';
import { validatorOf } from './document-schema.ts';
import { type DocumentDatabase, type Documents, nativeOf } from './mongo.ts';

/** What was applied last; its checksum spares a start from looking at anything else. */
interface SchemaMark {
  _id: 'collections';
  checksum: string;
  /** Names of the indexes that were made, by collection: only these may be dropped, never those of an operator. */
  indexes: Record<string, string[]>;
  /** Documents are archived before they go. Only who says so ends it: a shell without the setting must not. */
  archives?: boolean;
}

export interface DocumentMigration {
  /** In the order in which they were (or, for a plan, would be) applied. */
  changes: DocumentChange[];
}

export interface MigrationOptions {
  /** Compare with what is really there, also when nothing was changed since the last time. */
  thorough?: boolean;
  /** Only say what would be done. */
  dryRun?: boolean;
}

const namespaceNotFound = 26;
const indexNotFound = 27;
const duplicateKey = 11000;

function checksumOf(retention: Retention): string {
  const definitions = collections.map((collection) => ({
    name: collection.name,
    validator: validatorOf(collection.fields),
    indexes: indexesOf(collection, retention),
  }));
  return createHash('sha256').update(JSON.stringify(definitions)).digest('hex');
}

const ownIndexes = (retention: Retention) =>
  Object.fromEntries(
    collections.map((collection) => [collection.name, indexesOf(collection, retention).map(({ name }) => name)]),
  );

/** What was applied last. Rejects where documents are archived and this process doesn't say whether to go on with that. */
async function findMark(db: Db, retention: Retention): Promise<SchemaMark | null> {
  const mark = await db.collection<SchemaMark>('schema_marks').findOne({ _id: 'collections' });
  if (mark?.archives && retention.archives === null) {
    throw new RetentionError(
      'This installation archives documents before they expire. Set ARCHIVE_URL to where, or to off to let them expire unarchived.',
    );
  }
  return mark;
}

/**
 * Brings collections, validators and indexes to what is defined and answers what that changed. Repeating it changes
 * nothing. Indexes are built while the collection is read and written; one that is no longer defined goes last, after
 * what takes its place is there. Without `thorough`, a start on what was applied before costs one read.
 */
export async function migrateDocuments(
  documents: Documents,
  uri: string,
  options: MigrationOptions = {},
): Promise<DocumentMigration> {
  const { retention } = documents.db;
  const db = nativeOf(documents.db);
  const marks = db.collection<SchemaMark>('schema_marks');
  const checksum = checksumOf(retention);
  const mark = await findMark(db, retention);
  if (!options.thorough && mark?.checksum === checksum) return { changes: [] };
  const changes = await planChanges(db, collections, retention, mark?.indexes ?? {});
  if (options.dryRun) return { changes };
  if (changes.length > 0) await applyChanges(db, uri, retention, changes);
  const [indexes, archives] = [ownIndexes(retention), retention.archives === true];
  // What expires from now on is in no archive, so an archive that is begun again later can't claim to be whole since before.
  if (mark?.archives && !archives) await db.collection(archiveMarksName).deleteMany({});
  await marks
    .updateOne({ _id: 'collections' }, { $set: { checksum, indexes, archives } }, { upsert: true })
    .catch(unless(duplicateKey));
  return { changes };
}

/** What a migration would change now, whatever was recorded of the last one. */
export async function planDocuments(database: DocumentDatabase): Promise<DocumentChange[]> {
  const db = nativeOf(database);
  const mark = await findMark(db, database.retention);
  return planChanges(db, collections, database.retention, mark?.indexes ?? {});
}

async function applyChanges(db: Db, uri: string, retention: Retention, changes: DocumentChange[]): Promise<void> {
  // mongoose is large: it is loaded only when there is something to apply.
  const { openModels } = await import('./collection-schema.ts');
  const touched = new Set(changes.map(({ collection }) => collection));
  const models = await openModels(
    uri,
    collections.filter(({ name }) => touched.has(name)),
    retention,
  );
  try {
    for (const { collection, model } of models.entries) {
      const own = changes.filter((change) => change.collection === collection.name);
      const any = (wanted: DocumentChange['change']) => own.some(({ change }) => change === wanted);
      if (any('create_collection')) await model.createCollection(validation(collection));
      for (const change of own) await alter(db, collection, retention, change);
      if (any('create_index')) await model.createIndexes();
      for (const change of own) await dropObsolete(db, change);
    }
  } finally {
    await models.close();
  }
}

/** Documents of an older definition may still be updated; whatever is new or was valid must be valid. */
const validation = ({ fields }: Collection) =>
  ({ validator: validatorOf(fields), validationLevel: 'moderate', validationAction: 'error' }) as const;

async function alter(db: Db, collection: Collection, retention: Retention, change: DocumentChange): Promise<void> {
  const { name } = collection;
  if (change.change === 'change_validator') await db.command({ collMod: name, ...validation(collection) });
  if (change.change !== 'change_expiry') return;
  const index = indexesOf(collection, retention).find((candidate) => candidate.name === change.index);
  if (!index) throw new Error(`${name} has no index ${change.index}`);
  const { expireAfterSeconds } = index.options;
  await db.command({ collMod: name, index: { keyPattern: index.keys, expireAfterSeconds } });
}

async function dropObsolete(db: Db, change: DocumentChange): Promise<void> {
  if (change.change !== 'drop_index') return;
  await db.collection(change.collection).dropIndex(change.index).catch(unless(indexNotFound, namespaceNotFound));
}

/** Swallows what another migration, running at the same time, has done already. */
function unless(...codes: number[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof MongoServerError) || !codes.some((code) => code === error.code)) throw error;
  };
}
