import { type Collection, type CollectionName, collectionNames } from './collection.ts';

export class RetentionError extends Error {
  override name = 'RetentionError';
}

/** How long documents are kept, and what happens to them then. */
export interface Retention {
  /** Days that documents are kept in each collection, where that is shorter than the collection's own limit. */
  readonly days: Readonly<Partial<Record<CollectionName, number>>>;
  /**
   * True: the store expires nothing by itself, and documents go only once an archive that was read back holds them. False:
   * they expire unarchived. Null where nobody has said, which is false until an installation has begun to archive.
   */
  readonly archives: boolean | null;
}

export const ownRetention: Retention = { days: {}, archives: null };

const isCollectionName = (name: string): name is CollectionName => collectionNames.some((known) => known === name);

/** Checks days by collection; whole days, at least one. */
export function retentionOf(days: Readonly<Record<string, number>>, archives: boolean | null = null): Retention {
  for (const [name, value] of Object.entries(days)) {
    if (!isCollectionName(name)) {
      throw new RetentionError(
        `There is no collection “${name}” to keep for ${value} days; there is ${collectionNames.join(', ')}.`,
      );
    }
    if (!Number.isInteger(value) || value < 1) {
      throw new RetentionError(`${name} cannot be kept for ${value} days. Give a whole number of at least 1.`);
    }
  }
  return { days: { ...days }, archives };
}

/** Days until a collection's documents expire: its own limit, or the shorter one that is configured. */
export function keptDays(collection: Collection, retention: Retention): number | null {
  if (!collection.expiry) return null;
  const { days } = collection.expiry;
  const configured = isCollectionName(collection.name) ? retention.days[collection.name] : undefined;
  if (configured === undefined) return days;
  if (configured > days) {
    throw new RetentionError(`${collection.name} is kept for ${days} days; ${configured} is longer. Archive instead.`);
  }
  return configured;
}

const dayMs = 24 * 3600 * 1000;

/** Documents that were stored or received before this instant have expired; null where nothing ever does. */
export function expiredUntil(collection: Collection, retention: Retention, now: Date): Date | null {
  const days = keptDays(collection, retention);
  return days === null ? null : new Date(now.getTime() - days * dayMs);
}
