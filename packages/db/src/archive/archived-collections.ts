import { type Collection, type CollectionName, collectionNames } from '../core/collection.ts';
import { collections } from '../core/collection-list.ts';
import { keptDays, type Retention } from '../core/collection-retention.ts';

const dayMs = 24 * 3600 * 1000;

/** A collection whose documents expire, and so are archived. */
export type ArchivedCollection = Collection & { name: CollectionName; expiry: NonNullable<Collection['expiry']> };

const isArchived = (collection: Collection): collection is ArchivedCollection =>
  collection.expiry !== null && collectionNames.some((name) => name === collection.name);

export const archivedCollections: readonly ArchivedCollection[] = collections.filter(isArchived);

export function archivedCollection(name: CollectionName): ArchivedCollection {
  const found = archivedCollections.find((collection) => collection.name === name);
  if (!found) throw new Error(`${name} is not archived`);
  return found;
}

export interface ArchiveLimits {
  /** Documents that were stored before this instant are due and may go. */
  due: Date;
  /** Documents that were stored before this instant are to be in the archive. */
  archive: Date;
}

/** The margin is at most half of the time that documents are kept. */
export function limitsOf(
  collection: ArchivedCollection,
  retention: Retention,
  { now, marginDays }: { now: Date; marginDays: number },
): ArchiveLimits {
  const days = keptDays(collection, retention) ?? collection.expiry.days;
  const margin = Math.min(marginDays, days / 2);
  return {
    due: new Date(now.getTime() - days * dayMs),
    archive: new Date(now.getTime() - (days - margin) * dayMs),
  };
}
