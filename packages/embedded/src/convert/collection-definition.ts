import { EJSON } from 'bson';
import type { Db, Document } from 'mongodb';
import { EmbeddedStoreError } from '../errors.ts';

/** What a collection is besides its documents. */
export interface CollectionDefinition {
  name: string;
  isView: boolean;
  /** As `create` takes them: capped, collation, validator and so on. */
  options: Document;
  /** As `createIndexes` takes them, without the one on _id, which comes with the collection. */
  indexes: Document[];
}

// Numbers stay of the type that they have, so that 1 doesn't become 1.0 on the way.
const EXACT = { promoteValues: false, bsonRegExp: true } as const;

/** Every collection of a database, views last because they read from others; `except` is left out. */
export async function readDefinitions(db: Db, except: string): Promise<CollectionDefinition[]> {
  const found: CollectionDefinition[] = [];
  for (const { name, type, options = {} } of await db.listCollections({}, { ...EXACT, nameOnly: false }).toArray()) {
    if (name === except || name.startsWith('system.')) continue;
    if (type === 'timeseries') {
      throw new EmbeddedStoreError(
        'conversion_failed',
        `${name} is a time series collection, which can't be copied byte by byte. Copy it by mongodump and mongorestore, ` +
          'drop it here, then start again.',
      );
    }
    const isView = type === 'view';
    found.push({ name, isView, options, indexes: isView ? [] : await readIndexes(db, name) });
  }
  return found.sort((a, b) => Number(a.isView) - Number(b.isView) || (a.name < b.name ? -1 : 1));
}

async function readIndexes(db: Db, name: string): Promise<Document[]> {
  const all = await db.collection(name).listIndexes(EXACT).toArray();
  return all
    .filter((index) => index.name !== '_id_' && index.clustered !== true)
    .map(({ v: _version, ns: _namespace, ...index }) => index);
}

export async function createCollection(db: Db, { name, options }: CollectionDefinition): Promise<void> {
  await db.command({ create: name, ...options });
}

/** Builds the indexes and proves that the target has them all, as they were asked for. */
export async function createIndexes(db: Db, { name, indexes }: CollectionDefinition): Promise<void> {
  if (indexes.length > 0) await db.command({ createIndexes: name, indexes });
  const made = new Set((await readIndexes(db, name)).map(essence));
  const missing = indexes.filter((index) => !made.has(essence(index)));
  if (missing.length === 0) return;
  const names = missing.map((index) => String(index.name)).join(', ');
  throw new EmbeddedStoreError('conversion_failed', `${name}: the target made other indexes than asked for: ${names}.`);
}

/** What an index does. Of a collation servers add fields of their own, which say nothing new. */
function essence({ name, key, unique, sparse, expireAfterSeconds, partialFilterExpression, hidden }: Document): string {
  const [isUnique, isSparse, isHidden] = [unique, sparse, hidden].map((flag) => flag === true);
  const seconds = expireAfterSeconds === undefined ? null : Number(expireAfterSeconds);
  const parts = { name, key, isUnique, isSparse, isHidden, seconds, partialFilterExpression };
  return EJSON.stringify(parts, { relaxed: true });
}
