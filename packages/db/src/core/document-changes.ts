import { isDeepStrictEqual } from 'node:util';
import { BSON, type Db, type Document } from 'mongodb';
import type { Collection } from './collection.ts';
import { type CollectionIndex, indexesOf } from './collection-indexes.ts';
import type { Retention } from './collection-retention.ts';
import { validatorOf } from './document-schema.ts';

/** One difference between what is defined and what is there. */
export type DocumentChange = {
  collection: string;
  /** A sentence for the person who runs the migration. */
  detail: string;
} & (
  | { change: 'create_collection' | 'change_validator' }
  | { change: 'create_index' | 'change_expiry' | 'drop_index'; index: string }
);

interface LiveIndex extends Document {
  name: string;
  key: Document;
}

/** What stands between the live database and the definitions; reads only. */
export async function planChanges(
  db: Db,
  collections: readonly Collection[],
  retention: Retention,
  made: Readonly<Record<string, string[]>>,
): Promise<DocumentChange[]> {
  const found = await db.listCollections().toArray();
  const options = new Map(found.map((entry) => [entry.name, 'options' in entry ? entry.options : undefined]));
  const changes = await Promise.all(
    collections.map(async (collection) => {
      if (!options.has(collection.name)) return creation(collection, retention);
      const live = await db.collection(collection.name).listIndexes().toArray();
      const valid = sameBson(options.get(collection.name)?.validator, validatorOf(collection.fields));
      return [
        ...(valid ? [] : [validatorChange(collection)]),
        ...indexChanges(collection, retention, live as LiveIndex[], made[collection.name] ?? []),
      ];
    }),
  );
  return changes.flat();
}

/** Compares as documents on the wire, where the class of a number or of binary data makes no difference. */
function sameBson(a: Document | undefined, b: Document): boolean {
  const plain = (value: Document) => BSON.deserialize(BSON.serialize(value));
  return a !== undefined && isDeepStrictEqual(plain(a), plain(b));
}

function creation(collection: Collection, retention: Retention): DocumentChange[] {
  const { name } = collection;
  return [
    { collection: name, change: 'create_collection', detail: `${name}: create with its validator` },
    ...indexesOf(collection, retention).map((index) => indexCreation(name, index)),
  ];
}

function indexCreation(collection: string, { name, options }: CollectionIndex): DocumentChange {
  const days = options.expireAfterSeconds === undefined ? '' : `, expiring after ${daysOf(options.expireAfterSeconds)}`;
  return { collection, change: 'create_index', index: name, detail: `${collection}: build index ${name}${days}` };
}

const validatorChange = ({ name }: Collection): DocumentChange => ({
  collection: name,
  change: 'change_validator',
  detail: `${name}: replace the validator`,
});

const daysOf = (seconds: number) => (seconds % 86_400 === 0 ? `${seconds / 86_400} days` : `${seconds} seconds`);

function indexChanges(
  collection: Collection,
  retention: Retention,
  live: readonly LiveIndex[],
  made: readonly string[],
): DocumentChange[] {
  const defined = indexesOf(collection, retention);
  const { name } = collection;
  const changes = defined.flatMap((index): DocumentChange[] => {
    const there = live.find((candidate) => candidate.name === index.name);
    if (!there) return [indexCreation(name, index)];
    const [now, wanted] = [there.expireAfterSeconds, index.options.expireAfterSeconds];
    if (wanted === undefined || Number(now) === wanted) return [];
    const detail = `${name}: expire after ${daysOf(wanted)} instead of ${daysOf(Number(now))}`;
    return [{ collection: name, change: 'change_expiry', index: index.name, detail }];
  });
  const obsolete = made.filter(
    (index) => live.some((candidate) => candidate.name === index) && !defined.some((known) => known.name === index),
  );
  const drops = obsolete.map(
    (index): DocumentChange => ({
      collection: name,
      change: 'drop_index',
      index,
      detail: `${name}: drop index ${index}`,
    }),
  );
  return [...changes, ...drops];
}
