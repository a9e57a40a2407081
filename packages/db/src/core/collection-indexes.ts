import type { Collection, IndexKeys } from './collection.ts';
import { keptDays, ownRetention, type Retention } from './collection-retention.ts';

export interface CollectionIndex {
  /** As MongoDB names an index by itself, so that other keys are always another index. */
  name: string;
  keys: Record<string, 1 | -1>;
  options: { name: string; expireAfterSeconds?: number };
}

const secondsOfDay = 24 * 3600;

const indexName = (keys: IndexKeys): string =>
  Object.entries(keys)
    .map(([path, direction]) => `${path}_${direction}`)
    .join('_');

/**
 * All indexes of a collection but the one of `_id`; the one by which documents expire is the last. Where documents are
 * archived no index expires any: there it is the order in which they are archived.
 */
export function indexesOf(collection: Collection, retention: Retention = ownRetention): CollectionIndex[] {
  const indexes = collection.indexes.map((keys): CollectionIndex => {
    const name = indexName(keys);
    return { name, keys: { ...keys }, options: { name } };
  });
  const days = keptDays(collection, retention);
  if (collection.expiry && days !== null && retention.archives) {
    const keys = { [collection.expiry.field]: 1, _id: 1 } as const;
    const name = indexName(keys);
    indexes.push({ name, keys, options: { name } });
  } else if (collection.expiry && days !== null) {
    const keys = { [collection.expiry.field]: 1 } as const;
    const name = indexName(keys);
    indexes.push({ name, keys, options: { name, expireAfterSeconds: days * secondsOfDay } });
  }
  return indexes;
}
